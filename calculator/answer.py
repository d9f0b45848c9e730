"""The answer to a question: every part by its edition's rules, computed once, when it is first read.

Pages, JSON, workbook and memo all read from one `Answer`; none computes a part of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import ModuleType

from calculator.asking.given import Fault, FaultyError
from calculator.asking.grant_faults import faults_of_grant
from calculator.asking.question import Question, question_of
from calculator.asking.returns import unpriced
from calculator.asking.scenario import OneYear, number_for
from calculator.bases import counts_of, notices_of, typed_count
from calculator.engine.cash import Cash
from calculator.engine.edition import Edition
from calculator.engine.errors import MissingFactError, TooFewWorkersError
from calculator.engine.funding import Cliff
from calculator.engine.grants import Application
from calculator.engine.measures import Measure
from calculator.engine.plan import PlanYear
from calculator.engine.results import Budget, budget_of
from calculator.engine.returns import Returns
from calculator.engine.rules_2027_1.bases import Basis, Range, range_of
from calculator.engine.rules_2027_1.sensitivity import Sensitivity
from calculator.engine.rules_2027_1.solve import Solution
from calculator.engine.staff import StaffGap, staff_gap_of
from calculator.engine.terms import PlanTerms
from calculator.funders import corrected
from calculator.solving import solution_of
from calculator.subject import HOMICIDE_FACTS, Subject, counted_by


@dataclass(frozen=True)
class Answer:
    """Whose budget, what was asked, and every part of the answer. A part raises FaultyError where it needs a missing fact.

    `assumed` are facts taken where nobody reported any; `link` is absolute and pins nothing that the reader did not pin.
    """

    subject: Subject
    question: Question
    link: str = ""
    data_version: str = ""
    assumed: Mapping[str, float] = field(default_factory=dict)

    @property
    def scenario(self) -> OneYear:
        """The one year's question."""
        return self.question.scenario

    @property
    def edition(self) -> Edition:
        """What computes every part."""
        return self.scenario.edition

    @cached_property
    def asked_inputs(self) -> dict[str, float]:
        """Every input of one year by name as it was asked; NaN = not reported."""
        return {**self.scenario.inputs(self.subject.facts), **self.assumed}

    def under(self, link: str) -> "Answer":
        """Return the same answer under another link, with what is computed already."""
        other = replace(self, link=link)
        other.__dict__.update({**self.__dict__, "link": link})
        return other

    @cached_property
    def solution(self) -> Solution | None:
        """What the money pays for that the question starts from; None where it starts from coverage."""
        return None if self.question.solve is None else self.bought_with(self.question.solve)

    def bought_with(self, amount: int) -> Solution:
        """Return what `amount` (whole USD, all years of a plan together) pays for. Raises FaultyError."""
        try:
            return solution_of(self, amount)
        except MissingFactError as error:
            raise self._missing(error.fact) from None

    @cached_property
    def inputs(self) -> dict[str, float]:
        """Every input of one year by name: as asked, with the coverage that the money pays for; NaN = not reported."""
        if self.solution is None:
            return self.asked_inputs
        return {**self.asked_inputs, "coverage_share": self.solution.coverage_share or 0.0}

    @cached_property
    def budget(self) -> Budget:
        """One year."""
        try:
            budget = budget_of(self.scenario.methodology, self.inputs)
        except MissingFactError as error:
            raise self._missing(error.fact, "scenario") from None
        notices = notices_of(self.subject, self.scenario, budget)
        return replace(budget, notices=notices) if notices else budget

    @cached_property
    def bases(self) -> tuple[Basis, ...]:
        """Every way to estimate the people at highest risk; none where the edition knows of none."""
        rules = self.edition.rules.get("bases")
        if rules is None:
            return ()
        counts, typed = counts_of(self.subject), typed_count(self.subject, self.budget)
        bases: tuple[Basis, ...] = rules.bases_of(self.budget, counts=counts, typed=typed)
        whose = {"share": self.fact_sources["population"], "homicides": self.fact_sources[HOMICIDE_FACTS[2]]}
        return tuple(basis._replace(source=whose.get(basis.basis, basis.source)) for basis in bases)

    @cached_property
    def range(self) -> Range | None:
        """What the usable bases span, widened to hold the number in use; None where the edition knows of no bases."""
        if not self.bases:
            return None
        return range_of(self.bases, people=self.budget.high_risk, total=self.budget.total)

    @cached_property
    def sensitivity(self) -> Sensitivity:
        """How far the budget may be off. Raises FaultyError where the edition cannot say."""
        method, sent = self.budget.methodology, self.scenario.sent
        found: Sensitivity = self.rules_for("sensitivity").sensitivity_of(method, self.inputs, sent=sent)
        return found

    @cached_property
    def preset(self) -> Budget | None:
        """One year with nothing moved, facts as given; None where the preset needs a figure that nobody reported."""
        if not self.scenario.moved:
            return self.budget
        try:
            return replace(self, question=self.question.without(*self.scenario.moved)).budget
        except FaultyError:
            return None

    @cached_property
    def terms(self) -> PlanTerms:
        """The plan's terms, with staff in post and sources of money."""
        return self.question.plan.terms(self.question.current_staff.in_post, self.question.funding.sources)

    @cached_property
    def plan(self) -> tuple[PlanYear, ...]:
        """The years of the plan; of the usual one where no years were asked for."""
        try:
            return self.edition.plan_of(self.scenario.methodology, self.inputs, self.terms)
        except MissingFactError as error:
            raise self._missing(error.fact) from None

    @property
    def planned(self) -> tuple[PlanYear, ...]:
        """The years of the plan that was asked for; empty where the question is about one year."""
        return self.plan if self.question.plan.asked else ()

    @cached_property
    def cliffs(self) -> tuple[Cliff, ...]:
        """Where the plan's committed money falls away."""
        return self.edition.cliffs_of(self.terms)

    @cached_property
    def staff_gap(self) -> tuple[StaffGap, ...]:
        """Who is missing for the one-year budget."""
        return staff_gap_of(self.budget, self.question.current_staff.in_post)

    @cached_property
    def returns(self) -> Returns:
        """What the program might return, over the plan's years where they were asked for."""
        budget = None if self.question.plan.asked else self.budget
        fault = unpriced(self.scenario, self.question.plan)
        if fault is not None:
            raise FaultyError([fault])
        try:
            return self.edition.returns_of(
                self.question.returns.terms(also_sent=self.scenario.facts),
                inputs=self.inputs,
                budget=budget,
                plan=self.planned,
            )
        except MissingFactError as error:
            raise self._missing(error.fact) from None
        except TooFewWorkersError as error:
            raise FaultyError([self._too_few(error.least)]) from None

    @cached_property
    def application(self) -> Application:
        """The grant budget of the plan's years, of the one year where no years were asked for."""
        return self.edition.grant_of(
            self.question.grant.terms(),
            budget=self.budget,
            plan=self.planned,
            in_post=self.question.current_staff.in_post,
            plan_inputs=self.terms.parameters,
            without=self._plan_without_staff,
        )

    @cached_property
    def _plan_without_staff(self) -> tuple[PlanYear, ...]:
        """The plan's years at the same coverage with nobody in post; empty where nobody is."""
        if not self.question.plan.asked or not self.terms.in_post:
            return ()
        shares = tuple(year.coverage_share for year in self.plan)
        terms = replace(self.terms, in_post={}, ramp="typed", typed=shares, sources=())
        return self.edition.plan_of(self.scenario.methodology, self.inputs, terms)

    @cached_property
    def grant_faults(self) -> tuple[Fault, ...]:
        """What cannot be asked for: more posts than the plan has, more in organizations than are asked for."""
        return faults_of_grant(self.question.grant, self.scenario.methodology, self.application, self.question.faults)

    @cached_property
    def cash(self) -> Cash | None:
        """The plan's account by quarter, committed money only; None where the edition does not reckon one."""
        return self.edition.cash_of(self.plan, self.terms)

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What is to be minded about the sources of money."""
        return self.edition.warnings_of(self.terms, corrected(self.edition.funders))

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """What the program can promise to do and count, by quarter of the plan or of the one year."""
        return self.edition.measures_of(self.budget, self.planned, self.terms)

    @cached_property
    def award_measures(self) -> tuple[Measure, ...]:
        """What the staff that the award pays can promise; none in an edition that asks for whole programs."""
        asked = tuple(period.asked for period in self.application.grant.years if period.asked)
        if not asked:
            return ()
        return self.edition.measures_of(self.budget, self.planned, self.terms, asked)

    @property
    def file_name(self) -> str:
        """A file's name without its ending, such as `cvi-budget-norfolk-va`; ASCII whatever the place is called."""
        subject = self.subject
        if subject.place:
            return f"cvi-budget-{subject.place.slug}"
        if subject.kind == "region":
            return f"cvi-budget-region-of-{len(subject.places)}-places"
        return f"cvi-budget-population-{subject.facts['population']:.0f}"

    @cached_property
    def fact_sources(self) -> Mapping[str, str]:
        """Where each fact of the subject comes from, with its year; what the user typed says so."""
        place, given, known = self.subject.place, self.scenario.facts, self.scenario.methodology.facts
        sources = {name: fact.source.title for name, fact in known.items()}
        if place:
            sources["population"] = f"U.S. Census Bureau, {place.population_year}"
        if place and place.own_homicides:
            sources["homicides"] = counted_by(place, (place.own_homicides.year,))
        means = (place.homicides_three_year, place.homicides_five_year) if place else ()
        for name, mean in zip(HOMICIDE_FACTS[1:], means, strict=False):
            if place and mean and name in sources:
                sources[name] = counted_by(place, mean.years)
        if place and place.price_level is not None:
            sources["price_level"] = f"{sources['price_level']}, {place.price_level_area}, {place.price_level_year}"
        if self.subject.kind == "region":
            whole = "sum of the places, where every one has a whole year"
            sources |= {name: whole for name in HOMICIDE_FACTS if name in sources}
            years = ", ".join(map(str, sorted({place.population_year for place in self.subject.places})))
            sources |= {
                "population": f"U.S. Census Bureau, {years}, sum of the places",
                "price_level": "of the places, weighted by residents",
            }
        typed = "typed in" if self.subject.kind != "typed" else "typed in, no place named"
        return {
            name: typed if name in given or known[name].follows in given else source for name, source in sources.items()
        }

    def rules_for(self, part: str) -> ModuleType:
        """Return the edition's rules of a part. Raises FaultyError where it has none."""
        rules: ModuleType | None = self.edition.rules.get(part)
        if rules is None:
            message = f"{self.scenario.methodology.reference} cannot answer this; a later edition can"
            raise FaultyError([Fault("methodology", message, "caps, field")])
        return rules

    def _too_few(self, least: int) -> Fault:
        whose = self.subject.in_sentence
        message = f"reaches too few people in {whose} for {least} frontline workers; with fewer nothing can be said"
        return Fault("coverage_share", message, "more people: plan with the county or with neighboring places")

    def _missing(self, fact: str, needy: str = "answer") -> FaultyError:
        known = self.scenario.methodology.facts
        fact = (fact in known and known[fact].follows) or fact  # a mean stands for itself or for what it is a mean of
        allowed = number_for(self.scenario.methodology.input(fact)).allowed
        message = f"is not reported for {self.subject.in_sentence} and this {needy} needs it; give a figure"
        if fact in self.scenario.methodology.parameters and fact not in self.subject.facts:
            message = "is needed by what else was chosen; give a figure"
        return FaultyError([Fault(fact, message, allowed)])


def budget_for(subject: Subject, scenario: OneYear) -> Budget:
    """Return one year's budget of `subject` under `scenario`. Raises FaultyError where a fact is missing that it needs."""
    return Answer(subject, question_of(scenario)).budget
