"""Homicides from the tables to the database, each swapped in whole."""

from profiles.ingest.homicide_tables import HomicideTables
from profiles.ingest.rows import insert_rows
from profiles.models import (
    AgencyCount,
    CountedYear,
    HomicideCount,
    HomicideException,
    MunicipioHomicides,
    PoliceAgency,
    StateHomicides,
)

COUNT_FIELDS = (
    "place", "year", "source", "value", "high", "months", "firearm", "area_population", "status", "publisher", "url",
)  # fmt: skip


def load_homicides(tables: HomicideTables) -> None:
    """Replace the counts, the years, the agencies and the states' estimates."""
    for model in (
        HomicideCount,
        CountedYear,
        PoliceAgency,
        StateHomicides,
        AgencyCount,
        MunicipioHomicides,
        HomicideException,
    ):
        model.objects.all().delete()
    insert_rows(
        CountedYear,
        ("year", "index", "unfinished", "shown"),
        ((year, known.index, known.unfinished, known.shown) for year, known in tables.years.items()),
    )
    insert_rows(
        StateHomicides,
        ("state", "year", "value"),
        ((fips, year, value) for fips, by_year in tables.states.items() for year, value in by_year.items()),
    )
    insert_rows(HomicideException, ("place", "year", "use", "why", "url", "reviewed_on"), tables.exceptions.rows)
    insert_rows(
        AgencyCount,
        ("county", "ori", "agency", "year", "source", "value", "months", "status"),
        (
            (
                row.fips,
                row.ori,
                row.agency,
                row.year,
                row.count.source,
                row.count.value,
                row.count.months,
                row.status or "",
            )
            for row in tables.county_agencies
        ),
    )
    insert_rows(
        MunicipioHomicides,
        ("municipio", "year", "value"),
        ((name, year, value) for name, by_year in tables.municipios.items() for year, value in by_year.items()),
    )
    insert_rows(PoliceAgency, ("ori", "place", "name", "state", "how"), tables.agencies)
    insert_rows(
        HomicideCount,
        COUNT_FIELDS,
        (
            (row.geoid, row.year, row.count.source, row.count.value, row.count.high, row.count.months,
             row.count.firearm, row.count.area_population, row.status or "", row.count.publisher, row.count.url)
            for row in tables.counts
        ),
    )  # fmt: skip
