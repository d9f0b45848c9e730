"""A plan and a return as plain values for JSON: dollars whole, shares 0–1."""

from typing import Any

from calculator.api.budget.answer import number, people, subject_json
from calculator.engine.funding import CERTAINTIES, Cliff
from calculator.engine.plan import PlanYear
from calculator.engine.returns import Distribution, Outcome, Returns
from calculator.engine.staff import StaffGap
from calculator.plan_registry import plan_rules, returns_rules
from calculator.presenters.funding import gap_buys
from calculator.question import Question
from calculator.subject import Subject
from profiles.selectors import place_table


def plan_json(
    subject: Subject,
    question: Question,
    years: tuple[PlanYear, ...],
    cliffs: tuple[Cliff, ...],
    gaps: tuple[StaffGap, ...],
) -> dict[str, Any]:
    """Return the answer of `POST plans/`."""
    return {
        **_head(subject, question),
        "plan": {
            "version": plan_rules().version,
            "ramp": question.plan.ramp,
            **{name: number(value) for name, value in question.plan.inputs().items()},
            "years": len(years),
            "first_year": years[0].year,
        },
        "years": [year_json(year) for year in years],
        "cliffs": [
            {
                "year": cliff.year,
                "before": cliff.before,
                "after": cliff.after,
                "share": cliff.share,
                "ending": list(cliff.ending),
            }
            for cliff in cliffs
        ],
        "staffing_gap": [
            {
                "role": gap.role,
                "label": gap.label,
                "employer": gap.employer,
                "recommended": gap.recommended,
                "city": gap.in_post.city,
                "community": gap.in_post.community,
                "missing": gap.missing,
                "beyond": gap.beyond,
                "cost": gap.cost,
            }
            for gap in gaps
        ],
        "total": sum(year.total for year in years),
        "total_gap": sum(year.gap for year in years),
    }


def year_json(year: PlanYear) -> dict[str, Any]:
    """Return one year of a plan."""
    posts = {each.role: each for each in year.posts}
    return {
        "year": year.year,
        "coverage_share": year.coverage_share,
        "people_served": people(year.budget.people_served),
        "pay_index": year.values["pay_index"],
        "price_index": year.values["price_index"],
        "filled_share": year.values["filled_share"],
        "staffing": [
            {
                "role": line.role,
                "label": line.label,
                "group": line.group,
                "count": line.count,
                "new": posts[line.role].new,
                "given_up": posts[line.role].given_up,
                "salary": line.salary,
                "cost": line.cost,
            }
            for line in year.budget.staffing
        ],
        "all_staff": int(year.values["all_staff"]),
        "new_posts": year.new_posts,
        "posts_given_up": year.posts_given_up,
        "budget": [
            {"line": line.line, "label": line.label, "amount": line.amount, "share": line.share} for line in year.lines
        ],
        "total": year.total,
        "funding": {certainty: year.amount(certainty) for certainty in CERTAINTIES},
        "gap": year.gap,
        "gap_committed": year.amount("gap_committed"),
        "committed_share": round(year.values["committed_share"], 6),
        "gap_is": gap_buys(year, year.gap) if year.gap else None,
    }


def returns_json(subject: Subject, question: Question, returns: Returns) -> dict[str, Any]:
    """Return the answer of `POST returns/`."""
    asked, perspective = question.returns, returns.perspective
    outcomes = {"low": returns.low, "central": returns.central, "high": returns.high}
    return {
        **_head(subject, question),
        "version": returns_rules().version,
        "homicides": number(returns.homicides),
        "nonfatal_per_homicide": number(asked.value("nonfatal_per_homicide")),
        "effect": {key: number(outcome.effect) for key, outcome in outcomes.items()},
        "perspective": {
            "key": perspective.key,
            "label": perspective.label,
            "cost_per_homicide": number(perspective.cost_per_homicide),
            "cost_per_nonfatal": None
            if perspective.cost_per_nonfatal is None
            else number(perspective.cost_per_nonfatal),
            "source": perspective.source.title,
            "note": perspective.note,
        },
        "seed": int(asked.value("seed")),
        "years_counted": returns.years_counted,
        "cost": returns.cost,
        "averted": {key: _averted(outcome) for key, outcome in outcomes.items()},
        "benefit": {key: outcome.benefit for key, outcome in outcomes.items()},
        "benefit_per_dollar": {key: outcome.benefit_per_dollar for key, outcome in outcomes.items()},
        "probability_benefit_exceeds_cost": None
        if returns.distribution is None
        else returns.distribution.probability_benefit_exceeds_cost,
        "distribution": None if returns.distribution is None else _distribution(returns.distribution),
        "break_even_homicides": returns.break_even_homicides,
        "break_even_homicides_with_nonfatal": returns.break_even_with_nonfatal,
        "study_notes": [
            {
                "place": study.place,
                "program": study.program,
                "finding": study.finding,
                "design": study.design,
                "caution": study.caution,
                "title": study.title,
                "url": study.url,
                "year": study.year,
            }
            for study in returns_rules().studies
        ],
    }


def _head(subject: Subject, question: Question) -> dict[str, Any]:
    method = question.scenario.methodology
    return {
        "methodology": {"id": method.id, "version": method.version},
        "data_version": place_table().version,
        "place": subject_json(subject),
    }


def _averted(outcome: Outcome) -> dict[str, float]:
    return {"homicides": outcome.homicides_averted, "nonfatal_shootings": outcome.nonfatal_averted}


def _distribution(distribution: Distribution) -> dict[str, Any]:
    return {
        "draws": distribution.draws,
        "edges": list(distribution.edges),
        "counts": list(distribution.counts),
        "percentile_5": distribution.percentile_five,
        "median": distribution.median,
        "percentile_95": distribution.percentile_ninety_five,
    }
