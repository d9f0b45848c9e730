"""Finding what somebody means by a name: places, towns, counties, states, metros, and what is known by name alone."""

from profiles.search.entries import Entry, Found
from profiles.search.finder import LONGEST_QUERY, Finder, Findings

__all__ = ["LONGEST_QUERY", "Entry", "Finder", "Findings", "Found"]
