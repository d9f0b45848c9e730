"""A place's profile: its facts, what it takes, and how it stands."""

from typing import Any

from django.utils.safestring import SafeString

from calculator import charts
from calculator.answer import Answer
from calculator.asking.question import Question
from calculator.engine.results import Budget
from calculator.presenters.budget.estimates import present_drawing, present_headline, present_note
from calculator.presenters.budget.one_year import (
    dot_words,
    present_bar,
    present_budget_table,
    present_roles,
)
from calculator.presenters.budget.reach import WHICH, range_words
from calculator.presenters.fault_places import no_answer
from calculator.presenters.page import advice_notices, place_crumbs
from calculator.presenters.places.comparison import comparison_sources, present_comparison, present_peers
from calculator.presenters.places.homicides import count_words, rate_basis, recorded_words, where, whose
from calculator.presenters.places.inside import present_inside
from calculator.presenters.places.local import present_local
from calculator.presenters.places.state import NOTHING_CHOSEN, Chosen
from calculator.presenters.places.trends import present_trends
from calculator.presenters.places.yours import error_lines, present_yours, with_answers
from calculator.words.wording import about_dollars, counted, dollars, people
from profiles.presenters.structured import structured
from profiles.selectors import HomicideYear, PlaceFacts, Status, place_table

_WITHOUT_HOMICIDES = {
    "county": "Counted agency by agency, below",
    "metro": "Counted agency by agency, on the pages of its counties and places",
}

NOT_ANSWERED = "{}: residents, homicides, and what community violence intervention would take."
_OFFICES = {
    "town": "the town’s office",
    "county": "the county’s office",
    "state": "the state’s office",
    "metro": "one office they share",
}


def present_profile(place: PlaceFacts, answer: Answer, chosen: Chosen = NOTHING_CHOSEN) -> dict[str, Any]:
    """Return the context of templates/profile.html; `chosen` is the share to reach that was typed on a state's page."""
    question, home, name = answer.question, place.path, place.full_name
    budget, method = answer.budget, answer.scenario.methodology
    unanswered = no_answer(question)
    description = NOT_ANSWERED.format(name) if unanswered or not budget.total else _description(name, budget)
    return {
        "section": "cities" if place.level in ("place", "town") else "states",
        "place": {"name": name, "short": place.name},
        "description": description,
        "canonical_url": home,
        "og_image": f"{home}og.png",
        "structured_data": _structured_data(place, description),
        "crumbs": [*place_crumbs(place)[:-1], {"label": place.name, "url": ""}],
        "errors": error_lines(question),
        "yours": present_yours(place, question),
        "method": method.named,
        "method_note": method.summary,
        "methodology_url": f"/methodology/{method.id}/",
        "trends": present_trends(place),
        "inside": present_inside(place, chosen),
        "comparison": present_comparison(place),
        "comparison_sources": comparison_sources(place),
        "peers": present_peers(place),
        **present_local(place, budget),
        "embed_path": f"/embed/{place.slug}/",
        "correct_url": f"{home}correct/" if place.level in ("place", "town") else f"/feedback/?page={home}",
        **(_without_answer(place, question, unanswered) if unanswered else _answered(place, answer)),
    }


