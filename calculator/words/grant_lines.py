"""A grant line in words: its computation as federal worksheets show it, and its narrative."""

from collections.abc import Sequence

from calculator.engine.grants import Factor, GrantLine
from calculator.engine.methodology import Role
from calculator.engine.results import Budget
from calculator.words.labels import EMPLOYED
from calculator.words.wording import counted, dollars

PURPOSES = {
    "training_cost": "It pays for initial and continuing training, certification, trauma support and technical "
    "assistance for all staff, so that workers stay safe and stay in the work.",
    "evaluation_cost": "It pays for collecting data with participants’ privacy protected, and for an independent "
    "evaluation of what was done and what came of it.",
    "housing_cost": "It pays for emergency relocation, rent and deposits, so that participants are safe.",
    "employment_cost": "It pays for transitional jobs, stipends and job training.",
    "health_cost": "It pays for mental and behavioral health care by clinicians that participants trust.",
    "social_services_cost": "It pays for help to participants’ families, relocation and flexible needs.",
    "legal_education_cost": "It pays for legal aid, re-entry support and education.",
    "operations_cost": "It pays what organizations need around their staff: rent, vehicles, telephones, insurance, travel.",
    "community_indirect_cost": "It pays organizations’ own indirect costs; rent is outside its base.",
    "turnover_cost": "It pays for hiring again for posts that people leave.",
    "startup_cost": "It pays once for what a new post needs to begin: telephone, computer, supplies, recruitment.",
}


def computation(line: GrantLine) -> str:
    """Return the line's arithmetic: 16 positions × $55,000 × 100% of time, and its benefits."""
    product = " × ".join(map(_factor, line.factors))
    if any(factor.unit == "months" for factor in line.factors):
        product = product.replace(" positions", " posts").replace(" position", " post")
    if line.of_whole:
        whole = " × ".join(map(_factor, line.of_whole))
        passed = line.whole_usd - line.amount
        return f"{whole} = {dollars(line.whole_usd)}; less {dollars(passed)} through organizations = {dollars(line.amount)}"
    if line.pay is None or line.fringe is None or line.fringe_share is None:
        return f"{product} = {dollars(line.amount)}"
    return (
        f"{product} = {dollars(line.pay)}; benefits {line.fringe_share * 100:g}% = {dollars(line.fringe)}; "
        f"in all {dollars(line.amount)}"
    )


def narrative(entries: Sequence[tuple[Budget, GrantLine]], *, treatment: str) -> str:
    """Return one line's paragraph; `entries` holds the line in each budget period that has it, with its budget."""
    budget, line = entries[0]
    role = next((role for role in budget.methodology.roles if role.cost_line == line.line), None)
    words = _staff_words(budget, role, line) if role else _line_words(budget, line)
    return f"{words} {_money_words([line for _, line in entries])} Requested under {treatment}."


def _staff_words(budget: Budget, role: Role, line: GrantLine) -> str:
    count = int(line.factors[0].value)
    posts = f"{counted(count, 'position', 'positions')}, {EMPLOYED[role.employer]}"
    description = role.description if count == 1 else f"Each {role.description[0].lower()}{role.description[1:]}"
    return f"{line.label} ({posts}). {description}{caseload_words(budget, role)}"


def caseload_words(budget: Budget, role: Role) -> str:
    """Return why a program has so many posts of a role; empty where no caseload says so."""
    method = budget.methodology
    used = [name for name in method.lines[role.key].formula.names if name in method.parameters]
    caseload = next((name for name in used if name.endswith("_caseload") and role.group == "frontline"), None)
    if caseload:
        return f" The number follows from {budget.inputs[caseload]:g} people for each worker{_worked_with(budget)}."
    if "supervisor_span" in used:
        frontline = counted(budget.values["frontline_staff"], "frontline worker", "frontline workers")
        return f" One supervises {budget.inputs['supervisor_span']:g} of the {frontline}."
    return ""


def _line_words(budget: Budget, line: GrantLine) -> str:
    purpose = PURPOSES.get(line.line, "")
    units = [factor.unit for factor in line.factors]
    if units == ["usd"]:
        return f"{line.label}. {purpose}".rstrip()
    if "positions" in units or (units[0] == "share" and "usd" in units):
        return f"{line.label}. {purpose}".rstrip()
    if line.factors[0].unit == "share":
        share = f"{line.factors[0].value * 100:g}% of the cost of staff"
        return f"{line.label}: {share}. {purpose}"
    if line.factors[0].unit == "people":
        reached = counted(line.factors[0].value, "person", "people")
        rate = next(factor for factor in line.factors if factor.unit == "usd")
        return f"{line.label}: {dollars(rate.value)} a year for each of {reached} reached. {purpose}"
    posts = counted(line.factors[0].value, "new post", "new posts")
    return f"{line.label}: {dollars(line.factors[1].value)} once for each of {posts}. {purpose}"


def _money_words(lines: Sequence[GrantLine]) -> str:
    if len(lines) == 1:
        return f"{computation(lines[0])}."
    total = sum(line.amount for line in lines)
    return f"In the first of {len(lines)} years {computation(lines[0])}; over all of them {dollars(total)}."


def _factor(factor: Factor) -> str:
    match factor.unit:
        case "positions":
            return counted(factor.value, "position", "positions")
        case "posts":
            return counted(factor.value, "new post", "new posts")
        case "months":
            return f"{factor.value:g} of 12 months"
        case "time":
            return f"{factor.value * 100:.4g}% of time"
        case "share":
            return f"{factor.value * 100:.10g}%"
        case "people":
            return f"{factor.value:,.3f}".rstrip("0").rstrip(".") + (" person" if factor.value == 1 else " people")
        case "price_index":
            return f"{factor.value:.6g} for prices"
        case "staffing":
            return f"{dollars(factor.value)} of staff"
        case "usd":
            return _usd(factor.value)


def _usd(amount: float) -> str:
    """Return dollars with every cent and part of one, so that what is printed multiplies out: a base without its rent."""
    if amount == int(amount):
        return dollars(amount)
    whole, _, part = f"{amount:,.6f}".partition(".")
    return f"${whole}.{part.rstrip('0').ljust(2, '0')}"


def _worked_with(budget: Budget) -> str:
    """Return whom the workers share among them, and why a large city counts fewer than it reaches."""
    counts = counted(budget.values["workload"], "person", "people")
    if budget.values["workload"] >= budget.people_served:
        return f" and {counts} to work with"
    reached = counted(budget.people_served, "person", "people")
    return f". The program reaches {reached}. A large program needs fewer staff for each person, so posts are set for {counts}"
