"""The facts of a dataset as the history keeps them: what is printed, and every source's own count."""

from profiles.homicides.counts import Status
from profiles.ingest.dataset import Dataset
from profiles.ingest.history import Key

PART_OF_A_YEAR = (Status.INCOMPLETE, Status.PROVISIONAL)


def printed_facts(dataset: Dataset) -> dict[Key, str]:
    """Population, price level and homicides by GEOID (state: FIPS) and year."""
    return _people(dataset) | _prices(dataset) | _homicides(dataset)


def _people(dataset: Dataset) -> dict[Key, str]:
    facts = {
        (geoid, year, "population"): str(value)
        for geoid, by_year in dataset.population.items()
        for year, value in by_year.items()
    }
    facts |= {(county[0], county[5], "population"): str(county[4]) for county in dataset.counties}
    return facts | {(state[0], state[4], "population"): str(state[3]) for state in dataset.states}


def _prices(dataset: Dataset) -> dict[Key, str]:
    known = ((geoid, dataset.price_levels.get(area)) for geoid, area in dataset.price_areas().items())
    return {(geoid, price[1], "price_level"): f"{price[2]:g}" for geoid, price in known if price}


def _homicides(dataset: Dataset) -> dict[Key, str]:
    tables = dataset.homicides
    facts: dict[Key, str] = {
        (fips, year, "homicides"): str(value)
        for fips, by_year in tables.states.items()
        for year, value in by_year.items()
    }
    for row in tables.counts:
        if not tables.years[row.year].shown:
            continue
        facts[row.geoid, row.year, f"homicides.{row.count.source}"] = str(row.count.value)
        if row.status is None:
            continue
        facts[row.geoid, row.year, "homicides_source"] = row.count.source
        facts[row.geoid, row.year, "homicides_status"] = row.status
        name = "homicides_at_least" if row.status in PART_OF_A_YEAR else "homicides"
        facts[row.geoid, row.year, name] = str(row.count.value)
        if row.count.high not in (None, row.count.value):
            facts[row.geoid, row.year, "homicides_high"] = str(row.count.high)
    return facts