def _answered(place: PlaceFacts, answer: Answer) -> dict[str, Any]:
    """Return what the page says of the budget, and the ways to take it along."""
    question, budget, home = answer.question, answer.budget, place.path

    def to(path: str) -> str:
        return with_answers(question, f"{home}{path}")

    memo = {"label": "Council memo", "url": to("budget.pdf"), "hint": "PDF", "primary": True}
    return {
        "unanswered": None,
        "lede": present_headline(answer),
        "note": present_note(answer),
        "choose": WHICH[place.level == "place"],
        "choose_url": f"{to('calculator/')}#which",
        "actions": [
            memo,
            *_ways_on(place, question),
            {"label": "Workbook", "url": to("budget.xlsx"), "hint": "Excel"},
        ],
        "facts": _facts(place, budget),
        "notices": advice_notices(budget, answer.subject, question),
        "bar": present_bar(budget),
        "budget": present_budget_table(answer, name=place.full_name),
        "per": _per(budget),
        "roles": present_roles(budget),
        "dot": dot_words(budget),
        "staff_summary": _staff_summary(place, budget),
        "bases_figure": present_drawing(answer) or _bases_figure(place, budget),
        "downloads": [
            memo,
            {"label": "Memo to edit", "url": to("budget.docx"), "hint": "Word"},
            {"label": "Handout", "url": to("handout.pdf"), "hint": "PDF, 1 page"},
            {"label": "Workbook", "url": to("budget.xlsx"), "hint": "Excel, live formulas"},
            {"label": "Table", "url": to("budget.csv"), "hint": "CSV"},
            {"label": "Data", "url": place.api_path, "hint": "JSON"},
        ],
        "pictures": [
            {"label": "Chart", "url": to("budget.svg"), "hint": "SVG"},
            {"label": "Chart", "url": to("budget.png"), "hint": "PNG"},
        ],
    }


def _without_answer(place: PlaceFacts, question: Question, why: str) -> dict[str, Any]:
    """Return the same while what was asked cannot be answered: the published facts and the ways to mend it."""
    empty = dict.fromkeys(("note", "choose", "choose_url", "notices", "bar", "budget", "per", "roles", "bases_figure"))
    return {
        **empty,
        "unanswered": why,
        "lede": [{"text": "No answer yet."}],
        "actions": _ways_on(place, question),
        "facts": _facts(place, None),
        "downloads": [{"label": "Data", "url": place.api_path, "hint": "JSON"}],
        "pictures": None,
    }


def _ways_on(place: PlaceFacts, question: Question) -> list[dict[str, Any]]:
    start, calculator = (with_answers(question, f"{place.path}{page}/") for page in ("start", "calculator"))
    return [
        {"label": "Make it yours", "url": start, "hint": "5 short questions"},
        {"label": "Open the calculator", "url": calculator},
    ]


def _description(name: str, budget: Budget) -> str:
    return (
        f"{name}: about {counted(budget.high_risk, 'person', 'people')} at highest risk of gun violence; "
        f"{counted(budget.values['all_staff'], 'member of staff', 'staff')} and {about_dollars(budget.total)} a year "
        "to reach them. Every number sourced."
    )


def _facts(place: PlaceFacts, budget: Budget | None) -> list[dict[str, Any]]:
    """Return the published facts and, where there is a budget, who it says is at highest risk."""
    sources = place_table().sources
    census, prices = sources[place.population_source], sources["bea_rpp"]
    return [
        {
            "label": "Population",
            "value": f"{place.population:,}",
            "note": f"July 1, {place.population_year}",
            "source": f"{census.publisher}, {census.vintage}",
            "source_url": census.url,
        },
        {
            "label": "Homicides",
            **homicides_fact(place),
        },
        *([] if budget is None else [_at_highest_risk(budget)]),
        {
            "label": "Price level",
            "value": None if place.price_level is None else f"{place.price_level:.1f}",
            "note": "" if place.price_level is None else f"U.S. = 100; {place.price_level_year}; prices, not wages",
            "source": prices.publisher + (f", {place.price_level_area}" if place.price_level_area else ""),
            "source_url": prices.url,
        },
    ]


def _at_highest_risk(budget: Budget) -> dict[str, Any]:
    by_homicides = range_words(budget)
    return {
        "label": "At highest risk",
        "value": people(budget.high_risk),
        "note": f"{budget.inputs['high_risk_share'] * 100:g}% of residents"
        + (f"; {by_homicides}" if by_homicides else ""),
        "source": budget.methodology.parameters["high_risk_share"].source.publisher,
        "source_url": f"/methodology/{budget.methodology.id}/",
    }


