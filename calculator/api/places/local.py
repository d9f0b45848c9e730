"""What is known locally of a place as it is answered: counts, links, spending, costs of violence, pay."""

from typing import Annotated, Literal

from calculator.api.shapes import Shape, Usd, Year, told


class LocalEstimate(Shape):
    """People at highest risk as counted locally."""

    people: int
    low: Annotated[int | None, told("Lowest count")]
    high: Annotated[int | None, told("Highest count")]
    year: Year
    citation: str
    url: str
    kind: Annotated[
        Literal["total", "network", "target", "served"],
        told("Everybody, members of groups, the part a program means to reach, or has reached"),
    ]
    when_counted: Annotated[str, told("On a day, in a year: they are different numbers")]
    definition: Annotated[str, told("Who is counted")]
    publisher: str
    offered: Annotated[bool, told("Whether the calculator offers it as the number of people")]


class Resource(Shape):
    """A publication or office of a place, official ones first."""

    kind: str
    title: str
    url: str
    publisher: str
    year: int | None
    origin: Annotated[Literal["official", "other", "mirror"], told("Who keeps the page; a mirror is somebody's copy")]


class Spending(Shape):
    """What the place spends on violence intervention, as published."""

    program: str
    years: Annotated[str, told("As published: 2024, FY2025, 2021-23")]
    annual_usd: Usd
    dollars: Annotated[Usd, told("In all those years")]
    staff: int | None
    participants: int | None
    standing: Annotated[str, told("Budget, proposed, contract, award …")]
    contains: Annotated[str, told("What is inside the figure")]
    publisher: str
    url: str
    beside_recommendation: Annotated[bool, told("The place's main program in its newest year")]


class CostOfViolence(Shape):
    """What a shooting costs, as published in the place."""

    year: Year
    perspective: str
    per_fatal_usd: Usd | None
    per_nonfatal_usd: Usd | None
    components: str
    publisher: str
    url: str


class PublishedPay(Shape):
    """Pay for a role as published by an employer or the press."""

    role: str
    employer: str
    year: Year
    low_usd: Usd
    high_usd: Usd
    basis: str
    remark: str
    publisher: str
    url: str
