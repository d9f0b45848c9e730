"""Put a methodology's lines in order and compile them into one function for floats and arrays alike."""

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from types import CodeType

from calculator.engine.errors import MethodologyError
from calculator.engine.methodology import Line


def in_order(lines: Mapping[str, Line], *, file: str, line_of: Mapping[str, int]) -> Mapping[str, Line]:
    """Return the lines so that each uses only inputs and lines before it. Raises MethodologyError."""
    uses = {name: [used for used in line.formula.names if used in lines] for name, line in lines.items()}
    try:
        order = tuple(TopologicalSorter(uses).static_order())
    except CycleError as error:
        cycle = error.args[1]
        message = f"lines depend on themselves: {' -> '.join(reversed(cycle))}"
        raise MethodologyError(file=file, line=line_of[cycle[0]], message=message) from None
    return {name: lines[name] for name in order}


def compile_lines(lines: Mapping[str, Line], *, file: str) -> CodeType:
    """Return code that, run in a namespace of inputs and functions, leaves every line's value there."""
    source = "\n".join(f"{name} = {line.formula.python}" for name, line in lines.items())
    return compile(source, file, "exec")
