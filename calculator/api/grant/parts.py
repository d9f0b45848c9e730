"""What an award asks for of a program, who gets it, who pays the rest, and what a reviewer would send back."""

from typing import Annotated

from calculator.api.shapes import Count, Shape, Share, Usd, told
from calculator.engine.award import Organization as Computed
from calculator.engine.grants import Application, GrantPeriod
from calculator.words.cautions import cautions_of


class GrantRequest(Shape):
    """The part of the program that is asked for, over the whole award; shares of what the program costs."""

    posts: Annotated[dict[str, Count], told("Most posts of each role asked for in a year")]
    services: Annotated[Share, told("Share of the services asked for")]
    training_share_of: Annotated[Share, told("Share of training and technical assistance asked for")]
    evaluation_share_of: Annotated[Share, told("Share of data and evaluation asked for")]
    cap: Annotated[Usd | None, told("Most the whole award may be")]
    fit: Annotated[bool, told("Whether the request was made smaller to fit the cap")]
    over_by: Annotated[Usd | None, told("Dollars of the whole award above the cap; null without one")]
    scale: Annotated[Share, told("The part of the request that fits")]


class Subrecipient(Shape):
    """An organization that money is passed to, over the whole award."""

    name: Annotated[str, told("Name of the organization")]
    posts: Annotated[dict[str, Count], told("Most posts of each role in a year")]
    services: Annotated[Share, told("Share of services it delivers")]
    total: Annotated[Usd, told("USD passed to it over the whole award")]
    indirect: Annotated[Usd, told("Its own indirect costs, within the total")]
    unassigned: Annotated[bool, told("True for what no organization has yet")]
    by_period: Annotated[list[Usd], told("The total by budget period")]
    in_mtdc: Annotated[Usd, told("Its first dollars, which enter modified total direct costs once")]
    documents_due: Annotated[str, told("What is due from it, as typed; empty where nothing was")]
    targets: Annotated[str, told("What it is to reach, as typed; empty where nothing was")]


class Payers(Shape):
    """Who pays the posts of a role in a budget period."""

    period: Annotated[str, told("The budget period")]
    role: Annotated[str, told("Key of the role, such as outreach_workers")]
    planned: Annotated[Count, told("Posts in the plan", unit="posts")]
    city: Annotated[Count, told("In post with the city", unit="posts")]
    community: Annotated[Count, told("In post with community organizations", unit="posts")]
    requested: Annotated[Count, told("Paid by this award", unit="posts")]
    unpaid: Annotated[Count, told("Paid by nobody yet", unit="posts")]


class GrantCaution(Shape):
    """What a reviewer sends a budget back for."""

    text: Annotated[str, told("What is to be looked at, as a sentence")]
    source: Annotated[str, told("The rule it follows from")]
    url: Annotated[str, told("Address of the rule")]
    date: Annotated[str, told("When the rule took effect or was read; empty where not said")]


class OjpCategory(Shape):
    """A category of the budget form of the Office of Justice Programs."""

    letter: Annotated[str, told("Letter of the category on the form")]
    label: Annotated[str, told("Name of the category")]
    amount: Annotated[Usd, told("USD in the budget period")]


def request_of(application: Application) -> GrantRequest | None:
    """Return what was asked for; None where the edition asks for the whole program."""
    grant = application.grant
    if not grant.payers:
        return None
    request, years = grant.terms.request, grant.years
    asked = [year.asked for year in years if year.asked]
    return GrantRequest(
        posts={role: most for role in asked[0].posts if (most := max(each.posts[role] for each in asked))},
        services=_mean([each.services_share for each in asked]),
        training_share_of=_mean([each.training_share for each in asked]),
        evaluation_share_of=_mean([each.evaluation_share for each in asked]),
        cap=request.cap_usd,
        fit=request.fit,
        over_by=grant.over_by,
        scale=grant.scale,
    )


def subrecipient_of(row: Computed) -> Subrecipient:
    """Return one row of the table of organizations."""
    return Subrecipient(
        name=row.recipient.name,
        posts=dict(row.posts),
        services=row.recipient.services_share,
        total=row.total,
        indirect=row.indirect,
        unassigned=row.unassigned,
        by_period=[share.total for share in row.shares],
        in_mtdc=row.first_usd,
        documents_due=row.recipient.documents_due,
        targets=row.recipient.targets,
    )


def payers_of(application: Application) -> tuple[Payers, ...]:
    """Return who pays, role by role and period by period."""
    return tuple(
        Payers(period.label, post.role, post.planned, post.city, post.community, post.requested, post.unpaid)
        for period, year in zip(application.grant.years, application.grant.payers, strict=False)
        for post in year
        if post.planned
    )


def cautions_told(application: Application) -> tuple[GrantCaution, ...]:
    """Return the cautions that this application meets."""
    return tuple(GrantCaution(text, source.title, source.url, source.date) for text, source in cautions_of(application))


def ojp_of(application: Application, period: GrantPeriod) -> tuple[OjpCategory, ...]:
    """Return a period's dollars by OJP category, J being indirect charges; none where the edition has none."""
    rules = application.grant.rules
    if not rules.ojp:
        return ()
    amounts = dict.fromkeys(rules.ojp, 0)
    periods = application.grant.years if period is application.grant.whole else (period,)
    lines = [line for each in periods for line in each.lines]
    for line in lines:
        letter = rules.treatments[line.treatment].ojp
        if line.pay is not None and letter == "A":
            amounts["A"] += line.pay
            amounts["B"] += line.fringe or 0
        else:
            amounts[letter] += line.amount
    rows = [OjpCategory(letter, rules.ojp[letter], amount) for letter, amount in amounts.items()]
    return (*rows, OjpCategory("J", "Indirect costs", period.indirect))


def _mean(shares: list[float]) -> float:
    return round(sum(shares) / len(shares), 6)
