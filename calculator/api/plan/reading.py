"""Reading a plan and its return from a JSON body: nested members under the names that the sections read."""

from collections.abc import Mapping
from dataclasses import replace

from calculator.api.asked import AskedInBody
from calculator.asking.funding import TABLE, FundingSection, read_sources
from calculator.asking.given import Fault
from calculator.asking.medicaid import read_medicaid_section
from calculator.asking.plan import COVERAGE, SHARE_ALLOWED, PlanSection, read_plan
from calculator.asking.question import Question
from calculator.asking.returns import EFFECTS, ReturnsSection, read_returns
from calculator.asking.scenario import Scenario
from calculator.asking.staff import EMPLOYERS, StaffSection, read_staff, staff_name, staff_names
from calculator.asking.table import Row
from calculator.engine.funding import MOST_SOURCES


def read_plan_question(given: AskedInBody, scenario: Scenario) -> Question:
    """Return the question of a plan: years, sources of money, staff in post. `given` keeps the faults."""
    _refuse_form_names(given, scenario)
    plan = read_strict_plan(given, scenario)
    count = _spread_funding(given)
    current_staff = read_current_staff(given, scenario)
    medicaid = read_medicaid_section(given, plan.rules.medicaid)
    return Question(
        scenario=scenario,
        tab="years",
        subject=(),
        faults=(),
        plan=plan,
        funding=FundingSection(
            rows=_rows(given) if count else (),
            sources=read_sources(given, count, plan, medicaid, amounts_needed=True),
            medicaid=medicaid,
        ),
        current_staff=current_staff,
    )


def read_returns_question(given: AskedInBody, scenario: Scenario) -> Question:
    """Return the question of a return; over years where any of the plan's names is given."""
    returns = read_effects(given, scenario)
    return replace(read_solve_question(given, scenario), tab="return", returns=returns)


def read_effects(given: AskedInBody, scenario: Scenario) -> ReturnsSection:
    """Return what is said about the return: its perspective, its effect by low, central and high."""
    effect = given.one("effect")
    if isinstance(effect, Mapping):
        for key, raw in effect.items():
            given.nest(f"effect_{key}"[:80], raw, f"/effect/{_escaped(key)}")
    elif effect is not None:
        given.fault(Fault("effect", "is not an object", "an object with low, central and high"))
    return read_returns(given, scenario.edition.returns)


def read_solve_question(given: AskedInBody, scenario: Scenario) -> Question:
    """Return the question that an amount is put to; over years where any of the plan's names is given."""
    _refuse_form_names(given, scenario)
    plan = read_strict_plan(given, scenario)
    _spread_staff(given, scenario)
    staff = read_staff(given, scenario.methodology)
    return Question(scenario=scenario, tab="years", subject=(), faults=(), plan=plan, current_staff=staff)


def read_strict_plan(given: AskedInBody, scenario: Scenario) -> PlanSection:
    """Return the plan; shares by year beside another ramp, or for other years than there are, are faults."""
    plan = read_plan(given, scenario.edition.plan)
    shares = given.one(COVERAGE)
    if shares is None:
        return plan
    if not isinstance(shares, list) or not shares:
        given.fault(Fault(COVERAGE, "is not a list of shares", "a list with one share for each year"))
    elif None in shares:
        number = shares.index(None) + 1
        given.fault(Fault(f"{COVERAGE}-{number}", "is null", SHARE_ALLOWED))
    elif plan.shape != "typed":
        given.fault(Fault(COVERAGE, f"stands beside the ramp {plan.shape!r}; give one of them", "no ramp, or typed"))
    elif len(shares) != len(plan.calendar_years) and not given.faults:
        message = f"has {len(shares)} shares for {len(plan.calendar_years)} years"
        given.fault(Fault(COVERAGE, message, "one share for each year"))
    return plan


def _spread_funding(given: AskedInBody) -> int:
    """Put each source's members under the names of their cells, and return how many sources there are."""
    rows = given.one("funding")
    if rows is None:
        return 0
    if not isinstance(rows, list):
        given.fault(Fault("funding", "is not a list", "a list of sources of money"))
        return 0
    if len(rows) > MOST_SOURCES:
        given.fault(Fault("funding", f"has {len(rows):,} sources of money", f"at most {MOST_SOURCES}"))
        return 0
    strangers = [number for number, row in enumerate(rows, start=1) if not isinstance(row, Mapping)]
    for number in strangers:
        given.nest(f"funding-{number}", None, f"/funding/{number - 1}")
        given.fault(Fault(f"funding-{number}", "is not an object", f"an object with {', '.join(TABLE.columns)}"))
    if strangers:
        return 0
    for number, row in enumerate(rows, start=1):
        pointer = f"/funding/{number - 1}"
        for column, raw in row.items():
            given.nest(TABLE.name(str(column)[:80], number), raw, f"{pointer}/{_escaped(column)}")
        given.nest(TABLE.name("amount", number), row.get("amount"), f"{pointer}/amount")
        given.nest(TABLE.name("last_year", number), row.get("last_year"), f"{pointer}/last_year")
    return len(rows)


def read_current_staff(given: AskedInBody, scenario: Scenario) -> StaffSection:
    """Return who is in post; `given` keeps the faults."""
    _spread_staff(given, scenario)
    return read_staff(given, scenario.methodology)


def _rows(given: AskedInBody) -> tuple[Row, ...]:
    """Return the sources as an address writes them."""
    return tuple(
        {column: "" if row.get(column) is None else str(row[column]) for column in TABLE.columns}
        for row in given.sent["funding"]
    )


def _spread_staff(given: AskedInBody, scenario: Scenario) -> None:
    """Put staff in post under the names that forms use."""
    staff = given.one("current_staff")
    if staff is None:
        return
    if not isinstance(staff, Mapping):
        given.fault(Fault("current_staff", "is not an object", "an object of roles"))
        return
    roles = {role.key for role in scenario.methodology.roles}
    for role, counts in staff.items():
        pointer = f"/current_staff/{_escaped(role)}"
        name = f"current_staff {str(role)[:80]}"
        if role not in roles:
            given.nest(name, None, pointer)
            given.fault(Fault(name, "is not a role of this methodology", ", ".join(sorted(roles))))
        elif not isinstance(counts, Mapping):
            given.nest(name, None, pointer)
            given.fault(Fault(name, "is not an object", "an object with city and community"))
        else:
            for employer, raw in counts.items():
                where = staff_name(role, employer) if employer in EMPLOYERS else f"{name} {str(employer)[:80]}"
                given.nest(where, raw, f"{pointer}/{_escaped(employer)}")


def _refuse_form_names(given: AskedInBody, scenario: Scenario) -> None:
    """Make faults of names that only forms use; here each has its place in an object."""
    flat = {
        **dict.fromkeys(TABLE.names(), "funding"),
        **dict.fromkeys(EFFECTS, "effect"),
        **dict.fromkeys(staff_names(scenario.methodology), "current_staff"),
    }
    for name in given.sent:
        if name in flat:
            given.all(name)  # known, so that it is refused once
            given.fault(Fault(name, f"is how a form says it; here it is a member of {flat[name]}", "", "", flat[name]))


def _escaped(part: object) -> str:
    """Return a member's name as a JSON pointer writes it (RFC 6901)."""
    return str(part)[:80].replace("~", "~0").replace("/", "~1")
