"""Resources, questions and about: words with their links."""

from itertools import groupby
from typing import Any

from django.conf import settings

from profiles.editorial.kinds import ResourceKind
from profiles.editorial.library import problem_figures, questions
from profiles.editorial.memory import all_resources
from profiles.presenters.structured import structured
from profiles.selectors import place_table


def present_resources() -> dict[str, Any]:
    """Return the context of the resources page: groups in a fixed order."""
    known = all_resources()
    return {
        "canonical_url": "/resources/",
        "groups": [
            {
                "label": str(kind.label),
                "links": [
                    {"label": entry.title, "url": entry.url, "text": entry.text}
                    for entry in known
                    if entry.kind == kind
                ],
            }
            for kind in ResourceKind
            if any(entry.kind == kind for entry in known)
        ],
    }


def present_questions() -> dict[str, Any]:
    """Return the context of the questions page."""
    return {
        "canonical_url": "/faq/",
        "topics": [
            {"label": topic, "questions": list(entries)}
            for topic, entries in groupby(questions(), key=lambda entry: entry.topic)
        ],
        "structured_data": structured({
            "@type": "FAQPage",
            "mainEntity": [
                {
                    "@type": "Question",
                    "name": entry.question,
                    "acceptedAnswer": {"@type": "Answer", "text": " ".join(entry.answer)},
                }
                for entry in questions()
            ],
        }),
    }  # fmt: skip


def present_about() -> dict[str, Any]:
    """Return the context of the about page."""
    table = place_table()
    return {
        "canonical_url": "/about/",
        "operator": settings.OPERATOR,
        "contact": settings.CONTACT,
        "places_count": f"{len(table.places):,}",
        "facts": problem_facts(),
    }


def problem_facts() -> list[dict[str, str]]:
    """Return the five figures that explain the problem, as components/facts.html prints them."""
    return [
        {
            "label": figure.label,
            "value": figure.value,
            "note": figure.text,
            "source": figure.source,
            "source_url": figure.url,
        }
        for figure in problem_figures()
    ]
