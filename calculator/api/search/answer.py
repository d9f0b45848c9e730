"""What a name may mean, as it is answered."""

from typing import Annotated, Any, Literal

from calculator.api.shapes import Cited, Count, Shape, told
from profiles.selectors import Entry, Findings, Found
from profiles.words import about, label

API_PATHS = {
    "place": "cities/{slug}/", "town": "towns/{geoid}/", "county": "counties/{geoid}/", "state": "states/{slug}/",
    "metro": "metros/{geoid}/",
}  # fmt: skip


class SearchResult(Shape):
    """Something called so, or nearly so."""

    kind: Annotated[
        Literal["place", "town", "county", "cdp", "municipio", "state", "metro"],
        told("What it is; cdp: a census-designated place, without a government of its own"),
    ]
    geoid: Annotated[str, told("Census GEOID or CBSA code, text")]
    slug: Annotated[str | None, told("Its name in URLs; null where it has no page of its own")]
    name: Annotated[str, told("Its name, without the state")]
    state: Annotated[str, told("Postal code; of a metro its largest county’s")]
    label: Annotated[str, told("Name and state, as a link would say it")]
    about: Annotated[str, told("What it is and where, in words")]
    population: Annotated[Count | None, told("Residents; null where we have no figure", unit="people")]
    covered: Annotated[bool, told("Whether we have facts and a budget of it")]
    why_not: Annotated[str | None, told("Why we have not, and what to open instead")]
    match: Annotated[
        Literal["alias", "zip", "code", "exact", "begins", "near"],
        told("How it matches: alias to exact are called so, begins and near are similar"),
    ]
    url: Annotated[str, told("The page for people: its own, or of what to open instead")]
    url_api: Annotated[str | None, told("The same for programs; null where there is none")]


class SearchAnswer(Cited):
    """What was found, best first."""

    query: Annotated[str, told("The name that was searched, as asked")]
    exact: Annotated[bool, told("Whether anything is called so; if not, all results are only similar")]
    results: Annotated[tuple[SearchResult, ...], told("What was found, best first; empty where nothing is called so")]


def search_answer(answer: Findings, *, root: str, cited: dict[str, Any]) -> SearchAnswer:
    """Return what was found; `root` is the site's address, `cited` holds the members of `Cited`."""
    results = tuple(_result(found, root) for found in answer.results)
    return SearchAnswer(query=answer.query, exact=answer.exact, results=results, **cited)


def _result(found: Found, root: str) -> SearchResult:
    entry = found.entry
    return SearchResult(
        kind=entry.kind,
        geoid=entry.geoid,
        slug=entry.slug,
        name=entry.name,
        state=entry.state,
        label=label(entry),
        about=about(entry),
        population=entry.population,
        covered=entry.covered,
        why_not=entry.why_not,
        match=found.match,
        url=root + entry.path,
        url_api=_api_url(entry, root),
    )


def _api_url(entry: Entry, root: str) -> str | None:
    if entry.instead is not None:
        return f"{root}/api/v1/{API_PATHS['county'].format(slug='', geoid=entry.instead.geoid)}"
    if not entry.covered:
        return None
    return f"{root}/api/v1/{API_PATHS[entry.kind].format(slug=entry.slug, geoid=entry.geoid)}"
