"""What a place spends on violence intervention, beside what the method recommends."""

from typing import Any

from calculator.engine.results import Budget
from calculator.words.wording import about_dollars, dollars, printed
from profiles.editorial.memory import PayFigure, SpendingFigure, costs_of_violence, published_pay, spending
from profiles.selectors import PlaceFacts

ROLES = {
    "outreach_mediator": "Outreach worker or mediator",
    "case_manager": "Case manager",
    "supervisor": "Supervisor",
    "ovp_staff": "Staff of the city’s office",
    "ovp_director": "Director of the city’s office",
    "engagement_manager": "Engagement manager",
}


def present_spending(place: PlaceFacts, budget: Budget) -> dict[str, Any]:
    """Return the sentence beside the recommendation, and the tables of spending, costs and pay; empty ones are None."""
    found = spending(place.geoid)
    return {
        "spending": {
            "sentence": _sentence(place, found[0], budget) if found and found[0].beside_recommendation else "",
            "source": {"label": found[0].publisher, "url": found[0].url} if found else None,
            "table": _table(found, budget) if found else None,
        }
        if found
        else None,
        "costs_of_violence": _costs(place),
        "published_pay": _pay(place),
    }


def _sentence(place: PlaceFacts, figure: SpendingFigure, budget: Budget) -> str:
    share = _share(figure, budget)
    against = f", {share} of this recommendation" if share else ""
    return (
        f"What {place.name} spends: about {about_dollars(figure.annual_usd)} a year, {figure.program}, "
        f"{printed(figure.years)} ({figure.standing}){against}. Inside the figure: {printed(figure.contains)}."
    )


def _share(figure: SpendingFigure, budget: Budget) -> str:
    if not budget.total:
        return ""
    share = figure.annual_usd / budget.total
    return "less than 1%" if share < 0.01 else f"{share:.0%}"


def _table(found: tuple[SpendingFigure, ...], budget: Budget) -> dict[str, Any]:
    return {
        "id": "spending-table",
        "caption": "Published spending",
        "headings": [
            {"label": "Program"},
            {"label": "Years"},
            {"label": "A year", "numeric": True},
            {"label": "Of this recommendation", "numeric": True},
            {"label": "Inside the figure"},
            {"label": "Staff"},
            {"label": "Source"},
        ],
        "rows": [
            [
                {"text": figure.program, "header": True},
                {"text": f"{printed(figure.years)}, {figure.standing}"},
                {"text": dollars(figure.annual_usd), "numeric": True},
                {"text": _share(figure, budget) or None, "numeric": True},
                {"text": printed(figure.contains)},
                {"text": _staff(figure)},
                {"text": figure.publisher, "url": figure.url},
            ]
            for figure in found
        ],
    }


def _staff(figure: SpendingFigure) -> str | None:
    parts = [f"{figure.staff:,}" if figure.staff else "", printed(figure.staff_by_role)]
    parts.append(f"{figure.participants:,} participants" if figure.participants else "")
    return "; ".join(filter(None, parts)) or None


def _costs(place: PlaceFacts) -> dict[str, Any] | None:
    found = costs_of_violence(place.geoid)
    if not found:
        return None
    return {
        "id": "costs-table",
        "caption": "What a shooting costs, as published here",
        "headings": [
            {"label": "Year"},
            {"label": "Whose cost"},
            {"label": "A fatal shooting", "numeric": True},
            {"label": "A nonfatal shooting", "numeric": True},
            {"label": "Inside the figure"},
            {"label": "Source"},
        ],
        "rows": [
            [
                {"text": str(cost.year), "header": True},
                {"text": cost.perspective},
                {"text": None if cost.per_fatal_usd is None else dollars(cost.per_fatal_usd), "numeric": True},
                {"text": None if cost.per_nonfatal_usd is None else dollars(cost.per_nonfatal_usd), "numeric": True},
                {"text": printed(cost.components) or None},
                {"text": cost.publisher, "url": cost.url},
            ]
            for cost in found
        ],
    }


def _pay(place: PlaceFacts) -> dict[str, Any] | None:
    found = published_pay(place.geoid)
    if not found:
        return None
    return {
        "id": "pay-table",
        "caption": "Pay published here",
        "headings": [
            {"label": "Role"},
            {"label": "Year"},
            {"label": "Pay", "numeric": True},
            {"label": "Basis"},
            {"label": "Employer"},
            {"label": "Source"},
        ],
        "rows": [
            [
                {"text": ROLES.get(pay.role, pay.role.replace("_", " ").capitalize()), "header": True},
                {"text": str(pay.year)},
                {"text": _span(pay), "numeric": True},
                {"text": f"{pay.basis}; {pay.remark}" if pay.remark else pay.basis},
                {"text": pay.employer},
                {"text": pay.publisher, "url": pay.url},
            ]
            for pay in found
        ],
    }  # fmt: skip


def _span(pay: PayFigure) -> str:
    return dollars(pay.low_usd) + ("" if pay.low_usd == pay.high_usd else f"–{dollars(pay.high_usd)}")
