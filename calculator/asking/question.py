"""The whole question a URL asks: a scenario and the sections about years, money in, return and grants."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import urlencode

from calculator.asking.boxes import carried_shares, read_boxes
from calculator.asking.funding import FundingSection, read_funding
from calculator.asking.given import Fault, Number
from calculator.asking.grant import GrantSection, read_grant
from calculator.asking.memo import MemoSection, read_memo
from calculator.asking.pairs import Pairs
from calculator.asking.plan import PlanSection, read_plan
from calculator.asking.returns import ReturnsSection, read_returns
from calculator.asking.scenario import METHOD, OneYear, read_scenario
from calculator.asking.staff import StaffSection, read_staff
from calculator.engine.methodology import Methodology
from calculator.methods import until_read_anew
from calculator.words import labels

type Said = tuple[tuple[str, str], ...]  # names and values, as an address says them

TABS = tuple(labels.TABS)
# Names that choose a subject or a view; they are read by the views, not by a section.
SOLVE = Number("solve", 0, 10_000_000_000, whole=True)
LONGEST_TITLE, LONGEST_NOTE = 120, 600
NAMED = ("name", "note")
SUBJECT_NAMES = ("place", "county", "data", "search")


@dataclass(frozen=True)
class Question:
    """Everything the query string holds. Faulty parts stay at their defaults; `faults` names them."""

    scenario: OneYear
    tab: str
    subject: Said  # place= and county= pairs, in the order given
    faults: tuple[Fault, ...]
    grant: GrantSection = field(default_factory=until_read_anew(GrantSection))
    plan: PlanSection = field(default_factory=until_read_anew(PlanSection))
    funding: FundingSection = field(default_factory=until_read_anew(FundingSection))
    current_staff: StaffSection = field(default_factory=until_read_anew(StaffSection))
    returns: ReturnsSection = field(default_factory=until_read_anew(ReturnsSection))
    memo: MemoSection = field(default_factory=until_read_anew(MemoSection))
    solve: int | None = None  # start from the money: whole USD, of a plan all years together
    name: str = ""  # what somebody calls this scenario, and a note about it; both are part of what is saved
    note: str = ""
    data: str = ""  # the release of the facts that is asked for; empty: those of now
    unread: Said = ()  # what was typed and cannot be used: it stays until somebody changes it

    @property
    def dollars_of(self) -> int | None:
        """The year whose dollars all of the answer is in; None where each year has its own or the method names none."""
        of_one = self.scenario.dollars_of
        years = self.plan.calendar_years if self.plan.asked else ()
        return of_one if of_one is None or not years else years[0] if len(years) == 1 else None

    def query(self) -> list[tuple[str, str]]:
        """Return the shortest pairs that read back as this question, without the tab."""
        return [*self._pairs]

    def lasting_query(self, subject: Said) -> list[tuple[str, str]]:
        """Return the pairs of this question with its edition pinned, about a `subject` named so, and of no release."""
        return [*subject, *self._method(pinned=True), *self._said]

    @cached_property
    def _pairs(self) -> Said:
        release = [("data", self.data)] if self.data else []
        return (*self.subject, *release, *self._method(pinned=self.scenario.pinned), *self._said)

    @cached_property
    def _unread_names(self) -> frozenset[str]:
        return frozenset(name for name, _ in self.unread)

    def _method(self, *, pinned: bool) -> Said:
        return () if METHOD in self._unread_names else ((METHOD, self.scenario.method_name(pinned=pinned)),)

    @cached_property
    def _said(self) -> Said:
        """What is asked beside the subject, the release and the method."""
        sections = (self.plan, self.funding, self.current_staff, self.returns, self.grant, self.memo)
        said = [*self.scenario.said(), *(pair for section in sections for pair in section.query())]
        money = [("solve", str(self.solve))] if self.solve is not None else []
        named = [pair for pair in (("name", self.name), ("note", self.note)) if pair[1]]
        if self.unread:
            said, named = ([pair for pair in pairs if pair[0] not in self._unread_names] for pairs in (said, named))
        return (*said, *money, *named, *self.unread)

    @cached_property
    def _encoded(self) -> str:
        return urlencode(self._pairs)

    def url(self, path: str, *, tab: str | None = None) -> str:
        """Return `path` with this question's query string, on `tab` (the budget where None)."""
        on_tab = [urlencode({"tab": tab})] if tab and tab != TABS[0] else []
        query = "&".join([*([self._encoded] if self._encoded else []), *on_tab])
        return f"{path}?{query}" if query else path

    def without(self, *names: str) -> "Question":
        """Return this question with those parameters and facts back at their preset or published value."""
        scenario = self.scenario
        moved = {name: value for name, value in scenario.moved.items() if name not in names}
        facts = {name: value for name, value in scenario.facts.items() if name not in names}
        unread = tuple(pair for pair in self.unread if pair[0] not in names)
        solve = None if {"solve", "coverage_share"} & {*names} else self.solve
        return replace(self, scenario=replace(scenario, moved=moved, facts=facts), unread=unread, solve=solve)

    def text_of(self, name: str) -> str | None:
        """Return what was typed under `name` and cannot be used, None where there is nothing of the kind."""
        return next((text for known, text in self.unread if known == name), None)

    def with_faults(self, faults: Sequence[Fault]) -> "Question":
        """Return this question with more that is wrong with it."""
        return replace(self, faults=(*self.faults, *faults))

    def under(self, methodology: Methodology) -> "Question":
        """Return this question under another method, keeping what was moved where the method has it."""
        known = methodology.parameters
        moved = {
            name: value for name, value in self.scenario.moved.items() if name in known and value != known[name].value
        }
        scenario = replace(self.scenario, methodology=methodology, moved=moved)
        return replace(self, scenario=scenario)

    def carried(self, own_names: Collection[str]) -> list[tuple[str, str]]:
        """Return the pairs that a form whose fields are `own_names` must carry as hidden inputs to lose nothing."""
        pairs = [pair for pair in self.query() if pair[0] not in own_names]
        return [*pairs, *carried_shares(pairs, self.scenario.method_name(pinned=self.scenario.pinned))]


