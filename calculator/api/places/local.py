"""What is known locally of a place as it is answered: counts, links, spending, costs of violence, pay."""

from typing import Annotated, Literal

from calculator.api.shapes import Shape, Usd, Year, told


class LocalEstimate(Shape):
    """People at highest risk as counted locally."""

    people: Annotated[int, told("People at highest risk, as counted", unit="people")]
    low: Annotated[
        int | None, told("Low end of the published range, people; null where one number is published", unit="people")
    ]
    high: Annotated[
        int | None, told("High end of the published range, people; null where one number is published", unit="people")
    ]
    year: Annotated[Year, told("The year of the count")]
    citation: Annotated[str, told("Where it was published, in words")]
    url: Annotated[str, told("Address of the publication")]
    kind: Annotated[
        Literal["total", "network", "target", "served"],
        told("Everybody, members of groups, the part a program means to reach, or has reached"),
    ]
    when_counted: Annotated[str, told("On a day, in a year: they are different numbers")]
    definition: Annotated[str, told("Who is counted")]
    publisher: Annotated[str, told("Who published it")]
    offered: Annotated[bool, told("Whether the calculator offers it as the number of people")]


class Resource(Shape):
    """A publication or office of a place, official ones first."""

    kind: Annotated[str, told("What it is, such as program, plan or report")]
    title: Annotated[str, told("Title of the publication or name of the office")]
    url: Annotated[str, told("Address of the page")]
    publisher: Annotated[str, told("Who published it")]
    year: Annotated[int | None, told("The year of publication; null where it is not known", unit="calendar year")]
    origin: Annotated[Literal["official", "other", "mirror"], told("Who keeps the page; a mirror is somebody’s copy")]


class Spending(Shape):
    """What the place spends on violence intervention, as published."""

    program: Annotated[str, told("Name of the program, as published")]
    years: Annotated[str, told("As published: 2024, FY2025, 2021-23")]
    annual_usd: Annotated[Usd, told("USD a year, as published and not adjusted for prices")]
    dollars: Annotated[Usd, told("In all those years")]
    staff: Annotated[int | None, told("People employed; null where it is not published", unit="people")]
    participants: Annotated[int | None, told("People in the program; null where it is not published", unit="people")]
    standing: Annotated[str, told("Budget, proposed, contract, award …")]
    contains: Annotated[str, told("What is inside the figure")]
    publisher: Annotated[str, told("Who published it")]
    url: Annotated[str, told("Address of the publication")]
    beside_recommendation: Annotated[bool, told("The place’s main program in its newest year")]


class CostOfViolence(Shape):
    """What a shooting costs, as published in the place."""

    year: Annotated[Year, told("The year whose dollars these are")]
    perspective: Annotated[str, told("Whose money is counted")]
    per_fatal_usd: Annotated[Usd | None, told("USD for each fatal shooting; null where it is not published")]
    per_nonfatal_usd: Annotated[Usd | None, told("USD for each nonfatal shooting; null where it is not published")]
    components: Annotated[str, told("What is counted in it")]
    publisher: Annotated[str, told("Who published it")]
    url: Annotated[str, told("Address of the publication")]


class PublishedPay(Shape):
    """Pay for a role as published by an employer or the press."""

    role: Annotated[str, told("The role as it is recorded, such as outreach_mediator")]
    employer: Annotated[str, told("Who pays it: community, city or state")]
    year: Annotated[Year, told("The year of the figure")]
    low_usd: Annotated[Usd, told("Low end, USD a year before benefits, as published")]
    high_usd: Annotated[Usd, told("High end, USD a year before benefits, as published")]
    basis: Annotated[str, told("How the figure came about: annual, hourly times 2,080, with benefits …")]
    remark: Annotated[str, told("What to know of it; empty where there is nothing")]
    publisher: Annotated[str, told("Who published it")]
    url: Annotated[str, told("Address of the publication")]
