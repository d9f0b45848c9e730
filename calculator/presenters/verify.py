"""The page that holds a memo against the site: same, different, or why it cannot be said."""

from collections.abc import Sequence
from typing import Any

from calculator.answer import Answer
from calculator.checking import check_code, figures_of, plain, same_code
from web.quoting import quoted

COMPARE = (
    "Compare the figures below with the paper, one by one: a figure that differs was changed after the memo was made."
)


def present_form(address: str, code: str, *, fault: str = "") -> dict[str, Any]:
    """Return the page that asks for the address and code a memo prints; `fault` says why it cannot answer."""
    fields = [
        {
            "kind": "text", "name": "of", "id": "of", "label": "Address printed on the memo", "value": address, "required": True,
            "hint": "It begins with this site’s name, or with /cities/, /counties/, /states/, /metros/, /calculator/ or /s/.",
            "error": fault, "autocomplete": "off",
        },
        {
            "kind": "text", "name": "check", "id": "check", "label": "Check code", "value": code, "required": True, "short": True,
            "hint": "Ten letters and digits, such as K7Q2X-M4WPA.", "autocomplete": "off",
        },
    ]  # fmt: skip
    return {"section": "", "canonical_url": "/verify/", "fields": fields, "verdict": None, "figures": []}


def present_verdict(answer: Answer, *, address: str, code: str, release: str | None, kept: bool) -> dict[str, Any]:
    """Return what the site says for that address and release, beside what the memo's code stands for.

    `kept` tells a saved scenario, which holds its own facts.
    """
    own = check_code(answer, address)
    return {
        **present_form(address, code),
        "verdict": _verdict(own, code, _facts(answer, release=release, kept=kept), lasting=bool(release) or kept),
        "figures": [{"label": figure.label, "value": figure.shown} for figure in figures_of(answer)],
        "name": answer.subject.name,
        "method": answer.budget.methodology.named,
        "open": plain(address),
    }


def _facts(answer: Answer, *, release: str | None, kept: bool) -> str:
    if kept:
        return "the facts that were saved with it"
    return f"data release {release}" if release else f"the facts of today (version {answer.data_version})"


def _verdict(own: str, code: str, facts: str, *, lasting: bool) -> dict[str, str]:
    if not code.strip():
        text = f"These are the figures that this site gives for that address from {facts}. Their check code is {own}. {COMPARE}"
        return {"kind": "advice", "title": "No check code was given", "text": text}
    if same_code(own, code):
        text = f"This site gives the figures that code {own} stands for, from {facts}. {COMPARE}"
        return {"kind": "advice", "title": "The same: this is what the site says", "text": text}
    text = (
        f"Code {code.strip()[:40]} does not stand for what this site gives for that address from {facts}; {own} does. "
    )
    text += (
        "The address, the code or a figure was changed or copied wrongly."
        if lasting
        else "The memo names no data release: facts may have changed since, or something on it was changed or copied wrongly."
    )
    return {"kind": "warning", "title": "Different: this is not what the site says", "text": text}


def unknown_release(name: str, allowed: Sequence[str]) -> str:
    """Return that there is no such release, with those there are."""
    known = ", ".join(allowed) or "none yet"
    return f"There is no data release {quoted(name[:40])}, so nothing can be compared. Releases: {known}."