def homicides_fact(place: PlaceFacts) -> dict[str, Any]:
    """Return the newest whole year; for a small place what was recorded over the years, else what part we have."""
    counted, latest = place.counted_years, place.homicides
    if counted and not place.rated:
        item = counted[-1]
        newest = "" if latest is None else f"{latest.year}: {count_words(latest)}"
        return {"value": recorded_words(place), "note": newest, "source": whose(item), "source_url": where(item)}
    if latest is not None:
        note = _homicides_note(latest)
        return {"value": count_words(latest), "note": note, "source": whose(latest), "source_url": where(latest)}
    if counted:
        item = counted[-1]
        note = f"We have no figure for a whole year; {item.year}: {count_words(item)}"
        return {"value": None, "note": note, "source": whose(item), "source_url": where(item)}
    note = "We have no figure, which is not zero"
    source = _WITHOUT_HOMICIDES.get(place.level, "Police report voluntarily")
    return {"value": None, "note": note, "source": source, "source_url": "/faq/"}


def _homicides_note(homicides: HomicideYear) -> str:
    rate = "" if homicides.rate_per_100k is None else f", {homicides.rate_per_100k:.1f} per 100,000"
    basis = rate_basis(homicides)
    disagree = "; sources disagree" if homicides.disagreement else ""
    local = ", counted locally" if homicides.status is Status.LOCAL else ""
    return f"{homicides.year}{local}{rate}{f', {basis}' if basis else ''}{disagree}"


def _per(budget: Budget) -> list[dict[str, Any]]:
    shown = (
        ("Per resident", budget.per_resident),
        ("Per person reached", budget.per_person_served),
    )
    return [{"label": label, "value": dollars(value)} for label, value in shown if value is not None]


def _staff_summary(place: PlaceFacts, budget: Budget) -> str:
    values = budget.values
    if not values["all_staff"]:
        return "A team of its own would be smaller than one person."
    office = _OFFICES.get(place.level, "the city’s office")
    return (
        f"{counted(values['all_staff'], 'person', 'people')}: {int(values['frontline_staff']):,} frontline, "
        f"{counted(values['supervisors'], 'supervisor', 'supervisors')}, {int(values['ovp_staff']):,} in {office}."
    )


def _bases_figure(place: PlaceFacts, budget: Budget) -> dict[str, Any] | None:
    parameters = budget.methodology.parameters
    share, ratio = parameters["high_risk_share"], parameters["high_risk_per_homicide"]
    rows = []
    if place.population:
        rows.append(("Share of residents", share.spread(place.population), True))
    if place.own_homicides and place.own_homicides.value:
        rows.append(("People per homicide", ratio.spread(place.own_homicides.value), False))
    known = [(label, *spread, chosen) for label, spread, chosen in rows if spread is not None]
    if not known:
        return None
    words = "; ".join(
        f"{label} gives {people(central)}, between {people(low)} and {people(high)}"
        for label, low, central, high, _ in known
    )
    return {
        "id": "bases",
        "title": "People at highest risk, counted in different ways",
        "note": "The dot is the method’s figure, the band what published local counts would give.",
        "template": "components/charts/intervals.html",
        "chart": charts.intervals(known, description=words),
        "source": "Published local counts; see the methodology",
        "source_url": f"/methodology/{budget.methodology.id}/",
    }


def _structured_data(place: PlaceFacts, description: str) -> SafeString:
    """Return the place as search engines read it (schema.org)."""
    document: dict[str, Any] = {
        "@type": "City" if place.kind == "city" else "Place",
        "name": place.full_name,
        "description": description,
        "identifier": {"@type": "PropertyValue", "propertyID": "Census GEOID", "value": place.geoid},
        "containedInPlace": {"@type": "State", "name": place.state_name},
    }
    if place.latitude is not None:
        document["geo"] = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
    return structured(document)
