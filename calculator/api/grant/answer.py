"""A grant budget as plain values for JSON: classes a to k by period, every line with its computation, narratives."""

from typing import Any

from calculator.engine.grants import Application, GrantLine, GrantPeriod
from calculator.presenters.grant import indirect_working, present_narratives
from calculator.presenters.grant_words import computation
from calculator.sections.grant import grant_rules


def grant_json(application: Application) -> dict[str, Any]:
    """Return the whole application; dollars are whole, shares 0–1."""
    grant = application.grant
    rules, terms = grant_rules(), grant.terms
    return {
        "terms": {
            "subawards": terms.subawards,
            "de_minimis": terms.indirect_share is None,
            "indirect_rate": grant.share,
            "indirect_base": terms.base,
            "mapping": dict(grant.mapping),
        },
        "periods": [_period(period, with_lines=True) for period in grant.years],
        "whole": _period(grant.whole, with_lines=False),
        "indirect_working": indirect_working(application),
        "narratives": [
            {"line": paragraph["line"], "label": paragraph["title"], "text": paragraph["text"]}
            for paragraph in present_narratives(application)
        ],
        "sources": [{"title": source.title, "url": source.url} for source in rules.sources],
    }


def _period(period: GrantPeriod, *, with_lines: bool) -> dict[str, Any]:
    names = grant_rules().classes
    known: dict[str, Any] = {
        "label": period.label,
        "object_classes": {
            **{_key(letter, names[letter]): amount for letter, amount in period.classes.items()},
            "i_total_direct": period.direct,
            "j_indirect": period.indirect,
            "k_total": period.total,
        },
        "indirect_base": period.base,
    }
    return {**known, "lines": [_line(line) for line in period.lines]} if with_lines else known


def _key(letter: str, name: str) -> str:
    return f"{letter}_{name.lower().replace(' ', '_')}"


def _line(line: GrantLine) -> dict[str, Any]:
    return {
        "line": line.line,
        "label": line.label,
        "treatment": line.treatment,
        "object_class": line.object_class,
        "amount": line.amount,
        "pay": line.pay,
        "fringe": line.fringe,
        "fringe_share": line.fringe_share,
        "factors": [{"value": factor.value, "unit": factor.unit} for factor in line.factors],
        "computation": computation(line),
    }
