"""Reading what counties' agencies and Puerto Rico's municipios counted."""

from collections import defaultdict
from collections.abc import Sequence

from profiles import models
from profiles.facts.homicides_reader import StoredCount, read_homicides
from profiles.facts.values import AgencyYears, YearValue

NOBODY = (YearValue(0, 0),)  # an agency polices no area whose residents we know: no rate


def read_county_agencies(shown_years: Sequence[int]) -> dict[str, tuple[AgencyYears, ...]]:
    """The years of every county's agencies by FIPS code; those with most victims first."""
    counts: dict[tuple[str, str, str], list[StoredCount]] = defaultdict(list)
    rows = models.AgencyCount.objects.order_by("county_id", "ori", "year", "source_id").values_list(
        "county_id", "ori", "agency", "year", "source_id", "value", "months", "status"
    )
    for fips, ori, agency, year, source, value, months, status in rows:
        counts[fips, ori, agency].append(StoredCount(year, source, value, None, months, None, None, status, "", ""))
    found: dict[str, list[AgencyYears]] = defaultdict(list)
    for (fips, ori, agency), given in counts.items():
        read = read_homicides(given, NOBODY, shown_years)
        years = tuple(sorted((*read.whole, *read.doubtful), key=lambda year: year.year))
        if years:
            found[fips].append(AgencyYears(ori, agency, years))
    return {
        fips: tuple(sorted(agencies, key=lambda agency: -sum(year.value for year in agency.years)))
        for fips, agencies in found.items()
    }


def read_municipios() -> dict[str, tuple[YearValue, ...]]:
    """Homicides of Puerto Rico's municipios by name, years ascending."""
    found: dict[str, list[YearValue]] = defaultdict(list)
    for name, year, value in models.MunicipioHomicides.objects.order_by("municipio", "year").values_list(
        "municipio", "year", "value"
    ):
        found[name].append(YearValue(year, value))
    return {name: tuple(years) for name, years in found.items()}
