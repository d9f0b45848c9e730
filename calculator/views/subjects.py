"""Whom a page's path names: a place or town, a county, a state or a metro."""

from django.http import Http404

from calculator.presenters.page import present_not_found
from calculator.subject import Subject, subject_of_place
from profiles.selectors import PlaceFacts, PlaceNotFound, SubjectNotFound, find_any, find_place, find_subject

FINDERS = {"place": find_place, "any": find_any}


def facts_of(level: str, slug: str) -> PlaceFacts:
    """Return the facts of the subject; "place" finds towns too, "any" everything. Raises Http404 with the nearest names."""
    try:
        return FINDERS[level](slug) if level in FINDERS else find_subject(level, slug)
    except (PlaceNotFound, SubjectNotFound) as error:
        raise Http404(*present_not_found(error)) from None


def subject_of(level: str, slug: str) -> Subject:
    """Return the subject. Raises Http404 with the nearest names."""
    return subject_of_place(facts_of(level, slug))
