"""Every place as a table: found by name, narrowed by state and size, in any order, each with its answer in short."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from calculator.answer import budget_for
from calculator.asking.given import Fault
from calculator.asking.pairs import Pairs
from calculator.asking.question import read_question
from calculator.presenters.budget.sliders import fault_line
from calculator.presenters.places.heads import year_head
from calculator.presenters.places.named import present_named
from calculator.subject import subject_of_place
from calculator.words.wording import dollars, people
from profiles.selectors import Findings, PlaceFacts, place_table, search_places

PAGE_SIZE = 50
LONGEST_SEARCH = 100
MOST_FOUND = 30_000  # more than there are places and towns
SIZES: dict[str, tuple[str, int, int]] = {
    "250000": ("250,000 or more", 250_000, 50_000_000),
    "100000": ("100,000 to 250,000", 100_000, 249_999),
    "50000": ("50,000 to 100,000", 50_000, 99_999),
    "10000": ("10,000 to 50,000", 10_000, 49_999),
    "0": ("Under 10,000", 0, 9_999),
}
FEATURED = "featured"
LABELS = {"search": "City or town", "state": "State", "size": "Size", "ordering": "Order"}
LISTS = ("state", "size", "ordering")
ORDERS = {
    "match": "Best match",
    "-population": "Most residents",
    "population": "Fewest residents",
    "name": "Name",
    "-rate": "Highest homicide rate",
    "rate": "Lowest homicide rate",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked of the list."""

    search: str = ""
    state: str = ""
    size: str = ""
    ordering: str = ""
    page: int = 1

    @property
    def order(self) -> str:
        """The order, chosen or usual: best match after a search, else the largest first."""
        return self.ordering or ("match" if self.search else "-population")

    def url(self, **changes: object) -> str:
        """Return the address of this list with something changed; the page starts over unless it is what changes."""
        names = ("search", "state", "size", "ordering")
        values = {**{name: getattr(self, name) for name in names}, **changes}
        query = urlencode({name: value for name, value in values.items() if value not in ("", 1)})
        return f"/cities/?{query}" if query else "/cities/"


def read_wanted(values: dict[str, list[str]]) -> tuple[Wanted, list[dict[str, str]]]:
    """Read the query string; what is wrong is left out and said."""
    given = Pairs(values)
    states = tuple(place_table().states)
    page = given.text("page", longest=6)
    wanted = Wanted(
        search=given.text("search", longest=LONGEST_SEARCH),
        state=given.choice("state", states) or "",
        size=given.choice("size", (FEATURED, *SIZES)) or "",
        ordering=given.choice("ordering", tuple(ORDERS)) or "",
        page=max(1, int(page)) if page.isdecimal() else 1,
    )
    given.refuse_unknown()
    faults = [
        {
            "text": fault_line(LABELS.get(fault.name, fault.name), _without_codes(fault)),
            "field": f"filter-{fault.name if fault.name in LABELS else 'search'}",
        }
        for fault in given.faults
    ]
    return wanted, faults


def _without_codes(fault: Fault) -> Fault:
    """Return the fault of a list without the codes that are allowed: the list itself shows them in words."""
    return replace(fault, allowed="one of the list", suggestion="") if fault.allowed and fault.name in LISTS else fault


def find_places(wanted: Wanted) -> list[PlaceFacts]:
    """Return every place that was asked for, in order."""
    table = place_table()
    found = search_places(wanted.search, limit=MOST_FOUND) if wanted.search else list(table.places)
    if wanted.state:
        found = [place for place in found if place.state == wanted.state]
    if wanted.size == FEATURED:
        found = [place for place in found if place.featured]
    elif wanted.size:
        _, least, most = SIZES[wanted.size]
        found = [place for place in found if least <= place.population <= most]
    match wanted.order:
        case "name":
            found.sort(key=lambda place: (place.name, place.state))
        case "population" | "-population":
            sign = -1 if wanted.order.startswith("-") else 1
            found.sort(key=lambda place: (sign * place.population, place.name))
        case "rate" | "-rate":
            sign = -1 if wanted.order.startswith("-") else 1
            found.sort(key=lambda place: _rate_key(place, sign))
    return found


