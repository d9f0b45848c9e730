"""Who gives money, on what terms, as an edition holds it; what nobody checked is None."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from calculator.engine.funding import KINDS, Kind
from calculator.engine.reading import Record, read_record

NOT_CHECKED = "not checked"
CommunityGroups = Literal["applicant", "subrecipient"]
_TEXTS = ("eligible", "match", "allowed", "forbidden", "pays", "dates", "checked_on")
_NUMBERS = ("cap_usd", "months", "match_share")
_KEYS = ("name", "kind", "community_groups", "pays_police", "spend_by", "states", "source", *_TEXTS, *_NUMBERS)


@dataclass(frozen=True, slots=True)
class Funder:
    """A funder's terms: `cap_usd` an award, `months` at most, `match_share` (0–1) of the project's cost."""

    key: str
    name: str
    kind: Kind
    cap_usd: int | None
    months: int | None
    eligible: str | None
    community_groups: CommunityGroups  # how a community organization takes part
    match: str | None
    match_share: float | None
    allowed: str | None
    forbidden: str | None
    pays: str | None
    pays_police: bool | None
    dates: str | None
    spend_by: date | None
    states: tuple[str, ...]  # USPS codes; none where it is everywhere
    source_title: str
    source_url: str
    checked_on: str | None

    @property
    def not_checked(self) -> tuple[str, ...]:
        """The names of what is not known."""
        optional = (*_TEXTS, *_NUMBERS, "pays_police")
        return tuple(name for name in optional if getattr(self, name) is None)


def load_funders(texts: Mapping[str, str]) -> tuple[Funder, ...]:
    """Return the funders of the files, by key. Raises MethodologyError naming file, line and fault."""
    return tuple(_funder(key, read_record(text, file=f"funders/{key}.yaml")) for key, text in texts.items())


def _funder(key: str, record: Record) -> Funder:
    what = f"funder {key}"
    record.check_keys(allowed=_KEYS, required=_KEYS, what=what)
    source = record.record("source", what=what)
    source.check_keys(allowed=("title", "url"), required=("title", "url"), what=what)
    groups: dict[str, CommunityGroups] = {option: option for option in get_args(CommunityGroups)}
    kinds: dict[str, Kind] = {option: option for option in KINDS}
    numbers = {name: None if record[name] is None else record.number(name, what=what) for name in _NUMBERS}
    texts = {name: _known(record.text(name, what=what)) for name in _TEXTS}
    cap, months = (None if numbers[name] is None else int(numbers[name] or 0) for name in ("cap_usd", "months"))
    return Funder(
        key=key,
        name=record.text("name", what=what),
        kind=kinds[record.choice("kind", kinds, what=what)],
        cap_usd=cap,
        months=months,
        eligible=texts["eligible"],
        community_groups=groups[record.choice("community_groups", groups, what=what)],
        match=texts["match"],
        match_share=numbers["match_share"],
        allowed=texts["allowed"],
        forbidden=texts["forbidden"],
        pays=texts["pays"],
        pays_police=record["pays_police"],
        dates=texts["dates"],
        spend_by=None if record["spend_by"] is None else date.fromisoformat(record.text("spend_by", what=what)),
        states=tuple(record["states"]),
        source_title=source.text("title", what=what),
        source_url=source.text("url", what=what),
        checked_on=texts["checked_on"],
    )


def _known(text: str) -> str | None:
    return None if text == NOT_CHECKED else text
