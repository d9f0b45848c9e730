"""The fields of the grant tab: subawards, indirect rate, base, and each line's class."""

from typing import Any

from calculator.asking.grant import mapping_name, usual_mapping
from calculator.asking.question import Question
from calculator.engine.grant_rules import GrantRules
from calculator.engine.methodology import Methodology
from calculator.presenters.budget.sliders import fault_of, fault_words
from calculator.presenters.fields import options

BASES = (
    ("mtdc", "Modified total direct costs (MTDC)"),
    ("personnel", "Personnel and fringe benefits"),
    ("direct", "Total direct charges"),
)

LABELS = {
    "subawards": "Subawards to community organizations",
    "indirect_rate": "Negotiated indirect rate",
    "indirect_base": "Base of the indirect rate",
}


def present_fields(question: Question) -> list[dict[str, Any]]:
    """Return the three fields above the mapping (components/field.html); what was typed wrongly stays as typed."""
    grant, rules = question.grant, question.grant.rules
    rate = "" if grant.indirect_rate is None else f"{grant.indirect_rate * 100:.10g}%"
    return [
        {
            "kind": "number",
            "name": "subawards",
            "id": "p-subawards",
            "label": LABELS["subawards"],
            "hint": f"Only the first ${rules.subaward_first_usd:,} of each counts toward indirect costs. "
            f"Usual here: {rules.subawards}, an assumption.",
            "value": _typed(question, "subawards", str(grant.terms().subawards)),
            "error": _error(question, "subawards"),
            "required": True,
            "short": True,
        },
        {
            "kind": "number",
            "name": "indirect_rate",
            "id": "p-indirect_rate",
            "label": LABELS["indirect_rate"],
            "hint": "From your rate agreement, such as 32%. Empty: the de minimis rate, "
            f"{rules.de_minimis_share * 100:g}%.",
            "value": _typed(question, "indirect_rate", rate),
            "error": _error(question, "indirect_rate"),
            "short": True,
        },
        {
            "kind": "select",
            "name": "indirect_base",
            "id": "p-indirect_base",
            "label": LABELS["indirect_base"],
            "hint": "As your rate agreement says; the de minimis rate is always on modified total direct costs (MTDC).",
            "error": _error(question, "indirect_base"),
            "required": True,
            "options": options(_typed(question, "indirect_base", grant.indirect_base), BASES),
        },
    ]


def present_mapping(question: Question) -> list[dict[str, Any]]:
    """Return a select for every line: where it goes in the application, its usual place marked."""
    rules, method = question.grant.rules, question.scenario.methodology
    fields = []
    for line, usual in usual_mapping(method.reference).items():
        now = question.grant.mapping.get(line, usual)
        fields.append(
            {
                "kind": "select",
                "name": mapping_name(line),
                "id": f"p-{mapping_name(line)}",
                "label": line_label(rules, method, line),
                "error": _error(question, mapping_name(line)),
                "required": True,
                "options": options(
                    now,
                    [
                        (key, rules.treatments[key].label + (" – usual" if key == usual else ""))
                        for key in rules.open_to(line, method)
                    ],
                ),
            }
        )
    return fields


def line_label(rules: GrantRules, method: Methodology, line: str) -> str:
    """Return the name of a line that can be mapped, whether or not it has money now."""
    named = {**{role.cost_line: role.plural for role in method.roles}, **rules.labels}
    return named.get(line) or method.lines[line].label


def _typed(question: Question, name: str, value: str) -> str:
    fault = fault_of(question.faults, name)
    return fault.given if fault and fault.given else value


def _error(question: Question, name: str) -> str | None:
    fault = fault_of(question.faults, name)
    return fault_words(fault) if fault else None
