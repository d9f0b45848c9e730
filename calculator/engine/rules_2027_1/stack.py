"""What a stack of sources should be warned of: each funder's terms, and money that comes after it had to be spent."""

from collections.abc import Iterable, Mapping, Sequence

from calculator.engine.funders import Funder, load_funders
from calculator.engine.funding import FundingSource

COMMUNITY, FOLDER = "community", "funders/"


def load_rules(parts: Mapping[str, str]) -> tuple[Funder, ...]:
    """Return the edition's funders. Raises MethodologyError naming file and line."""
    return load_funders(
        {
            name.removeprefix(FOLDER).removesuffix(".yaml"): text
            for name, text in parts.items()
            if name.startswith(FOLDER)
        }
    )


def warnings_of(sources: Iterable[FundingSource], funders: Sequence[Funder]) -> tuple[str, ...]:
    """Return a sentence for each thing wrong with a source, in the order of the sources."""
    by_key = {funder.key: funder for funder in funders}
    by_kind = {"arpa": next((funder for funder in funders if funder.kind == "arpa"), None)}
    return tuple(text for source in sources for text in _of_source(source, by_key, by_kind))


def _of_source(
    source: FundingSource, by_key: Mapping[str, Funder], by_kind: Mapping[str, Funder | None]
) -> Iterable[str]:
    funder = by_key.get(source.funder) or by_kind.get(source.kind)
    if funder is None:
        return
    if funder.spend_by and source.last_year > funder.spend_by.year:
        when = f"{funder.spend_by:%B} {funder.spend_by.day}, {funder.spend_by.year}"
        yield f"{source.name}: {funder.name} must be spent by {when}; the plan counts on it until {source.last_year}."
    if source.applicant == COMMUNITY and funder.community_groups == "subrecipient":
        yield (
            f"{source.name}: {funder.name} takes no application from a community organization; "
            "it can be a subrecipient of the government that applies."
        )
    whole = sum(source.pays_in(year) for year in range(source.first_year, source.last_year + 1))
    if funder.cap_usd is not None and whole > funder.cap_usd:
        over = whole - funder.cap_usd
        yield f"{source.name}: ${whole:,} in all is ${over:,} above the most {funder.name} awards, ${funder.cap_usd:,}."
    months = 12 * (source.last_year - source.first_year + 1)
    if funder.months is not None and months > funder.months:
        yield f"{source.name}: {months} months run over the {funder.months} that {funder.name} allows."
    if funder.match_share:
        yield f"{source.name}: {funder.name} wants a match of {funder.match_share:.0%} of the project’s cost."
    if funder.pays_police:
        yield f"{source.name}: {funder.name} also allows enforcement costs; this budget has none, and its money should pay none."
