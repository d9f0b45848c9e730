"""`GET search/`: what a name may mean."""

from rest_framework.request import Request

from calculator.api.asked import Asked
from calculator.api.cited import said, site_of
from calculator.api.document import Operation, query
from calculator.api.frame import Reading
from calculator.api.search.answer import SearchAnswer, search_answer
from calculator.asking.given import Fault
from profiles.selectors import LONGEST_QUERY, search

DEFAULT_LIMIT, MOST_RESULTS = 10, 50
NAMES = (
    "A name as people type it: of a city, town, county, state, metro, census-designated place or municipio, with or "
    "without its state; a nickname (NYC, Philly); a ZIP code; a GEOID."
)


class Search(Reading):
    """What a name may mean."""

    operations = {
        "get": Operation(
            operation="search",
            tag="Places",
            summary="Find what is meant by a name",
            description="An alias, then a state, then exact names, then the rest; the larger first. `exact` says whether "
            "anything is called so. A state that was typed is never left. What we do not cover is said, with the county "
            "to open instead.",
            answer=SearchAnswer,
            example="search.json",
            parameters=[
                {
                    **query(
                        "q", {"type": "string", "minLength": 1, "maxLength": LONGEST_QUERY, "pattern": r"\S"}, NAMES
                    ),
                    "required": True,
                    "example": "Silver Spring MD",
                },
                query(
                    "limit",
                    {"type": "integer", "minimum": 1, "maximum": MOST_RESULTS},
                    f"Results at most. Default: {DEFAULT_LIMIT}.",
                ),
            ],
        )
    }

    def read(self, request: Request, given: Asked, **path: str) -> SearchAnswer:
        """Return what was found."""
        typed = given.one("q")
        limit = given.whole("limit", low=1, high=MOST_RESULTS)
        text = str(typed or "")
        if not given.faults and (not text.strip() or len(text) > LONGEST_QUERY):
            what = (
                "is missing" if typed is None else "is empty" if not text.strip() else f"has {len(text):,} characters"
            )
            given.fault(Fault("q", what, f"a name of 1 to {LONGEST_QUERY} characters", text[:80]))
        given.refuse_unknown()
        given.raise_faults()
        return search_answer(
            search(text, limit=limit or DEFAULT_LIMIT), root=site_of(request), cited=said(request, "search")
        )
