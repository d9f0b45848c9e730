"""An edition: everything that turns a question into numbers, read from its files, pinned together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from calculator.engine.award import Asked
from calculator.engine.cash import Cash
from calculator.engine.errors import MethodologyError
from calculator.engine.funders import Funder
from calculator.engine.funding import Cliff
from calculator.engine.grant_rules import GrantRules
from calculator.engine.grants import Application, GrantTerms
from calculator.engine.load import load_methodology
from calculator.engine.load_records import load_roles
from calculator.engine.measures import Measure
from calculator.engine.methodology import Methodology, Status
from calculator.engine.plan import PlanYear
from calculator.engine.plan_rules import PlanRules
from calculator.engine.reading import read_record
from calculator.engine.results import Budget
from calculator.engine.returns import Returns
from calculator.engine.returns_rules import ReturnsRules
from calculator.engine.staff import InPost
from calculator.engine.terms import PlanTerms, ReturnsTerms

METHODS = ("caps", "field")  # a later one may be based on the first, and hold only what differs
_KEYS = frozenset(["version", "status", "date", "rules", "scripts"])
_RULES = ("plan", "returns", "grant")


@dataclass(frozen=True, slots=True)
class Card:
    """What `edition.yaml` says: the version, whether it is released, its date, the modules of its rules, its scripts."""

    version: str
    status: Status
    date: str
    rules: Mapping[str, str]
    scripts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """The methods by id, what plan, return and grant rest on, and the modules that compute them, by part."""

    card: Card
    methods: Mapping[str, Methodology]
    plan: PlanRules
    returns: ReturnsRules
    grant: GrantRules
    rules: Mapping[str, Any]
    funders: tuple[Funder, ...] = ()
    measures: Any = None  # the rules of measures, where the edition has any

    @property
    def version(self) -> str:
        """Such as `2026.1`."""
        return self.card.version

    @property
    def released(self) -> bool:
        """Whether it may be the newest; a draft is asked for by its version only."""
        return self.card.status == "released"

    def plan_of(self, method: Methodology, inputs: Mapping[str, float], terms: PlanTerms) -> tuple[PlanYear, ...]:
        """Return the years of a plan. Raises MissingFactError."""
        years: tuple[PlanYear, ...] = self.rules["plan"].plan_of(self.plan, method, inputs, terms)
        return years

    def cliffs_of(self, terms: PlanTerms) -> tuple[Cliff, ...]:
        """Return where the plan's committed money falls away."""
        cliffs: tuple[Cliff, ...] = self.rules["plan"].cliffs_of(self.plan, terms)
        return cliffs

    def returns_of(
        self, terms: ReturnsTerms, *, inputs: Mapping[str, float], budget: Budget | None, plan: tuple[PlanYear, ...]
    ) -> Returns:
        """Return what the program might return, over the plan's years where there are any. Raises MissingFactError."""
        returns: Returns = self.rules["returns"].returns_of(
            self.returns, terms, inputs=inputs, budget=budget, plan=plan
        )
        return returns

    def grant_of(
        self,
        terms: GrantTerms,
        *,
        budget: Budget,
        plan: tuple[PlanYear, ...],
        in_post: Mapping[str, InPost],
        plan_inputs: Mapping[str, float],
        without: tuple[PlanYear, ...] = (),
    ) -> Application:
        """Return the grant budget of the plan's years, of one year where there are none.

        `without` is the plan at the same coverage with nobody in post, for rules that know requests.
        """
        alone = {"without": without} if self.grant.requests else {}
        application: Application = self.rules["grant"].grant_of(
            self.grant, terms, budget=budget, plan=plan, in_post=in_post, plan_inputs=plan_inputs, **alone
        )
        return application

    def cash_of(self, plan: tuple[PlanYear, ...], terms: PlanTerms) -> Cash | None:
        """Return the account by quarter; None where the edition does not reckon one."""
        if "cash" not in self.rules:
            return None
        cash: Cash = self.rules["cash"].cash_of_plan(plan, terms.sources)
        return cash

    def warnings_of(self, terms: PlanTerms, funders: tuple[Funder, ...]) -> tuple[str, ...]:
        """Return what is to be minded about the sources of money, by the terms of `funders`."""
        if "stack" not in self.rules:
            return ()
        warnings: tuple[str, ...] = self.rules["stack"].warnings_of(terms.sources, funders)
        return warnings

    def measures_of(
        self, budget: Budget, plan: tuple[PlanYear, ...], terms: PlanTerms, asked: tuple[Asked, ...] = ()
    ) -> tuple[Measure, ...]:
        """Return what a program, or the staff that an award pays, can promise to do and count, by quarter."""
        if self.measures is None:
            return ()
        lag = terms.parameters["hiring_lag_months"]
        found: tuple[Measure, ...] = self.rules["measures"].measures_of(
            self.measures, budget=budget, plan=plan, lag_months=lag, asked=asked
        )
        return found


def read_card(text: str, *, file: str) -> Card:
    """Return what `edition.yaml` says. Raises MethodologyError."""
    document = read_record(text, file=file)
    document.check_keys(allowed=_KEYS, required=_KEYS, what="edition")
    rules = document.record("rules", what="rules")
    for part in _RULES:
        rules.text(part, what="rules")
    statuses: Mapping[str, Status] = {status: status for status in get_args(Status)}
    return Card(
        version=document.text("version", what="edition"),
        status=statuses[document.choice("status", statuses, what="edition")],
        date=document.text("date", what="edition"),
        rules={part: rules.text(part, what="rules") for part in rules},
        scripts=document.names("scripts"),
    )


def load_edition(card: Card, parts: Mapping[str, str], rules: Mapping[str, Any]) -> Edition:
    """Return the edition that the texts in `parts`, by file name, describe; `rules` are the modules the card names.

    Raises MethodologyError naming file, line and fault.
    """
    folder = card.version
    roles = load_roles(parts["roles.yaml"], file=f"{folder}/roles.yaml")
    base = read_record(parts[f"{METHODS[0]}.yaml"], file=f"{folder}/{METHODS[0]}.yaml")
    methods = {
        key: load_methodology(parts[f"{key}.yaml"], file=f"{folder}/{key}.yaml", roles=roles, base=base)
        for key in METHODS
    }
    for method in methods.values():
        if method.version != card.version:
            message = f"has the version {method.version}, and lies in edition {card.version}"
            raise MethodologyError(file=f"{folder}/{method.id}.yaml", line=1, message=message)
    return Edition(
        card=card,
        methods=methods,
        plan=rules["plan"].load_rules(parts),
        returns=rules["returns"].load_rules(parts),
        grant=rules["grant"].load_rules(parts),
        rules=rules,
        funders=rules["stack"].load_rules(parts) if "stack" in rules else (),
        measures=rules["measures"].load_rules(parts) if "measures" in rules else None,
    )
