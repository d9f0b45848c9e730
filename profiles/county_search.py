"""Finding a county from what someone types: its name, its state, or its FIPS code."""

from functools import lru_cache
from heapq import nsmallest

from profiles.facts import CountyFacts, PlaceTable
from profiles.place_search import normalized


def find_counties(table: PlaceTable, text: str, *, limit: int) -> list[CountyFacts]:
    """Up to `limit` counties in whose name and state every word of `text` begins a word; largest first within a rank.

    A name that begins with the text comes before one that has it further on.
    """
    query = normalized(text)
    if not query or limit <= 0:
        return []
    if query.isdigit():
        return [county for fips, county in table.counties.items() if fips.startswith(query)][:limit]
    words = query.split()
    found = [
        (not key.startswith(query), -county.population, county.geoid, county)
        for key, county in _keys(table)
        if all(any(part.startswith(word) for part in key.split()) for word in words)
    ]
    return [county for *_, county in nsmallest(limit, found)]


@lru_cache(maxsize=1)
def _keys(table: PlaceTable) -> tuple[tuple[str, CountyFacts], ...]:
    """Return what is searched; a table is compared by identity, so a new version prepares it anew."""
    return tuple(
        (normalized(f"{county.name} {county.state} {table.states[county.state].name}"), county)
        for county in table.counties.values()
    )
