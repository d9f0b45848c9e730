"""Examples in the schema: real answers, kept as files that a test compares with what the API answers today."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "content" / "examples"
# File name -> the request that gives it.
REQUESTS = {
    "cities.json": "/api/v1/cities/?state=VA&ordering=-population&limit=2",
    "city.json": "/api/v1/cities/norfolk-va/",
    "city-budget.json": "/api/v1/cities/norfolk-va/budget/?methodology=caps&population=238005",
    "towns.json": "/api/v1/towns/?state=NJ&ordering=-population&limit=2",
    "town.json": "/api/v1/towns/3401334450/",
    "counties.json": "/api/v1/counties/?state=MD&ordering=-population&limit=2",
    "county.json": "/api/v1/counties/24033/",
    "states.json": "/api/v1/states/?ordering=-population&limit=2",
    "state.json": "/api/v1/states/md/",
    "metros.json": "/api/v1/metros/?ordering=-population&limit=2",
    "metro.json": "/api/v1/metros/12580/",
    "budgets.json": "/api/v1/budgets/?state=VA&top=2&by=total",
    "methodologies.json": "/api/v1/methodologies/",
    "methodology.json": "/api/v1/methodologies/caps@2026.1/",
    "evidence.json": "/api/v1/evidence/?place=chicago-il",
    "strategies.json": "/api/v1/strategies/",
    "search.json": "/api/v1/search/?q=Silver+Spring+MD&limit=3",
    "sources.json": "/api/v1/sources/",
    "funders.json": "/api/v1/funders/?kind=state",
    "validation.json": "/api/v1/validation/",
}
POSTED: dict[str, Any] = {
    "A population": {"methodology": "caps", "population": 238_005},
    "Two cities together": {"places": ["5157000", "5182000"]},
    "A county": {"county": "51710", "coverage_share": 0.5},
}


def example(name: str) -> Any:
    """Return the answer kept under a file name."""
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))
