"""Who lives in what: how a state's or county's residents divide among places, towns and neither, each person once."""

from dataclasses import dataclass
from functools import lru_cache

from profiles.facts.values import PlaceTable

# Of these kinds of places, in these states, the residents are a town's too.
INSIDE_TOWNS = {"NY": "village", "MI": "village", "VT": "village"}
# Villages whose town is the village: Harrison, Scarsdale, Mount Kisco, Green Island, East Rochester, Kiryas Joel.
TOWNS_BY_THEMSELVES = frozenset({"3632402", "3665431", "3648890", "3630521", "3622865", "3639853"})
# All of Connecticut is in a town or a city; Groton city and the boroughs, but for two, lie inside towns.
WHOLE = ("CT",)


@dataclass(frozen=True, slots=True)
class PeopleHeld:
    """Residents of a state: of its incorporated places, of its towns outside those, and of neither; they add up."""

    population: int
    places: int
    places_count: int
    towns: int  # without the residents of villages and boroughs inside them
    towns_count: int

    @property
    def neither(self) -> int:
        """Those whose local government is the county alone."""
        return self.population - self.places - self.towns

    @property
    def places_share(self) -> float:
        """The share that incorporated places hold, 0 to 1."""
        return min(1.0, self.places / self.population) if self.population else 0.0


@lru_cache(maxsize=1)
def people_held_by_state(table: PlaceTable) -> dict[str, PeopleHeld]:
    """How each state's residents divide, by USPS code."""
    sums = {usps: [0, 0, 0, 0, 0] for usps in table.states}
    for place in table.places:
        inside = INSIDE_TOWNS.get(place.state) == place.kind and place.geoid not in TOWNS_BY_THEMSELVES
        sums[place.state][0] += place.population
        sums[place.state][1] += 1
        sums[place.state][4] += place.population if inside else 0
    for town in table.of("town").places:
        sums[town.state][2] += town.population
        sums[town.state][3] += 1
    found = {}
    for state in table.of("state").places:
        places, places_count, towns, towns_count, inside_towns = sums[state.state]
        outside = state.population - places if state.state in WHOLE else towns - inside_towns
        found[state.state] = PeopleHeld(state.population, places, places_count, outside, towns_count)
    return found