def question_of(scenario: OneYear) -> Question:
    """Return the question of one year's budget, with nothing else asked."""
    return Question(scenario=scenario, tab=TABS[0], subject=(), faults=())


def read_question(values: Mapping[str, Sequence[str]]) -> Question:
    """Read a query string's lists of values, as `QueryDict.lists()` gives them; never raises."""
    given = Pairs(read_boxes(values))
    scenario = read_scenario(given)
    tab = given.choice("tab", TABS) or TABS[0]
    subject = tuple((name, str(value)) for name in ("place", "county") for value in given.all(name))
    grant = read_grant(given, scenario.methodology)
    edition = scenario.edition
    plan = read_plan(given, edition.plan)
    funding = read_funding(given, plan)
    current_staff = read_staff(given, scenario.methodology)
    returns = read_returns(given, edition.returns)
    memo = read_memo(given)
    solve = given.number(SOLVE)
    name, note = given.text("name", longest=LONGEST_TITLE), given.text("note", longest=LONGEST_NOTE, folded=True)
    given.refuse_unknown(SUBJECT_NAMES)
    return Question(
        scenario=scenario,
        tab=tab,
        subject=subject,
        faults=tuple(given.faults),
        grant=grant,
        plan=plan,
        funding=funding,
        current_staff=current_staff,
        returns=returns,
        memo=memo,
        solve=None if solve is None else int(solve),
        name=name,
        note=note,
        data=str(next(iter(values.get("data", ())), "")),
        unread=tuple(pair for pair in given.unread() if pair[0] != "tab"),  # no link carries a tab there is not
    )
