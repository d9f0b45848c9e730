"""The JSON body of `POST match/`."""

from typing import Any

from calculator.api.document import closed, optional, reference_to
from profiles.selectors import LONGEST_QUERY

MOST_NAMES = 1_000
LONGEST_STATE = 25
LONGEST_NAME = LONGEST_QUERY - LONGEST_STATE - 5  # asked together: "name, state"
KINDS = ("place", "town", "county", "cdp", "municipio", "state", "metro")
NAME = {
    "type": "string",
    "minLength": 1,
    "maxLength": LONGEST_NAME,
    "pattern": r"^[^\u0000-\u001f]*[^\s\u0000-\u001f][^\u0000-\u001f]*$",
    "description": "A name, as people write it.",
}
STATE = {"type": "string", "maxLength": LONGEST_STATE}


def match_bodies() -> dict[str, dict[str, Any]]:
    """Return the body by component name."""
    state = optional(STATE, "Postal code or name of its state. Default: any.")
    row = closed("A name with its state.", {"name": NAME, "state": state})
    kinds = {"type": "array", "items": {"type": "string", "enum": list(KINDS)}}
    names = {
        "type": "array",
        "items": {"anyOf": [reference_to("NameToMatch"), NAME]},
        "minItems": 1,
        "maxItems": MOST_NAMES,
        "description": "Names with their states, or names alone.",
    }
    members = {"names": names, "kinds": optional(kinds, "Only these kinds. Default: all.")}
    return {
        "NameToMatch": {**row, "required": ["name"]},
        "MatchNames": {**closed("Names to be matched.", members), "required": ["names"]},
    }


MATCH_POSTED: dict[str, Any] = {
    "Three names": {
        "names": [
            {"name": "St. Louis", "state": "MO"},
            {"name": "Prince George's County", "state": "MD"},
            "Springfield",
        ]
    },
}
