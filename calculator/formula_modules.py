"""A methodology as an ES module: the same formula text, run by the browser and by Node."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from calculator.engine.formula import FUNCTIONS
from calculator.engine.methodology import Methodology, Parameter
from calculator.words.watches import watches


def module_name(methodology: Methodology) -> str:
    """Return the module's path below the static root, such as `formulas/caps-2026.1.js`."""
    return f"formulas/{methodology.id}-{methodology.version}.js"


def module_source(methodology: Methodology) -> str:
    """Return the module's text: `reference`, `defaults`, `evaluate(inputs)` giving every line by name, and what pages tell.

    `parameters` and `facts` have label, unit, preset and bounds; `watches` is the line that each parameter moves first.
    """
    records = (*methodology.parameters.values(), *methodology.indices.values())
    defaults = {record.name: record.value for record in records}
    inputs = [*defaults, *methodology.facts]
    told = {
        "parameters": {**_told(methodology.parameters), **_told(methodology.facts)},
        "budget": list(methodology.budget),
        "watches": {name: asdict(watch) for name, watch in watches(methodology).items()},
    }
    constants = "\n".join(f"export const {name} = {json.dumps(value)};" for name, value in told.items())
    lines = "\n".join(f"  const {name} = {line.formula.text};" for name, line in methodology.lines.items())
    return f"""// Made from the methodology file {methodology.id}-{methodology.version}.yaml; formulas word for word.
import {{ {", ".join(FUNCTIONS)} }} from "../js/engine/functions.js";

export const reference = {json.dumps(methodology.reference)};
export const defaults = {json.dumps(defaults)};
{constants}

export function evaluate({{ {", ".join(inputs)} }}) {{
{lines}
  return {{ {", ".join(methodology.lines)} }};
}}
"""


def _told(records: Mapping[str, Parameter]) -> dict[str, dict[str, Any]]:
    return {
        record.name: {
            "label": record.label,
            "unit": record.unit,
            "preset": record.value,
            "min": record.min,
            "max": record.max,
            "follows": record.follows,
        }
        for record in records.values()
    }
