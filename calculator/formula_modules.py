"""A methodology as an ES module: the same formula text, run by the browser and by Node."""

import json

from calculator.engine.formula import FUNCTIONS
from calculator.engine.methodology import Methodology


def module_name(methodology: Methodology) -> str:
    """Return the module's path below the static root, such as `formulas/caps-2026.1.js`."""
    return f"formulas/{methodology.id}-{methodology.version}.js"


def module_source(methodology: Methodology) -> str:
    """Return the module's text: `reference`, `defaults`, and `evaluate(inputs)` giving every line by name."""
    records = (*methodology.parameters.values(), *methodology.indices.values())
    defaults = {record.name: record.value for record in records}
    inputs = [*defaults, *methodology.facts]
    lines = "\n".join(f"  const {name} = {line.formula.text};" for name, line in methodology.lines.items())
    return f"""// Made from the methodology file {methodology.id}-{methodology.version}.yaml; formulas word for word.
import {{ {", ".join(FUNCTIONS)} }} from "../js/engine/functions.js";

export const reference = {json.dumps(methodology.reference)};
export const defaults = {json.dumps(defaults)};

export function evaluate({{ {", ".join(inputs)} }}) {{
{lines}
  return {{ {", ".join(methodology.lines)} }};
}}
"""
