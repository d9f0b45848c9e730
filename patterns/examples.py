"""What the page of every component shows: the methodology's reference check, Norfolk at 238,005 residents."""

from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from calculator import charts
from calculator.presenters.budget.one_year import drawn_dots
from calculator.presenters.budget.sliders import slider_words
from calculator.words import labels

KEYS = {
    "wraparound_cost": ("Additional wraparound support", 10_710_225),
    "frontline_cost": ("Frontline CVI workers", 4_836_000),
    "supervision_ovp_cost": ("CVI supervision and city OVP staff", 1_719_900),
    "training_cost": ("Staff training and technical assistance", 1_638_975),
    "evaluation_cost": ("Data and evaluation support", 983_385),
}
BAR = charts.stacked_bar([(key, label, amount) for key, (label, amount) in KEYS.items()])
TOTAL = f"${sum(amount for _, amount in KEYS.values()):,}"
CENSUS = {
    "source": "U.S. Census Bureau, Vintage 2024",
    "source_url": "https://www.census.gov/programs-surveys/popest.html",
}
CAPS = {
    "source": "Calibrated to the published Norfolk profile",
    "source_url": "https://cviecosystem.org/cities/norfolk-virginia",
}

WORKING = SafeString(
    render_to_string(
        "components/working.html",
        {
            "working": {
                "label": "Additional wraparound support",
                "formula": "wraparound_cost = people_served * wraparound_per_person",
                "substituted": "238.005 * 45,000 = 10,710,225",
                "inputs": [
                    {"label": "People served", "value": "238.005", "source": ""},
                    {"label": "Wraparound for one person", "value": "$45,000", "source": ""},
                ],
            }
        },
    )
)
CRUMBS = [
    {"label": "Cities", "url": "/cities/"},
    {"label": "Virginia", "url": "/cities/?state=VA"},
    {"label": "Norfolk", "url": ""},
]
LEDE = [
    {"text": "About "},
    {"text": "238 people", "strong": True},
    {"text": " are at highest risk of gun violence. Reaching all of them takes "},
    {"text": "78 staff", "strong": True},
    {"text": " and "},
    {"text": "$19.9 million a year", "strong": True},
    {"text": ", or $84 per resident."},
]
FACTS = [
    {"label": "Population", "value": "238,005", "note": "Down 2.9% in five years", **CENSUS},
    {
        "label": "Homicides",
        "value": "37",
        "note": "16.0 per 100,000; 2024",
        "source": "Real-Time Crime Index",
        "source_url": "https://realtimecrimeindex.com/",
    },
    {"label": "At highest risk", "value": "238", "note": "0.1% of residents; 93–222 by homicides", **CAPS},
    {"label": "Office of violence prevention", "value": None, "note": ""},
]
ACTIONS = [
    {"label": "Open the calculator", "url": "#", "primary": True},
    {"label": "Council memo", "url": "#", "hint": "PDF, 2 pages"},
    {"label": "Workbook", "url": "#", "hint": "Excel"},
]
BUDGET: dict[str, Any] = {
    "caption": "Budget for one year by line",
    "heading": "A year, 2024 dollars",
    "total_label": "Total in 2024 dollars",
    "lines": [
        {
            "key": part.key,
            "label": part.label,
            "amount": f"${KEYS[part.key][1]:,}",
            "share": part.share,
            "working": WORKING if part.key == "wraparound_cost" else "",
        }
        for part in BAR.parts
    ],
    "total": TOTAL,
}


def _role(label: str, count: int, description: str, pay: str = "", worth: int = 1) -> dict[str, Any]:
    return {
        "label": label,
        "count": f"{count:,}",
        "dots": drawn_dots(count, worth),
        "description": description,
        "pay": pay,
    }


ROLES = [
    _role(
        "Street outreach workers",
        16,
        "Track the main conflicts, build relationships with people at highest risk, help stop retaliation.",
        "$55,000 plus 30% benefits; one for every 15 people",
    ),
    _role("Mediators", 17, "Mediate between people and groups; respond to shooting scenes and hospitals."),
    _role("Case managers", 10, "Assess what each participant needs, make a plan together, and see it through."),
    _role("CVI supervisors", 12, "Lead teams, develop staff, and support workers with the trauma of the work."),
    _role(
        "Street outreach workers in a very large city", 597, "Each dot is ten people, a ring a part of ten.", worth=10
    ),
    _role("Data analysts", 0, "A city too small for a post of its own shows none."),
]