def present_cities(
    wanted: Wanted, errors: list[dict[str, str]], found: list[PlaceFacts], named: Findings | None
) -> dict[str, Any]:
    """Return the context of the page."""
    last = max(1, -(-len(found) // PAGE_SIZE))
    page = min(wanted.page, last)
    first = (page - 1) * PAGE_SIZE
    shown = found[first : first + PAGE_SIZE]
    return {
        "section": "cities",
        "canonical_url": wanted.url(page=page),
        "search": wanted.search,
        "errors": errors,
        "filters": {"fields": _fields(wanted, errors), "clear_url": "/cities/" if wanted != Wanted() else None},
        "summary": _summary(wanted, len(found)),
        "table": _table(wanted, shown),
        "pages": _pages(wanted, page, last, len(found)) if last > 1 else None,
        "named": present_named(named) if named else None,
    }


def _rate_key(place: PlaceFacts, sign: int) -> tuple[bool, float]:
    rate = place.homicides.rate_per_100k if place.homicides else None
    return (rate is None, sign * (rate or 0))


def _summary(wanted: Wanted, count: int) -> str:
    states = place_table().states
    words = [f"{count:,} place{'' if count == 1 else 's'}"]
    if wanted.search:
        words.append(f"for “{wanted.search}”")
    if wanted.state:
        words.append(f"in {states[wanted.state].name}")
    if wanted.size:
        words.append("among the featured cities" if wanted.size == FEATURED else f"of {_size_words(wanted.size)}")
    return " ".join(words) + f", {ORDERS[wanted.order].lower()} first" * (wanted.order != "name")


def _size_words(size: str) -> str:
    label = SIZES[size][0]
    return f"{label[0].lower()}{label[1:]} residents"


def _fields(wanted: Wanted, errors: list[dict[str, str]]) -> list[dict[str, Any]]:
    faults = {error["field"]: error["text"] for error in errors}
    states = sorted(place_table().states.values(), key=lambda state: state.name)
    choices = {
        "state": (LABELS["state"], [("", "Every state"), *((state.usps, state.name) for state in states)]),
        "size": (
            LABELS["size"],
            [("", "Any size"), (FEATURED, "Featured cities"), *((key, label) for key, (label, _, _) in SIZES.items())],
        ),
        "ordering": (
            LABELS["ordering"],
            [(key, label) for key, label in ORDERS.items() if key != "match" or wanted.search],
        ),
    }
    fields: list[dict[str, Any]] = [
        {
            "kind": "search",
            "name": "search",
            "id": "filter-search",
            "label": LABELS["search"],
            "value": wanted.search,
            "quiet": True,
            "error": faults.get("filter-search"),
        }
    ]
    for name, (label, options) in choices.items():
        selected = wanted.order if name == "ordering" else getattr(wanted, name)
        fields.append(
            {
                "kind": "select",
                "name": name,
                "id": f"filter-{name}",
                "label": label,
                "quiet": True,
                "error": faults.get(f"filter-{name}"),
                "options": [{"value": value, "label": text, "selected": value == selected} for value, text in options],
            }
        )
    return fields


def _table(wanted: Wanted, shown: list[PlaceFacts]) -> dict[str, Any]:
    return {
        "id": "places",
        "caption": "Places with the reference method’s answer",
        "hide_caption": True,
        "headings": [
            _heading(wanted, "Place", ("name",)),
            _heading(wanted, "Residents", ("-population", "population"), numeric=True),
            _heading(wanted, "Homicides per 100,000", ("-rate", "rate"), numeric=True),
            {"label": "At highest risk", "numeric": True},
            {"label": "Staff", "numeric": True},
            {"label": year_head(), "numeric": True},
        ],
        "rows": [_row(place) for place in shown],
    }


def _heading(wanted: Wanted, label: str, orders: tuple[str, ...], *, numeric: bool = False) -> dict[str, Any]:
    following = orders[-1] if wanted.order == orders[0] else orders[0]
    sort = "none"
    if wanted.order in orders:
        sort = "descending" if wanted.order.startswith("-") else "ascending"
    return {"label": label, "url": wanted.url(ordering=following), "sort": sort, "numeric": numeric}


def _row(place: PlaceFacts) -> list[dict[str, Any]]:
    budget = budget_for(subject_of_place(place), read_question({}).scenario)
    homicides = place.homicides
    rate = None
    if homicides is not None and homicides.rate_per_100k is not None:
        area = ", police area" if homicides.area_population else ""
        rate = f"{homicides.rate_per_100k:,.1f} ({homicides.year}{area})"
    return [
        {"text": place.full_name, "url": place.path, "header": True},
        {"text": f"{place.population:,}", "numeric": True},
        {"text": rate, "numeric": True},
        {"text": people(budget.high_risk), "numeric": True},
        {"text": people(budget.values["all_staff"]), "numeric": True},
        {"text": dollars(budget.total), "numeric": True},
    ]


def _pages(wanted: Wanted, page: int, last: int, count: int) -> dict[str, Any]:
    near = sorted({1, *range(max(1, page - 1), min(last, page + 1) + 1), last})
    links: list[dict[str, Any]] = []
    for index, number in enumerate(near):
        if index and number - near[index - 1] > 1:
            links.append({"label": "…"})
        links.append({"label": f"{number:,}", "url": wanted.url(page=number), "current": number == page})
    first = (page - 1) * PAGE_SIZE + 1
    return {
        "previous_url": wanted.url(page=page - 1) if page > 1 else "",
        "next_url": wanted.url(page=page + 1) if page < last else "",
        "links": links,
        "summary": f"{first:,}–{min(page * PAGE_SIZE, count):,} of {count:,} places",
    }
