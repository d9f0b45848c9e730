"""Awards of edition 2027.1: every line multiplies out, organizations add up, totals tie, requests stay inside programs."""

import random
from math import prod
from typing import Any

from calculator.engine.award import OtherLine, Request, Subrecipient
from calculator.engine.grants import GrantBudget, GrantLine
from tests.engine.awards import METHOD, award_rules, random_question, reckoned, role_keys
from tests.reference.plan import plan
from tests.reference.presets import ROLES, filled_in
from tests.reference.rounding import whole

NORFOLK = filled_in({"population": 231_105, "price_level": 97.941, "methodology": "field", "years": 3})
COMMUNITY = [role for role in METHOD.roles if role.employer == "community"]


def multiplied(line: GrantLine) -> int:
    """Return the line's factors multiplied as a reader does it on paper, months as twelfths."""
    return whole(prod(factor.value / 12 if factor.unit == "months" else factor.value for factor in line.factors))


def staffed(chance: random.Random) -> dict[str, int]:
    """Return some people in post by role."""
    return {role: chance.randint(0, 12) for role in chance.sample(ROLES, chance.randint(0, 8))}


def organizations(chance: random.Random, q: dict[str, Any]) -> tuple[Subrecipient, ...]:
    """Return up to three organizations that share what the plan has."""
    most = {role_keys()[stem]: int(max(y[f"{stem}_count"] for y in plan(q))) for stem in ROLES}
    return tuple(
        Subrecipient(
            name=f"Organization {number}",
            posts={role.key: chance.randint(0, most[role.key] // 3) for role in chance.sample(COMMUNITY, 3)},
            services_share=chance.choice([0, 0.1, 0.25]),
            operations_share=chance.choice([None, 0.12]),
            indirect_rate=chance.choice([None, 0.15, 0.3]),
        )
        for number in range(chance.randint(0, 3))
    )


def check(grant: GrantBudget) -> None:
    for period in grant.years:
        for line in period.lines:
            if line.pay is None:
                assert line.amount == multiplied(line), line
            else:
                assert line.pay == multiplied(line)
                assert line.fringe == whole(line.pay * line.fringe_share)
                assert line.amount == line.pay + line.fringe
        assert period.direct == sum(line.amount for line in period.lines)
    subawarded = sum(line.amount for period in grant.years for line in period.lines if line.treatment == "subaward")
    assert sum(row.total for row in grant.organizations) == subawarded
    assert all(piece.amount >= 0 for row in grant.organizations for share in row.shares for piece in share.pieces)
    assert grant.whole.total == sum(period.total for period in grant.years)


def test_every_line_multiplies_out_and_organizations_add_up() -> None:
    chance = random.Random(1)
    for _ in range(60):
        q = random_question(chance)
        request = Request(services_share=chance.choice([None, 0.37]), cap_usd=chance.choice([None, 900_000]), fit=True)
        check(reckoned(q, in_post=staffed(chance), request=request, subrecipients=organizations(chance, q)))


def test_a_request_for_the_whole_program_is_the_scenario_to_the_dollar() -> None:
    chance = random.Random(2)
    for _ in range(40):
        q = random_question(chance)
        posts_only = tuple(Subrecipient(row.name, row.posts, row.services_share) for row in organizations(chance, q))
        grant = reckoned(q, subrecipients=posts_only)
        assert [period.direct for period in grant.years] == [y["total"] for y in plan(q)]


def test_pay_and_fringe_of_every_plan_year_are_the_reference_s() -> None:
    q = filled_in({"population": 640_000, "methodology": "field", "price_level": 104.2, "years": 6, "ramp": "sc2"})
    for period, y in zip(reckoned(q).years, plan(q), strict=True):
        of_role = {line.role: line for line in period.lines if line.role}
        for stem, key in role_keys().items():
            found = of_role.get(key)
            assert (found.pay, found.fringe) if found else (y[f"{stem}_wages"], y[f"{stem}_fringe"]) == (0, 0)


def test_staff_already_paid_never_raise_a_request() -> None:
    chance = random.Random(3)
    for _ in range(40):
        q = random_question(chance)
        q["coverage_by_year"] = [y["coverage_share"] for y in plan(q)]
        there: dict[str, int] = {}
        before = reckoned(q).whole.total
        for role in chance.sample(ROLES, 4):
            there[role] = chance.randint(1, 10)
            now = reckoned(q, in_post=there).whole.total
            assert now <= before, (q, there)
            before = now


def test_two_million_for_norfolk_is_a_real_program() -> None:
    grant = reckoned(NORFOLK, request=Request(cap_usd=2_000_000, fit=True))

    assert 1_700_000 <= grant.whole.total <= 2_000_000
    assert grant.over_by == 0
    assert all(sum(period.asked.posts.values()) >= 2 for period in grant.years if period.asked)
    last = grant.years[-1].asked
    assert last is not None
    workers = [role.key for role in METHOD.roles if role.group == "frontline"]
    assert sum(last.posts[role] for role in workers) >= 4
    assert last.services_share > 0


def test_a_cap_says_how_far_a_request_is_above_it() -> None:
    whole = reckoned(NORFOLK).whole.total

    assert reckoned(NORFOLK, request=Request(cap_usd=2_000_000)).over_by == whole - 2_000_000
    assert reckoned(NORFOLK, request=Request(cap_usd=whole)).over_by == 0
    assert reckoned(NORFOLK).over_by is None


def test_a_larger_scale_never_costs_less() -> None:
    fitted = [reckoned(NORFOLK, request=Request(cap_usd=cap, fit=True)) for cap in range(0, 12_000_000, 400_000)]

    assert [grant.scale for grant in fitted] == sorted(grant.scale for grant in fitted)
    assert all(grant.whole.total <= grant.terms.request.cap_usd for grant in fitted)


def test_posts_somebody_pays_are_not_asked_for_again() -> None:
    there = {"outreach": 8, "ovp_director": 1}
    posts = {"outreach_workers": 15}

    asked = [period.asked for period in reckoned(NORFOLK, in_post=there, request=Request(posts=posts)).years]
    planned = [y["outreach_count"] for y in plan({**NORFOLK, "current_staff": {"outreach": {"community": 8}}})]

    assert [each.posts["outreach_workers"] for each in asked if each] == [max(0, count - 8) for count in planned]
    assert all(each.posts["ovp_directors"] == 0 for each in asked if each)


def test_an_organization_s_first_dollars_count_once_over_the_award() -> None:
    rows = (Subrecipient("First", {"outreach_workers": 3}), Subrecipient("Second", amount_usd=30_000))

    grant = reckoned(NORFOLK, subrecipients=rows, subawards=2)

    first, second, rest = grant.organizations
    assert (first.first_usd, second.first_usd, rest.first_usd) == (50_000, 30_000, 50_000)
    assert rest.unassigned
    counted = sum(
        line.amount
        for period in grant.years
        for line in period.lines
        if award_rules().treatments[line.treatment].counts == "all"
    )
    assert grant.whole.base == counted + 130_000


def test_an_organization_with_its_own_rates_is_followed() -> None:
    rows = (Subrecipient("Own", {"outreach_workers": 4}, operations_share=0.2, indirect_rate=0.0),)

    grant = reckoned(NORFOLK, subrecipients=rows)

    own = [line for period in grant.years for line in period.lines if line.subrecipient == "Own"]
    assert {line.line for line in own} == {"operations_cost"}
    assert grant.organizations[0].indirect == 0
    assert grant.whole.direct != sum(y["total"] for y in plan(NORFOLK))


NOTHING = {f"{role}_basis": 0 for role in ROLES} | {
    f"{kind}_per_person": 0 for kind in ("housing", "employment", "health", "social_services", "legal_education")
}
ONE_YEAR = {"years": 1, "first_year": 2024, "ramp": "full", "turnover_share": 0, "hiring_lag_months": 0}
STILL = {"startup_per_post": 0, "rehire_cost": 0, "training_share": 0, "evaluation_share": 0}


def test_milwaukee_county_s_award_comes_out_as_published() -> None:
    q = filled_in({"population": 900_000} | NOTHING | ONE_YEAR)
    grant = reckoned(
        q,
        subrecipients=(Subrecipient("Operator", amount_usd=1_011_284),),
        others=(
            OtherLine("Research partner", "contractual", 172_922),
            OtherLine("Evaluation", "contractual", 60_000),
            OtherLine("Technical assistance", "contractual", 120_000),
        ),
    )
    assert [line.amount for line in grant.years[0].lines] == [1_011_284, 172_922, 60_000, 120_000]
    assert grant.whole.direct == grant.whole.classes["f"] == 1_364_206
    assert grant.whole.base == 50_000 + 172_922 + 60_000 + 120_000


def test_minneapolis_contract_for_seven_workers_comes_out_as_published() -> None:
    seven = {"outreach_basis": 2, "outreach_posts": 7, "outreach_salary": 101_200, "fringe_share_community": 0}
    grant = reckoned(filled_in({"population": 425_000} | NOTHING | ONE_YEAR | STILL | seven))

    assert grant.whole.direct == 708_400
    assert grant.years[0].lines[0].factors[0].value == 7


def test_charlotte_s_first_site_comes_out_as_published() -> None:
    q = filled_in({"population": 900_000} | NOTHING | ONE_YEAR)

    assert reckoned(q, subrecipients=(Subrecipient("Site", amount_usd=474_000),)).whole.direct == 474_000
