"""The formulas of a released method, computed here: the same dollars as the site's."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from cvi_budget.formula import Formula, read_formula


class MissingFact(ValueError):  # noqa: N818 (named for what it says)
    """A fact is needed that was not given; `fact` is its name."""

    def __init__(self, fact: str) -> None:
        super().__init__(f"{fact} is needed by what was asked, and was not given")
        self.fact = fact


@dataclass(frozen=True, slots=True)
class Method:
    """A method: its usual inputs, its facts (each with the fact that it follows, or ""), its lines in computing order."""

    id: str
    version: str
    usual: Mapping[str, float]
    facts: Mapping[str, str]
    bounds: Mapping[str, tuple[float, float]]
    lines: Mapping[str, Formula]

    @property
    def reference(self) -> str:
        """The pinned name, such as `caps@2027.1`."""
        return f"{self.id}@{self.version}"

    @staticmethod
    def known() -> list[str]:
        """Return the names of the methods that come with this package, the newest last."""
        return sorted(_shipped(), key=lambda name: (name.partition("@")[2], name))

    @staticmethod
    def released(name: str = "caps") -> "Method":
        """Return a method that comes with this package, pinned or in its newest version. Raises LookupError."""
        known = [each for each in Method.known() if name in (each, each.partition("@")[0])]
        if not known:
            raise LookupError(f"there is no method {name!r} here; there are {', '.join(Method.known())}")
        return Method.read(_shipped()[known[-1]])

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> "Method":
        """Return the method of a document of the API (`methodologies/<name>/`)."""
        records = [*document["facts"], *document["indices"], *document["parameters"]]
        return cls(
            id=document["id"],
            version=document["version"],
            usual={one["name"]: math.nan if one["value"] is None else float(one["value"]) for one in records},
            facts={one["name"]: one["follows"] for one in document["facts"]},
            bounds={one["name"]: (one["allowed"]["min"], one["allowed"]["max"]) for one in records},
            lines={line["name"]: read_formula(line["formula"]) for line in document["lines"]},
        )

    def inputs(self, known: Mapping[str, float | None], **given: float) -> dict[str, float]:
        """Return every input: what is usual, what is `known` of a place (None: not reported), then what was `given`.

        A fact that follows another is that one where it was given and the follower was not.
        Raises ValueError for an unknown name and for what is out of bounds.
        """
        for name, value in given.items():
            if name not in self.bounds:
                raise ValueError(f"{self.reference} has no {name!r}")
            low, high = self.bounds[name]
            if not low <= value <= high:
                raise ValueError(f"{name} is {value:g}; {low:g} to {high:g} is allowed")
        found = dict(self.usual)
        found |= {name: float(value) for name, value in known.items() if name in found and value is not None}
        followed = {name: given[other] for name, other in self.facts.items() if other in given}
        return {**found, **followed, **{name: float(value) for name, value in given.items()}}

    def compute(self, known: Mapping[str, float | None], **given: float) -> dict[str, float]:
        """Return every line by name. `known` are a place's facts, such as the `inputs` of an answer. Raises MissingFact."""
        values: dict[str, float] = self.inputs(known, **given)
        inputs = dict(values)
        for name, formula in self.lines.items():
            values[name] = formula.value(values)
            if not math.isfinite(values[name]):
                raise MissingFact(self._missing(inputs, name))
        return {name: values[name] for name in self.lines}

    def _missing(self, inputs: Mapping[str, float], line: str) -> str:
        """Return the input without a value that keeps the line, the first without a result, from having one."""
        values = dict(inputs)
        for name, formula in self.lines.items():
            if name == line:
                break
            values[name] = formula.value(values)
        missing = [name for name in self.lines[line].names if math.isnan(inputs.get(name, 0.0))]
        helpful = [name for name in missing if math.isfinite(self.lines[line].value({**values, name: 1.0}))]
        return (helpful or missing or [line])[0]


@cache
def _shipped() -> dict[str, Any]:
    folder = resources.files("cvi_budget") / "methods"
    read = [json.loads(file.read_text(encoding="utf-8")) for file in folder.iterdir() if file.name.endswith(".json")]
    return {f"{one['id']}@{one['version']}": one for one in read}
