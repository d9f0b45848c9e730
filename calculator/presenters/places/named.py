"""What a search found, apart: what is called so, and what is only similar."""

from typing import Any

from calculator.words.wording import counted
from profiles.selectors import Findings, Found
from profiles.words import about, label

SIMILAR = ("begins", "near")


def present_named(answer: Findings) -> dict[str, Any]:
    """Return the two lists of templates/components/named.html, and what to say where nothing is called so."""
    called = [found for found in answer.results if found.match not in SIMILAR]
    similar = [found for found in answer.results if found.match in SIMILAR]
    return {
        "query": answer.query,
        "called": [_link(found) for found in called],
        "similar": [_link(found) for found in similar],
    }


def _link(found: Found) -> dict[str, str]:
    entry = found.entry
    if entry.instead is not None:
        return {"label": f"Open {entry.instead.full_name}", "url": entry.path, "text": f"{entry.why_not}."}
    residents = "" if entry.population is None else f", {counted(entry.population, 'resident', 'residents')}"
    text = f"{entry.name}: {entry.why_not}." if entry.why_not else ""
    return {"label": label(entry), "url": entry.path, "meta": f"{about(entry)}{residents}", "text": text}
