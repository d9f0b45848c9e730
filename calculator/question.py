"""The whole question a URL asks: a scenario and the sections about years, money in, return and grants."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from calculator.given import Fault, Given
from calculator.scenario import Scenario, read_scenario

TABS = ("budget", "years", "funding", "return", "grant")
# Names that choose a subject or a view; they are read by the views, not by a section.
SUBJECT_NAMES = ("place", "county", "add", "search")


@dataclass(frozen=True, slots=True)
class Question:
    """Everything the query string holds. Faulty parts stay at their defaults; `faults` names them."""

    scenario: Scenario
    tab: str
    subject: tuple[tuple[str, str], ...]  # place= and county= pairs, in the order given
    faults: tuple[Fault, ...]

    def query(self) -> list[tuple[str, str]]:
        """Return the shortest pairs that read back as this question, without the tab."""
        return [*self.subject, *self.scenario.query()]

    def url(self, path: str, *, tab: str | None = None) -> str:
        """Return `path` with this question's query string, on `tab` (the budget where None)."""
        pairs = self.query() + ([("tab", tab)] if tab and tab != TABS[0] else [])
        return f"{path}?{urlencode(pairs)}" if pairs else path


def read_question(values: Mapping[str, Sequence[str]]) -> Question:
    """Read a query string's lists of values, as `QueryDict.lists()` gives them; never raises."""
    given = Given(values, blank_is_absent=True)
    scenario = read_scenario(given)
    tab = given.choice("tab", TABS) or TABS[0]
    subject = tuple((name, str(value)) for name in ("place", "county") for value in given.all(name))
    given.refuse_unknown(SUBJECT_NAMES)
    return Question(scenario=scenario, tab=tab, subject=subject, faults=tuple(given.faults))
