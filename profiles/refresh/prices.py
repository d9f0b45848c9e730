"""BEA's regional price parities: metropolitan areas, or the portions of states, in BEA's own shape."""

import re
from dataclasses import dataclass
from pathlib import Path

from django.utils.timezone import now

from profiles.facts.writing import writing_facts
from profiles.ingest.history import changes_between
from profiles.ingest.history_load import append_changes
from profiles.models import Place
from profiles.refresh.printed import printed_prices
from profiles.refresh.reading import Table
from profiles.refresh.swap import Swapped, mark_refreshed

COLUMNS = ("GeoFIPS", "GeoName", "Description")
ALL_ITEMS = "RPPs: All items"
LOWEST, HIGHEST = 50.0, 200.0
CODE = re.compile(r"\d{5}")
FEWEST_AREAS = 40
MOST_CHANGE = 0.1  # of an area's level from one edition to the next


@dataclass(frozen=True, slots=True)
class PriceLevel:
    """The newest level of an area: a CBSA code, or a state's FIPS code and 999."""

    code: str
    area: str
    year: int
    level: float


def read_prices(path: Path) -> list[PriceLevel]:
    """The newest year's all-items level of each area, U.S. = 100; a 0 is BEA's "no figure"."""
    table = Table(path, COLUMNS, notes="Note:")
    found: dict[str, PriceLevel] = {}
    for row in table.rows():
        if row["Description"].strip() != ALL_ITEMS:
            continue
        code = row["GeoFIPS"].strip(' "')
        if not CODE.fullmatch(code):
            raise table.fault("GeoFIPS", f"{code!r} is not a code of five digits")
        if code in found:
            raise table.fault("GeoFIPS", f"{code} appears twice")
        newest = max((column for column in row if re.fullmatch(r"\d{4}", column)), default="year")
        year = table.year({newest: newest}, newest)
        try:
            level = float(row[newest])
        except ValueError:
            raise table.fault(newest, f"{row[newest]!r} is not a number") from None
        if level == 0:
            continue
        if not LOWEST <= level <= HIGHEST:
            raise table.fault(newest, f"{level:g} is not between {LOWEST:g} and {HIGHEST:g}")
        found[code] = PriceLevel(code, row["GeoName"].strip(' "*'), year, level)
    if len(found) < FEWEST_AREAS:
        raise table.fault("GeoFIPS", f"{len(found)} areas; a whole table has {FEWEST_AREAS} or more")
    return [level for level in found.values() if not level.code.startswith("00")]


def swap_prices(source: str, rows: list[PriceLevel], *, path: Path, what: str) -> Swapped:
    """Give every place of these areas its level; an area that the file does not have keeps the one it has."""
    levels = {row.code: row for row in rows}
    with writing_facts():
        before = printed_prices()
        changed = []
        for place in Place.objects.select_related("metro").exclude(price_level=None):
            metropolitan = place.metro is not None and place.metro.kind == "metro"
            code = place.metro.cbsa if place.metro is not None and metropolitan else f"{place.state_id}999"
            found = levels.get(code)
            if found is not None:
                place.price_level, place.price_level_year, place.price_level_area = found.level, found.year, found.area
                changed.append(place)
        Place.objects.bulk_update(changed, ["price_level", "price_level_year", "price_level_area"], batch_size=200)
        changes = changes_between(before, printed_prices(), lambda key: what)
        moment = now()
        append_changes(key=f"{source} {moment.isoformat()}", what=what, made_on=moment.date(), changes=changes)
        mark_refreshed(source, path, year=max(row.year for row in rows), made_on=moment.date())
    return Swapped(len(rows), 0, len(changed), len(changes), whole=True)
