"""A saved scenario as it is answered."""

from typing import Annotated

from django.urls import reverse
from msgspec import Meta
from rest_framework.request import Request

from calculator.api.budget.answer import BudgetAnswer, budget_answer
from calculator.api.shapes import Shape, told
from calculator.keeping.saved import Saved

Moment = Annotated[str, Meta(extra_json_schema={"format": "date-time"})]


class ScenarioLinks(Shape):
    """Where to go from a saved scenario."""

    self: Annotated[str, told("Address of this answer")]
    page: Annotated[str, told("The short link, a page for people")]
    calculator: Annotated[str, told("The same question over the facts of today")]


class ScenarioAnswer(Shape):
    """A saved scenario: the same numbers for ever."""

    id: Annotated[str, told("Ten letters and digits that nobody can guess")]
    created: Annotated[Moment, told("When it was first saved")]
    name: Annotated[str, told("What somebody called it; empty where nobody did")]
    note: Annotated[str, told("A note of whoever saved it")]
    query: Annotated[str, told("The question as the calculator’s query string, its methodology pinned")]
    budget: Annotated[BudgetAnswer, told("Computed from the facts kept with it, under the pinned version")]
    links: Annotated[ScenarioLinks, told("Addresses of what belongs to it")]


def saved_answer(saved: Saved, request: Request, *, trace: bool) -> ScenarioAnswer:
    """Return the scenario with its answer, from what was kept."""
    root = request.build_absolute_uri("/")[:-1]
    return ScenarioAnswer(
        id=saved.id,
        created=saved.created.isoformat(timespec="seconds"),
        name=saved.question.name,
        note=saved.question.note,
        query=saved.query,
        budget=budget_answer(saved.answer, trace=trace),
        links=ScenarioLinks(
            self=root + reverse("api:scenario", args=[saved.id]),
            page=root + saved.url,
            calculator=root + saved.calculator_url,
        ),
    )
