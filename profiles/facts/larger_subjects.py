"""Counties, states and metros in the shape of a place: their own population, and what prices are there."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from profiles.facts.values import CountyFacts, HomicideYear, MetroFacts, PlaceFacts, StateFacts, YearValue

STATE_HOMICIDES = "fbi_states"
NONMETRO = "Nonmetropolitan"


@dataclass(frozen=True, slots=True)
class Price:
    """A price level (U.S. = 100), its year, and the area it is of."""

    level: float
    year: int | None
    area: str | None


class LargerSubjects:
    """Makes the subjects that are larger than a town; each has the residents that its publisher counts, never a sum of
    places. A metro's are the sum of its counties, which is what it is made of.
    """

    def __init__(
        self,
        counties: Mapping[str, CountyFacts],
        states: Mapping[str, StateFacts],
        metros: Mapping[str, MetroFacts],
        places: Iterable[PlaceFacts],
    ) -> None:
        self.county_facts, self.state_facts, self.metro_facts = counties, dict(states), metros
        self._in_metro: dict[str, Price] = {}
        self._outside: dict[str, Price] = {}
        for place in places:
            if place.price_level is not None:
                price = Price(place.price_level, place.price_level_year, place.price_level_area)
                if NONMETRO in (price.area or ""):
                    self._outside.setdefault(place.state, price)
                elif place.metro_cbsa:
                    self._in_metro.setdefault(place.metro_cbsa, price)

    def counties(self) -> list[PlaceFacts]:
        """Every county by FIPS code."""
        return [
            self._facts(
                "county", county.geoid, county.slug, county.name, self.state_facts[county.state], county.population,
                county.population_year, price=self._price(county), counties=(county.geoid,), metro=county.metro,
                at=(county.latitude, county.longitude), kind="county",
            )
            for county in self.county_facts.values()
        ]  # fmt: skip

    def states(self) -> list[PlaceFacts]:
        """Every state and the District of Columbia by FIPS code."""
        members = self._members(lambda county: county.state)
        return [
            self._facts(
                "state", state.fips, state.usps.lower(), state.name, state, state.population, state.population_year,
                price=self._mean_price(members[state.usps]), counties=_geoids(members[state.usps]), kind="state",
                homicides=_state_homicides(state),
            )
            for state in sorted(self.state_facts.values(), key=lambda state: state.fips)
        ]  # fmt: skip

    def metros(self) -> list[PlaceFacts]:
        """Every metropolitan and micropolitan area of counties that are known, by CBSA code."""
        members = self._members(lambda county: county.metro)
        return [
            self._facts(
                "metro", metro.cbsa, metro.slug, f"{metro.title} {metro.kind} area",
                self.state_facts[max(inside, key=lambda county: county.population).state],
                sum(county.population for county in inside), inside[0].population_year,
                price=self._price(max(inside, key=lambda county: county.population)), counties=_geoids(inside),
                metro=metro.cbsa, kind=metro.kind,
            )
            for metro in sorted(self.metro_facts.values(), key=lambda metro: metro.cbsa)
            if (inside := members[metro.cbsa])
        ]  # fmt: skip

    def _members(self, group: object) -> dict[str | None, list[CountyFacts]]:
        members: dict[str | None, list[CountyFacts]] = defaultdict(list)
        for county in self.county_facts.values():
            members[group(county)].append(county)  # type: ignore[operator]
        return members

    def _price(self, county: CountyFacts) -> Price | None:
        """The metropolitan area's level, else that of the state's nonmetropolitan rest; None where BEA prints none."""
        return self._in_metro.get(county.metro or "") or self._outside.get(county.state)

    def _mean_price(self, counties: list[CountyFacts]) -> Price | None:
        priced = [(county.population, price) for county in counties if (price := self._price(county))]
        people = sum(population for population, _ in priced)
        if not people:
            return None
        level = math.fsum(population * price.level for population, price in priced) / people
        return Price(round(level, 3), priced[0][1].year, "its areas, weighted by the residents of their counties")

    def _facts(
        self, level: str, geoid: str, slug: str, name: str, state: StateFacts, population: int, year: int, *,
        price: Price | None, counties: tuple[str, ...], kind: str, metro: str | None = None,
        at: tuple[float | None, float | None] = (None, None), homicides: tuple[HomicideYear, ...] = (),
    ) -> PlaceFacts:  # fmt: skip
        return PlaceFacts(
            geoid=geoid, slug=slug, name=name, census_name=name, kind=kind, state=state.usps, state_name=state.name,
            state_fips=state.fips, county_geoid=geoid if level == "county" else None,
            county_name=name if level == "county" else None, counties=counties, metro_cbsa=metro,
            metro_title=self.metro_facts[metro].title if metro else None, latitude=at[0], longitude=at[1],
            featured=False, featured_rank=None, population=population, population_year=year,
            population_history=(YearValue(year, population),), homicides=homicides[-1] if homicides else None,
            homicide_history=homicides, price_level=price.level if price else None,
            price_level_year=price.year if price else None, price_level_area=price.area if price else None,
            level=level, population_source="census_states" if level == "state" else "census_counties",  # type: ignore[arg-type]
        )  # fmt: skip


def _geoids(counties: list[CountyFacts]) -> tuple[str, ...]:
    return tuple(sorted(county.geoid for county in counties))


def _state_homicides(state: StateFacts) -> tuple[HomicideYear, ...]:
    """The FBI's estimates for the whole state, by the residents of the one year there is here."""
    return tuple(
        HomicideYear(
            year=known.year, value=known.value, firearm=None, source=STATE_HOMICIDES,
            rate_per_100k=known.value / state.population * 100_000, population_year=state.population_year, other=(),
            disagreement=False,
        )
        for known in state.homicides
    )  # fmt: skip
