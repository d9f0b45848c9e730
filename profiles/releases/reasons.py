"""Why a cell of a release changed: what the appended history says of that place since the release before."""

from collections import defaultdict
from collections.abc import Collection

from profiles.models import FactChange, FactLoad, State

# What a resource's cells rest on beside the history; the first that fits is said.
BESIDE = {
    "pay": "a newer table of pay",
    "evidence": "an entry that editors reviewed",
    "local_counts": "a count that editors reviewed",
    "budgets": "computed from facts or a method of this release",
}
NAMES = "names, codes and borders as the tables of this release give them"
FAMILIES = ("population", "price_level", "homicides")
RESOURCES = {"population": "population", "prices": "price_level", "homicides": "homicides"}
YEARLY = ("population", "homicides")


class Reasons:
    """The history's reasons by place, family of facts and year; `known` are the loads that the release before holds."""

    def __init__(self, known: Collection[str]) -> None:
        self._found: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
        self._states = dict(State.objects.values_list("usps", "fips"))
        loads = FactLoad.objects.exclude(key__in=list(known)).values_list("pk", "what")
        what = dict(loads)
        rows = FactChange.objects.filter(load__in=list(what)).order_by("id")
        for load, geoid, year, fact, why in rows.values_list("load_id", "geoid", "year", "fact", "why").iterator():
            family = next((name for name in FAMILIES if fact.startswith(name)), fact)
            self._found[geoid, family][year] = why or what[load]

    def why(self, resource: str, key: str, field: str) -> str:
        """Say why a cell changed; never nothing."""
        geoid, *rest = key.split("|")
        geoid = self._states.get(geoid, geoid)
        year = int(rest[0]) if resource in YEARLY else None
        for family in self._families(resource, field):
            if found := self._found.get((geoid, family)):
                said = found.get(year) if year else found[max(found)]
                if said:
                    return said
        return BESIDE.get(resource.partition("-")[0], NAMES)

    @staticmethod
    def _families(resource: str, field: str) -> tuple[str, ...]:
        """Return the facts a cell rests on."""
        if resource in RESOURCES:
            return (RESOURCES[resource],)
        if resource.startswith("budgets-"):
            return ("homicides", "population", "price_level")
        named = "homicides" if field == "featured_rank" else field
        return tuple(family for family in FAMILIES if named.startswith(family))


def loads_held() -> tuple[str, ...]:
    """Return the loads of the history that a release of today holds."""
    return tuple(FactLoad.objects.values_list("key", flat=True))
