"""Reading what was typed: a name, and the state it was typed with."""

import re
from collections import defaultdict
from dataclasses import dataclass

from profiles.facts.names import normalized

_LEADING_KIND = re.compile(r"^(?:the )?(?:city|town|township|village|borough|county|state|municipality) of (?=.)")
_TRAILING_COUNTRY = re.compile(r" (?:usa|united states|united states of america)$")
# As newspapers write them, beside postal codes and full names.
_OLD_ABBREVIATIONS = {
    "ala": "AL", "ariz": "AZ", "ark": "AR", "calif": "CA", "cal": "CA", "colo": "CO", "conn": "CT", "del": "DE",
    "fla": "FL", "ill": "IL", "ind": "IN", "kan": "KS", "kans": "KS", "mass": "MA", "mich": "MI", "minn": "MN",
    "miss": "MS", "mont": "MT", "neb": "NE", "nebr": "NE", "nev": "NV", "okla": "OK", "ore": "OR", "oreg": "OR",
    "penn": "PA", "penna": "PA", "tenn": "TN", "tex": "TX", "wash": "WA", "wis": "WI", "wisc": "WI", "wva": "WV",
    "wyo": "WY", "west va": "WV", "north car": "NC", "south car": "SC", "north dak": "ND", "south dak": "SD",
    "north mex": "NM", "n mex": "NM", "d c": "DC", "n y": "NY", "n j": "NJ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """What may be meant: a name in those states; None where no state was typed."""

    name: str
    states: frozenset[str] | None = None
    unfinished: bool = False  # the state is still being typed


class StateNames:
    """The ways to write a state."""

    def __init__(self, names: dict[str, str]) -> None:
        """`names` are full names by postal code."""
        self._codes = {normalized(name): usps for usps, name in names.items()}
        self._codes |= {usps.lower(): usps for usps in names}
        self._codes |= {text: usps for text, usps in _OLD_ABBREVIATIONS.items() if usps in names}
        begun: dict[str, set[str]] = defaultdict(set)
        for name, usps in self._codes.items():
            for end in range(1, len(name) + 1):
                begun[name[:end]].add(usps)
        self._begun = {text: frozenset(codes) for text, codes in begun.items()}

    def code(self, text: str) -> str | None:
        """The postal code of a normalized name or abbreviation."""
        return self._codes.get(text)

    def begun(self, text: str) -> frozenset[str]:
        """The postal codes of those whose name or code begins so."""
        return self._begun.get(text, frozenset())

    def readings(self, typed: str) -> list[Reading]:
        """What may be meant, likeliest first: with a state at the end, then everything as a name.

        After a comma a state is certain; without one, the whole may be a name too (Port Washington, California MD).
        """
        before, comma, after = typed.rpartition(",")
        tail = normalized(after)
        if comma and tail and (usps := self._codes.get(tail)):
            return [Reading(name, frozenset({usps})) for name in _bare(normalized(before))]
        if comma and tail and before.strip() and (begun := self.begun(tail)):
            return [Reading(name, begun, unfinished=True) for name in _bare(normalized(before))]
        found, unfinished = [], []
        whole = _bare(_TRAILING_COUNTRY.sub("", normalized(typed)))
        for text in whole:
            words = text.split()
            for split in range(max(1, len(words) - 4), len(words)):
                name, tail = " ".join(words[:split]), " ".join(words[split:])
                if usps := self._codes.get(tail):
                    found.append(Reading(name, frozenset({usps})))
                elif begun := self.begun(tail):
                    unfinished.append(Reading(name, begun, unfinished=True))
        return [*found, *(Reading(text) for text in whole), *unfinished]


def _bare(text: str) -> list[str]:
    """The text, and without "city of" in front."""
    texts = [text, _LEADING_KIND.sub("", text)]
    return list(dict.fromkeys(part for part in texts if part))
