"""The page of funders: each one's terms as a list of facts, what nobody checked said so."""

from typing import Any

from calculator.engine.funders import Funder
from calculator.funders import funders
from calculator.words.labels import FUNDING_KINDS
from calculator.words.wording import dollars, in_words
from profiles.selectors import place_table

UNKNOWN = "Not checked"
GROUPS = {"applicant": "May apply themselves.", "subrecipient": "Take part as subrecipients of a government."}


def present_funders() -> dict[str, Any]:
    """Return what the page shows (templates/funders.html)."""
    return {"section": "resources", "funders": [_funder(funder) for funder in funders()]}


def _funder(funder: Funder) -> dict[str, Any]:
    police = {
        True: "Enforcement costs are allowed: say in your budget that none are paid.",
        False: "No.",
        None: UNKNOWN,
    }
    facts = (
        ("Who may apply", funder.eligible),
        ("Community organizations", GROUPS[funder.community_groups]),
        ("Largest award", None if funder.cap_usd is None else dollars(funder.cap_usd)),
        ("Longest term", None if funder.months is None else f"{funder.months} months"),
        ("Match", funder.match),
        ("Allowed", funder.allowed),
        ("Not allowed", funder.forbidden),
        ("How it pays", funder.pays),
        ("Police costs", police[funder.pays_police]),
        ("Dates", funder.dates),
        ("States", ", ".join(map(_state_name, funder.states)) or "Everywhere"),
    )
    return {
        "id": funder.key,
        "name": funder.name,
        "kind": FUNDING_KINDS[funder.kind],
        "facts": [{"label": label, "text": text} for label, text in facts if not _unchecked(text)],
        "unchecked": ", ".join(label[0].lower() + label[1:] for label, text in facts if _unchecked(text)),
        "source": funder.source_title,
        "source_url": funder.source_url,
        "checked_on": in_words(funder.checked_on) if funder.checked_on else "",
    }


def _state_name(usps: str) -> str:
    """Return the state's name; what an editor wrote stays where no state is called so."""
    known = place_table().states.get(usps)
    return known.name if known else usps


def _unchecked(text: str | None) -> bool:
    return not text or text == UNKNOWN