def _slider(
    name: str,
    label: str,
    *,
    value: str,
    low: float,
    high: float,
    preset: float,
    top: float,
    bottom: float = 1,
    number: float | None = None,
    changed: bool = False,
    error: str = "",
    effect: Sequence[dict[str, str]] = (),
    **more: Any,
) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "unit": "people per worker",
        "has_range": True,
        "range_min": bottom,
        "range_max": top,
        "range_step": 1,
        "track": charts.track(low=low, high=high, preset=preset, minimum=bottom, maximum=top),
        **slider_words(
            name,
            label,
            value=value,
            number=float(value) if number is None else number,
            preset=str(preset),
            error=error,
            effect=list(effect),
            reset_url="?" if changed else "",
        ),
        **more,
    }


SLIDERS = [
    _slider(
        "case_manager_caseload",
        "People per case manager",
        value="12",
        low=8,
        high=25,
        preset=25,
        top=60,
        unit_after="people",
        changed=True,
        reference="preset 25 · evidence 8–25",
        effect=[
            {"text": "10 → 20", "kind": "strong"},
            {"text": " case managers, ", "kind": ""},
            {"text": "+$1,183,000", "kind": "up"},
            {"text": " a year", "kind": ""},
        ],
        working={
            "note": "Norfolk 25; D.C. life coaches 10; intensive case management 12–15, at most 25 (LEAD).",
            **CAPS,
        },
    ),
    _slider(
        "outreach_caseload",
        "People per outreach worker",
        value="15",
        low=10,
        high=20,
        preset=15,
        top=40,
        unit_after="people",
        reference="preset 15 · evidence 10–20",
        effect=[{"text": "16 outreach workers", "kind": ""}],
    ),
    _slider(
        "mediator_caseload",
        "People per mediator",
        value="0",
        low=10,
        high=20,
        preset=14,
        top=40,
        unit_after="people",
        reference="preset 14 · evidence 10–20",
        changed=True,
        error="0 is too few: give a number from 1 to 200.",
        effect=[{"text": "Shown with the preset’s 14 until this is corrected.", "kind": ""}],
    ),
]
SLIDERS.append(
    _slider(
        "coverage_share",
        "Share of people reached",
        value="50%",
        number=0.5,
        low=0.15,
        high=0.75,
        preset=1,
        top=1,
        bottom=0,
        changed=True,
        reference="preset 100% · evidence 15–75%",
        effect=[
            {"text": "119 of 238 people, ", "kind": ""},
            {"text": "−$9,880,000", "kind": "down"},
            {"text": " a year", "kind": ""},
        ],
    )
    | {"unit": "share", "range_step": 0.01}
)
MONEY = {
    "value": "3,000,000",
    "error": "",
    "words": [
        "$3.0 million reaches 25 of 231 people (10.8%) with 12 staff; $209,599 is left over.",
        "The next step adds 1 family case manager, 1 CVI supervisor: $3,046,281 in all, reaching 10.8%.",
    ],
}
RESULT = {
    "what": "Norfolk, one year in 2024 dollars",
    "total": "$21,367,485",
    "delta": [
        {"text": "+$1,479,000", "kind": "up"},
        {"text": " against the preset", "kind": ""},
    ],
    "counts": [
        {"label": "people reached", "value": "238"},
        {"label": "staff", "value": "90"},
        {"label": "per resident", "value": "$90"},
    ],
    "bar": BAR,
    "lines": [{"key": line["key"], "label": line["label"], "amount": line["amount"]} for line in BUDGET["lines"]],
    "actions": [{"label": "Save and share", "url": "#", "primary": True}, {"label": "Compare", "url": "#"}],
    "url": "/cities/norfolk-va/calculator/?case_manager_caseload=12",
}
TABS = [{"label": label, "url": "#", "current": index == 0} for index, label in enumerate(labels.TABS.values())]
BASES = [
    {
        "value": "1",
        "label": "Share of residents",
        "people": "238",
        "about": "0.1% of residents, the reference",
        "selected": True,
    },
    {
        "value": "2",
        "label": "People per homicide",
        "people": "148",
        "about": "4 for each homicide a year; 93–222",
        "selected": False,
    },
    {
        "value": "3",
        "label": "Local estimate",
        "people": None,
        "about": "None published yet: type yours below",
        "selected": False,
    },
]
