"""A methodology's file as a page: parameters with evidence and source, formulas, what changed."""

from collections.abc import Iterable, Mapping
from typing import Any

from calculator.engine.methodology import Line, Methodology, Parameter
from calculator.engine.plan_rules import PlanRules
from calculator.engine.returns_rules import ReturnsRules
from calculator.methods import latest, released
from calculator.presenters.budget.sliders import GROUPS
from calculator.presenters.method.before_after import present_before_after
from calculator.words.labels import TABS
from calculator.words.sources import source_link, source_words
from calculator.words.wording import figure, in_words
from profiles.presenters.structured import structured

ROLES = ("roles", "Roles in the program", "Left out, by caseload, or posts set by hand.")
REACH = ("reach", "People at highest risk", "How many there are, and how many of them are reached.")
LINE_TITLES = {
    "people": "People",
    "staff": "Staff",
    "multiplier": "Pay",
    "USD a year": "Pay",
    "USD": "Money, whole dollars a year",
}
OTHER_LINES = "Results"
CHOICES: Mapping[str, Mapping[int, str]] = {
    "switch": {0: "no", 1: "yes"},
    "basis": {1: "share of residents", 2: "people per homicide", 3: "local estimate"},
}  # what a number stands for, by its unit


def present_methodology(method: Methodology) -> dict[str, Any]:
    """Return the context of one methodology's page; values that differ from the other one's are marked."""
    newest = latest()[method.id].version == method.version
    name = method.id if newest else method.reference
    others = [other for other in latest().values() if other.id != method.id]
    return {
        "section": "methodology",
        "canonical_url": f"/methodology/{name}/",
        "methodology_version": method.version,
        "crumbs": _crumbs(method.title),
        "title": method.title,
        "lede": method.summary,
        "edition": f"Version {method.version}, {method.status}" + ("" if newest else "; there is a newer one"),
        "api_url": f"/api/v1/methodologies/{method.reference}/",
        "try_url": f"/calculator/?methodology={method.reference}&population=100000",
        "groups": _groups(method.parameters, [REACH, *GROUPS, ROLES], others),
        "facts": [_parameter(record, []) for record in method.facts.values()],
        "formulas": _formulas(method.lines.values()),
        "changes": [
            {"when": in_words(change.date), "title": f"Version {change.version}", "text": change.text}
            for change in method.changes
        ],
        "before_after": present_before_after(method),
        "versions": [
            {"label": known.version, "url": f"/methodology/{known.reference}/", "current": known is method}
            for known in released().values()
            if known.id == method.id
        ],
        "structured_data": structured({
            "@type": "Dataset",
            "name": f"{method.title}: parameters and formulas, version {method.version}",
            "description": method.summary,
            "version": method.version,
            "license": "https://opensource.org/license/mit",
            "isAccessibleForFree": True,
            "creator": {"@type": "Organization", "name": "CVI Budget"},
            "variableMeasured": [record.label for record in method.parameters.values()],
        }),
    }  # fmt: skip


def present_plan(rules: PlanRules) -> dict[str, Any]:
    """Return the context of the page on several years."""
    return {
        **_rules_frame("plan", TABS["years"], rules.version),
        "lede": "What a plan of one to ten years adds: growth of pay and prices, posts that are not filled yet, start-up.",
        "groups": [_group("", "Parameters", "Every default can be moved in the plan.", rules.parameters.values(), [])],
    }


def present_returns(rules: ReturnsRules) -> dict[str, Any]:
    """Return the context of the page on what a program might return."""
    return {
        **_rules_frame("returns", "What it might return", rules.version),
        "lede": "What shootings cost, how many fewer studies have found, and how unsure that is. Nothing here promises a result.",
        "groups": [
            _group("", "Parameters", "", rules.parameters.values(), []),
            {
                "key": "perspectives",
                "title": "What a shooting costs",
                "note": "Three perspectives that are never mixed, because the choice decides the answer.",
                "parameters": [
                    {
                        "label": perspective.label,
                        "name": key,
                        "value": f"{figure(perspective.cost_per_homicide, 'USD')} a homicide",
                        "details": [_nonfatal(perspective.cost_per_nonfatal)],
                        "note": f"{perspective.text[0].upper()}{perspective.text[1:]}. {perspective.note}",
                        **_source(perspective.source),
                    }
                    for key, perspective in rules.perspectives.items()
                ],
            },
        ],
        "formulas": _formulas(rules.lines.values()),
    }


def _rules_frame(key: str, title: str, version: str) -> dict[str, Any]:
    return {
        "section": "methodology",
        "canonical_url": f"/methodology/{key}/",
        "crumbs": _crumbs(title),
        "title": title,
        "edition": f"Version {version}",
    }


def _crumbs(title: str) -> list[dict[str, str]]:
    return [{"label": "Methodology", "url": "/methodology/"}, {"label": title, "url": ""}]


def _groups(
    parameters: Mapping[str, Parameter], groups: Iterable[tuple[str, str, str]], others: list[Methodology]
) -> list[dict[str, Any]]:
    return [
        _group(key, title, note, [record for record in parameters.values() if record.group == key], others)
        for key, title, note in groups
        if any(record.group == key for record in parameters.values())
    ]


def _group(key: str, title: str, note: str, records: Iterable[Parameter], others: list[Methodology]) -> dict[str, Any]:
    return {"key": key, "title": title, "note": note, "parameters": [_parameter(one, others) for one in records]}


def _parameter(record: Parameter, others: list[Methodology]) -> dict[str, Any]:
    detail = []
    if record.low is not None and record.high is not None:
        detail.append(f"evidence {figure(record.low, record.unit)} to {figure(record.high, record.unit)}")
    differing = [
        f"{shown(twin.value, twin.unit)} in {other.id}"
        for other in others
        if (twin := other.parameters.get(record.name)) is not None and twin.value != record.value
    ]
    if record.unit not in CHOICES:
        detail.append(f"allowed {figure(record.min, record.unit)} to {figure(record.max, record.unit)}")
    return {
        "label": record.label,
        "name": record.name,
        "value": "none set" if record.value is None else shown(record.value, record.unit),
        "unit": ""
        if record.unit in ("share", "switch", "basis", "year") or record.value is None
        else _unit(record.unit),
        "differs": "; ".join(differing),
        "details": detail,
        "confidence": record.confidence,
        "note": record.note,
        **_source(record.source),
    }


def shown(value: float | None, unit: str) -> str:
    """Return a parameter's value in words: what its number stands for where it is a choice."""
    return figure(value, unit) if value is None or unit not in CHOICES else CHOICES[unit][int(value)]


def _unit(unit: str) -> str:
    return unit.removeprefix("USD").strip()


def _nonfatal(cost: float | None) -> str:
    return "no figure for a nonfatal shooting" if cost is None else f"{figure(cost, 'USD')} a nonfatal shooting"


def _source(source: Any) -> dict[str, str]:
    words = source_words(source.title, source.publisher, source.year)
    return {"source": words, "source_url": source_link(source.url)}


def _formulas(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """Return the lines by what they count, each group in computing order."""
    groups: dict[str, list[dict[str, str]]] = {title: [] for title in (*LINE_TITLES.values(), OTHER_LINES)}
    for line in lines:
        title = LINE_TITLES.get(line.unit, OTHER_LINES)
        groups[title].append({"label": line.label, "name": line.name, "formula": line.formula.text})
    return [{"title": title, "lines": found} for title, found in groups.items() if found]
