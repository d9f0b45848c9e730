"""The FBI's estimates of homicides by state, of one or more years."""

import re
from pathlib import Path

from django.utils.timezone import now

from profiles.facts.writing import writing_facts
from profiles.ingest.history import changes_between
from profiles.ingest.history_load import append_changes
from profiles.models import HomicideCount, State, StateHomicides
from profiles.refresh.judging import judge_places
from profiles.refresh.printed import printed_now
from profiles.refresh.reading import Table
from profiles.refresh.swap import Swapped, mark_refreshed

NATION = "US"


def read_state_totals(path: Path) -> list[tuple[str, int, int]]:
    """(postal code, year, homicides) of every state; the nation's row is no state."""
    table = Table(path, ("state_abbr",))
    found: list[tuple[str, int, int]] = []
    seen: set[str] = set()
    for row in table.rows():
        columns = [name for name in row if re.fullmatch(r"homicides_\d{4}", name)]
        if not columns:
            raise table.fault("homicides_YEAR", "the column is missing")
        if row["state_abbr"] in seen:
            raise table.fault("state_abbr", f"{row['state_abbr']} appears twice")
        seen.add(row["state_abbr"])
        for name in columns:
            year = table.year({name: name[-4:]}, name)
            value = table.whole(row, name)
            if row["state_abbr"] != NATION:
                found.append((row["state_abbr"], year, value))
    return found


def swap_state_totals(source: str, rows: list[tuple[str, int, int]], *, path: Path, what: str) -> Swapped:
    """Replace the estimates of the table's years, and judge anew every place that they may doubt."""
    fips = dict(State.objects.values_list("usps", "fips"))
    if missing := fips.keys() - {usps for usps, _, _ in rows}:
        raise Table(path, ()).fault("state_abbr", f"{len(missing)} states are not in the table, {min(missing)} first")
    years = {year for _, year, _ in rows}
    with writing_facts():
        before = printed_now()
        StateHomicides.objects.filter(year__in=years).delete()
        StateHomicides.objects.bulk_create(
            StateHomicides(state_id=fips[usps], year=year, value=value) for usps, year, value in rows if usps in fips
        )
        places = set(HomicideCount.objects.filter(year__in=years).values_list("place_id", flat=True))
        judge_places(places)
        changes = changes_between(before, printed_now(), lambda key: what)
        moment = now()
        append_changes(key=f"{source} {moment.isoformat()}", what=what, made_on=moment.date(), changes=changes)
        mark_refreshed(source, path, year=max(years), made_on=moment.date())
    return Swapped(len(fips), len(rows) - len(fips) * len(years), len(places), len(changes), whole=True)
