"""The JSON body of `POST match/`."""

from typing import Any

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
STATE = {"type": ["string", "null"], "maxLength": LONGEST_STATE, "description": "Postal code or name of its state."}


def match_bodies() -> dict[str, dict[str, Any]]:
    """Return the body by component name."""
    row = {
        "type": "object",
        "required": ["name"],
        "properties": {"name": NAME, "state": STATE},
        "additionalProperties": False,
    }
    kinds = {
        "type": ["array", "null"],
        "items": {"type": "string", "enum": list(KINDS)},
        "description": "Only these kinds.",
    }
    return {
        "NameToMatch": row,
        "MatchNames": {
            "type": "object",
            "required": ["names"],
            "properties": {
                "names": {
                    "type": "array",
                    "items": {"anyOf": [{"$ref": "#/components/schemas/NameToMatch"}, NAME]},
                    "minItems": 1,
                    "maxItems": MOST_NAMES,
                    "description": "Names with their states, or names alone.",
                },
                "kinds": kinds,
            },
            "additionalProperties": False,
        },
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
