"""The funders of the newest edition that holds any, as editors corrected them and with those that they added."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from calculator.engine.funders import Funder
from calculator.engine.funding import KINDS
from calculator.methods import editions
from profiles.editorial.memory import funder_words
from profiles.editorial.values import FunderWords

NAMES = tuple(field.name for field in fields(Funder) if field.name not in ("states", "checked_on"))


def funders() -> tuple[Funder, ...]:
    """Return every funder by key."""
    return corrected(next(edition.funders for edition in [*editions().values()][::-1] if edition.funders))


def corrected(shipped: Sequence[Funder]) -> tuple[Funder, ...]:
    """Return the funders with what editors know better, and behind them the ones that editors added."""
    words = {each.key: each for each in funder_words()}
    known = tuple(_with(funder, words[funder.key]) if funder.key in words else funder for funder in shipped)
    keys = {funder.key for funder in shipped}
    return (*known, *(_with(_new(each), each) for key, each in words.items() if key not in keys and each.name))


def _with(funder: Funder, words: FunderWords) -> Funder:
    said = {name: getattr(words, name) for name in NAMES}
    states = tuple(code.strip() for code in words.states.split(",")) if words.states else funder.states
    changes: dict[str, Any] = {name: value for name, value in said.items() if value not in (None, "")}
    return replace(funder, **changes, states=states, checked_on=words.checked_on.isoformat())


def _new(words: FunderWords) -> Funder:
    """Return a funder of which nothing is known yet but its name."""
    unknown: dict[str, Any] = {field.name: None for field in fields(Funder)}
    kind = next((known for known in KINDS if known == words.kind), "other")
    own = {"key": words.key, "name": words.name, "kind": kind, "community_groups": "subrecipient", "states": ()}
    return Funder(**{**unknown, **own})
