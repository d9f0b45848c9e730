"""What a financial reviewer would send back, before anybody sends it in."""

from collections.abc import Iterator

from calculator.engine.grant_rules import Citation
from calculator.engine.grants import Application, GrantLine
from calculator.words.wording import dollars


def cautions_of(application: Application) -> Iterator[tuple[str, Citation]]:
    """Yield each caution that the application meets, with its rule."""
    grant = application.grant
    rules, lines = grant.rules, [line for period in grant.years for line in period.lines]
    for caution in rules.cautions:
        if grant.whole.total <= caution.above_usd:
            continue
        if caution.key == "consultant_day":
            if any(line.treatment == "contractual" for line in lines):
                yield caution.text, caution.source
            continue
        over = {line.label: pay for line in lines for pay in _pay_of(line) if pay > caution.usd}
        if over:
            named = ", ".join(f"{label} at {dollars(pay)}" for label, pay in over.items())
            yield f"{caution.text} Above it here: {named}.", caution.source
    used = {rules.treatments[line.treatment] for line in lines}
    for treatment in rules.treatments.values():
        if treatment.note and treatment in used:
            yield f"{treatment.label}: {treatment.note}", rules.sources[-1]
    if rules.who_may and grant.terms.indirect_share is None:
        yield f"De minimis rate: {rules.who_may}", rules.sources[0]
    if any(post.city + post.community for year in grant.payers for post in year):
        yield (
            "Supplanting: posts that somebody pays today are not asked for. Keep records that local money for them goes on.",
            rules.sources[-1],
        )


def _pay_of(line: GrantLine) -> Iterator[float]:
    if line.pay is not None:
        yield from (factor.value for factor in line.factors if factor.unit == "usd")
