"""The scenario: which method, what was moved, which facts were overridden. It travels in the URL."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from calculator.asking.given import Fault, Fields, Given, Number
from calculator.engine.edition import Edition
from calculator.engine.methodology import Methodology, Parameter
from calculator.methods import DEFAULT_ID, UnknownMethodologyError, edition_of, find_methodology, latest, released
from calculator.once import once_a_method
from calculator.words.numbers import written
from web.quoting import quoted

METHOD = "methodology"
LONGEST_CITATION = 500
TYPED_IN = 2  # the basis of a role whose posts are typed in
WHOLE_UNITS = ("basis", "switch", "years", "year", "number", "posts")


@dataclass(frozen=True, slots=True)
class OneYear:
    """One year's question. `moved` holds parameters off the preset; `facts` what overrides the place's own facts."""

    methodology: Methodology
    pinned: bool = False  # whether the version, not only the id, was asked for
    moved: Mapping[str, float] = field(default_factory=dict)
    facts: Mapping[str, float] = field(default_factory=dict)
    citation: str = ""  # where a local estimate comes from, in the user's words
    sent: frozenset[str] = frozenset()  # parameters that were said, the preset's value among them: they are certain

    @property
    def edition(self) -> Edition:
        """What computes every part of this question's answer."""
        return edition_of(self.methodology)

    def inputs(self, place_facts: Mapping[str, float]) -> dict[str, float]:
        """Return every input by name: presets, then the place's facts (NaN = not reported), then what was given."""
        return self.methodology.inputs(place_facts, {**self.facts, **self.moved})

    @property
    def dollars_of(self) -> int | None:
        """The year whose dollars a one-year answer is in; None where the method names none."""
        year = self.inputs({}).get("dollars_of")
        return None if year is None else int(year)

    def query(self) -> list[tuple[str, str]]:
        """Return the shortest query string, as pairs, that reads back as this scenario."""
        return [(METHOD, self.method_name(pinned=self.pinned)), *self.said()]

    def method_name(self, *, pinned: bool) -> str:
        """Return what a query string calls the method: by its id, or pinned to its version."""
        return self.methodology.reference if pinned else self.methodology.id

    def said(self) -> list[tuple[str, str]]:
        """Return the pairs beside the method's."""
        pairs = [(name, written(value)) for name, value in {**self.facts, **self.moved}.items()]
        return [*pairs, ("local_citation", self.citation)] if self.citation else pairs


def read_scenario(given: Given, *, skip: frozenset[str] = frozenset()) -> OneYear:
    """Read the scenario's names from `given`, which keeps the faults; what is faulty stays at the preset.

    `skip` names facts that are not open here, such as those of every place at once.
    """
    raw = given.one(METHOD)
    method = find_methodology(DEFAULT_ID)
    if raw is not None:
        try:
            method = find_methodology(str(raw))
        except UnknownMethodologyError as error:
            allowed = ", ".join((*latest(), *released()))
            given.fault(Fault(METHOD, f"there is no methodology {quoted(error.name[:80])}", allowed))
    said = given.numbers(_fields(method))
    _ask_for_posts(given, method, said)
    moved = {name: value for name, value in said.items() if value != method.parameters[name].value}
    facts = given.numbers(_facts(method, skip))
    return OneYear(
        methodology=method,
        pinned="@" in str(raw or ""),
        moved=moved,
        facts=facts,
        citation=given.text("local_citation", longest=LONGEST_CITATION),
        sent=frozenset(said if given.deliberate else moved),
    )


def _ask_for_posts(given: Given, method: Methodology, said: dict[str, float]) -> None:
    """Make a fault of each role whose posts are to be typed in and are not; such a role stays as it usually is."""
    for basis, name in _typed_posts(method):
        if said.get(basis) != TYPED_IN or name in said:
            continue
        if not given.faulty(name):
            allowed = number_for(method.parameters[name]).allowed
            given.fault(Fault(name, "is needed where posts are typed in; give a figure", allowed))
        given.leave_unread(basis)
        del said[basis]


@once_a_method
def _fields(method: Methodology) -> Fields:
    return fields_for(method.parameters)


@once_a_method
def _facts(method: Methodology, skip: frozenset[str]) -> Fields:
    return fields_for({name: fact for name, fact in method.facts.items() if name not in skip})


@once_a_method
def _typed_posts(method: Methodology) -> list[tuple[str, str]]:
    """Return the basis of each role whose posts may be typed in, and the name of those posts."""
    posts = [name for name, parameter in method.parameters.items() if parameter.unit == "posts"]
    return [(name.removesuffix("_posts") + "_basis", name) for name in posts]


def fields_for(parameters: Mapping[str, Parameter]) -> Fields:
    """Return how values for these parameters are read."""
    return Fields({name: number_for(parameter) for name, parameter in parameters.items()})


def number_for(parameter: Parameter) -> Number:
    """Return how a value for this parameter is read: its bounds, and whether only whole numbers make sense."""
    return Number(
        parameter.name,
        parameter.min,
        parameter.max,
        whole=parameter.unit in WHOLE_UNITS,
        calendar=parameter.unit == "year",
        share=parameter.unit == "share",
    )
