"""Some lines in computing order with the code that computes them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from calculator.engine.compile import compile_lines, in_order
from calculator.engine.methodology import Code, Line


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines in an order in which each uses only inputs and lines before it, and their code."""

    lines: Mapping[str, Line]
    code: Code


def compiled(lines: Mapping[str, Line], *, file: str, line_of: Mapping[str, int] | None = None) -> Lines:
    """Return the lines ready to run. Raises MethodologyError where they depend on themselves."""
    ordered = in_order(lines, file=file, line_of=line_of or dict.fromkeys(lines, 1))
    return Lines(ordered, compile_lines(ordered, file=file))


def needed_for(lines: Mapping[str, Line], names: Iterable[str]) -> dict[str, Line]:
    """Return the named lines and every line that they rest on, in the order of `lines`."""
    wanted = set(names)
    for name, line in reversed(list(lines.items())):
        if name in wanted:
            wanted.update(used for used in line.formula.names if used in lines)
    return {name: line for name, line in lines.items() if name in wanted}


def resting_on(lines: Mapping[str, Line], names: Iterable[str]) -> dict[str, Line]:
    """Return the lines that rest on any of the named inputs, in the order of `lines`."""
    moving = set(names)
    for name, line in lines.items():
        if any(used in moving for used in line.formula.names):
            moving.add(name)
    return {name: line for name, line in lines.items() if name in moving}
