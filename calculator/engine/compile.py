"""Put a methodology's lines in order and compile them into one function for floats and arrays alike."""

from collections.abc import Collection, Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

from calculator.engine.errors import MethodologyError
from calculator.engine.formula import FUNCTIONS
from calculator.engine.functions import SCALAR_FUNCTIONS, Functions
from calculator.engine.inline import written_out
from calculator.engine.methodology import Code, Line

_CALLED = (*FUNCTIONS, "DIVIDE")


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


def compile_lines(lines: Mapping[str, Line], *, file: str, giving: Collection[str] | None = None) -> Code:
    """Return a function that gives every line's value by name, or those of `giving`, from functions and inputs by name.

    Over the functions of one place it runs the formulas with those written out. Formulas use lower-case names only, so none
    of them can be one of the function's own.
    """
    wanted = [name for name in lines if giving is None or name in giving]
    for_any = _compiled({name: line.formula.python for name, line in lines.items()}, lines, wanted, file)
    for_one: list[Code] = []  # made when it is first asked for

    def code(functions: Functions, inputs: Mapping[str, Any]) -> dict[str, Any]:
        if functions is not SCALAR_FUNCTIONS:
            return for_any(functions, inputs)
        if not for_one:
            written = {name: written_out(line.formula.python) for name, line in lines.items()}
            for_one.append(_compiled(written, lines, wanted, file))
        return for_one[0](functions, inputs)

    return code


def _compiled(expressions: Mapping[str, str], lines: Mapping[str, Line], wanted: Iterable[str], file: str) -> Code:
    given = dict.fromkeys(used for line in lines.values() for used in line.formula.names if used not in lines)
    source = [
        "def run(FUNCTIONS, INPUTS):",
        *(f"{name} = FUNCTIONS[{name!r}]" for name in _CALLED),
        *(f"{name} = INPUTS[{name!r}]" for name in given),
        *(f"{name} = {expression}" for name, expression in expressions.items()),
        f"return {{{', '.join(f'{name!r}: {name}' for name in wanted)}}}",
    ]
    namespace: dict[str, Code] = {}
    exec(compile("\n ".join(source), file, "exec"), {"__builtins__": {}}, namespace)  # noqa: S102 - checked formulas only
    return namespace["run"]
