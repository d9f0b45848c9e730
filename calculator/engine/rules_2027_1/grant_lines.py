"""The lines of one budget period: every amount is the product of the factors it prints."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from calculator.engine.award import Asked, OtherLine, Subrecipient
from calculator.engine.functions import round_half_away
from calculator.engine.grant_rules import Treatment
from calculator.engine.grants import Factor, GrantLine
from calculator.engine.rules_2027_1.grant_program import Post, ProgramYear
from calculator.engine.rules_2027_1.grant_shares import by_period

SUBAWARD = "subaward"
TRAINING, EVALUATION = "training_cost", "evaluation_cost"
OPERATIONS, INDIRECT = "operations_cost", "community_indirect_cost"
STARTUP, TURNOVER = "startup_cost", "turnover_cost"
LABELS = {
    TRAINING: "Staff training and technical assistance",
    EVALUATION: "Data and evaluation support",
    OPERATIONS: "Operations of community organizations",
    INDIRECT: "Indirect costs of community organizations",
    STARTUP: "Start-up of new posts",
    TURNOVER: "Hiring for posts that turn over",
}
Treatments = Mapping[str, Treatment]  # by line


def product(*factors: Factor) -> int:
    """Return whole USD: the factors multiplied, months as twelfths, rounded once."""
    amount = 1.0
    for factor in factors:
        amount *= factor.value
    for factor in factors:
        amount = amount / 12 if factor.unit == "months" else amount
    return int(round_half_away(amount))


def staff_lines(year: ProgramYear, asked: Asked, treatments: Treatments) -> list[GrantLine]:
    """Return a line for each role asked for."""
    return [
        _staff_line(post, count, asked.months[post.role.key], treatments[post.role.cost_line])
        for post in year.posts
        if (count := asked.posts[post.role.key])
    ]


def _staff_line(post: Post, positions: int, months: float, treatment: Treatment) -> GrantLine:
    factors = (Factor(positions, "positions"), Factor(post.pay_usd, "usd"), Factor(months, "months"))
    pay = product(*factors)
    fringe = product(Factor(pay, "usd"), Factor(post.fringe_share, "share"))
    return GrantLine(
        line=post.role.cost_line,
        label=post.label(positions),
        treatment=treatment.key,
        object_class=treatment.object_class,
        amount=pay + fringe,
        factors=factors,
        pay=pay,
        fringe=fringe,
        fringe_share=post.fringe_share,
        role=post.role.key,
    )


def overhead_lines(year: ProgramYear, asked: Asked, treatments: Treatments) -> Iterator[GrantLine]:
    """Yield training, evaluation, start-up and turnover of what is asked for."""
    for line, part, base in (
        (TRAINING, asked.training_share, asked.training_base_usd),
        (EVALUATION, asked.evaluation_share, asked.evaluation_base_usd),
    ):
        share = Factor(year.inputs[line.replace("_cost", "_share")], "share")
        yield line_of(line, treatments, *_partly(part), share, Factor(base, "usd"))
    new, posts = Factor(sum(asked.new.values()), "positions"), Factor(sum(asked.posts.values()), "positions")
    yield line_of(STARTUP, treatments, new, Factor(year.startup_usd, "usd"))
    turnover = Factor(year.inputs["turnover_share"], "share")
    yield line_of(TURNOVER, treatments, posts, turnover, Factor(year.rehire_usd, "usd"))


def community_lines(
    year: ProgramYear, pay_usd: int, treatments: Treatments, row: Subrecipient | None
) -> list[GrantLine]:
    """Return what organizations spend around staff paid `pay_usd`: operations and their own indirect costs.

    `row` is the one organization with rates of its own. Rent is outside the base of the indirect rate.
    """
    operations_share = year.inputs["operations_share"]
    indirect_share = year.inputs["subrecipient_indirect_share"]
    if row is not None:
        operations_share = operations_share if row.operations_share is None else row.operations_share
        indirect_share = indirect_share if row.indirect_rate is None else row.indirect_rate
    name = row.name if row else None
    pay = Factor(pay_usd, "usd")
    operations = line_of(OPERATIONS, treatments, Factor(operations_share, "share"), pay, of=name)
    base = Factor(pay_usd + operations.amount * (1 - year.inputs["rent_share"]), "usd")
    return [operations, line_of(INDIRECT, treatments, Factor(indirect_share, "share"), base, of=name)]


def service_lines(
    year: ProgramYear, asked: Asked, treatments: Treatments, subaward: Treatment, *, passed_on: float
) -> Iterator[GrantLine]:
    """Yield each service asked for: the share `passed_on` to organizations, and what remains with the grantee."""
    for service in year.services:
        people, rate = Factor(asked.people, "people"), Factor(service.rate_usd, "usd")
        kept, factors = treatments[service.line], (people, *_partly(asked.services_share), rate)
        whole = product(*factors)
        if not passed_on or kept.key == subaward.key:
            yield _line(service.line, service.label, kept, *factors)
            continue
        parts = (people, *_partly(asked.services_share), *_partly(passed_on), rate)
        passed = _line(service.line, f"{service.label}, through organizations", subaward, *parts)
        yield passed
        rest = _line(service.line, f"{service.label}, what remains", kept, Factor(whole - passed.amount, "usd"))
        yield replace(rest, whole_usd=whole, of_whole=factors)


def agreed_lines(
    rows: Sequence[Subrecipient],
    others: Sequence[OtherLine],
    treatments: Treatments,
    *,
    place: int,
    periods: int,
) -> Iterator[GrantLine]:
    """Yield amounts agreed with organizations, and lines typed in, of the period at `place`; here `treatments` are by key."""
    for row in rows:
        if row.amount_usd is not None:
            amount = Factor(by_period(row.amount_usd, place=place, periods=periods), "usd")
            yield _line("agreed", row.name, treatments[SUBAWARD], amount, of=row.name)
    for other in others:
        amount = Factor(by_period(other.amount_usd, place=place, periods=periods), "usd")
        yield _line("other", other.name, treatments[other.treatment], amount)


def line_of(line: str, treatments: Treatments, *factors: Factor, of: str | None = None) -> GrantLine:
    """Return a line that is neither staff nor a service; `of` names the one organization whose it is."""
    label = LABELS[line] if of is None else f"{LABELS[line]}, {of}"
    return _line(line, label, treatments[line], *factors, of=of)


def _line(line: str, label: str, treatment: Treatment, *factors: Factor, of: str | None = None) -> GrantLine:
    amount = product(*factors)
    return GrantLine(line, label, treatment.key, treatment.object_class, amount, factors, subrecipient=of)


def _partly(share: float) -> tuple[Factor, ...]:
    """Return the factor of a part; the whole needs none."""
    return () if share == 1 else (Factor(share, "share"),)
