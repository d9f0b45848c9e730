"""Measures of edition 2027.1: sized to the staff at work, quarter by quarter."""

import pytest

from calculator.engine.rules_2027_1.measures import load_rules, measures_of, posts_at_work
from tests.edition_2027.asking import FOLDER, METHODS, budget, plan

RULES = load_rules({"measures.yaml": (FOLDER / "measures.yaml").read_text(encoding="utf-8")})
CAPS = METHODS["caps"]


def test_a_full_year_s_measures_are_the_staff_s() -> None:
    found = {
        measure.name: measure.per_quarter
        for measure in measures_of(RULES, budget=budget(CAPS, population=238_005), plan=())
    }

    assert found["people_engaged"] == 238
    assert found["outreach_contacts"] == round(16 * 238.005 / 16 * 2 * 13)
    assert found["mediations"] == round(17 * 3 / 4)
    assert found["scene_responses"] == round((16 + 17) * 8.9 / 4)
    assert found["hospital_responses"] == 6 * 40 * 2 / 4
    assert found["frontline_at_work_count"] == 62
    assert found["caseload_outreach"] == 15


def test_posts_at_work_add_up_to_the_months_paid() -> None:
    for year in plan("caps", population=238_005.0):
        quarters = [posts_at_work(year.budget, quarter, 4.0) for quarter in (1, 2, 3, 4)]
        for posts, role in zip(year.posts, CAPS.roles, strict=True):
            worked = sum(quarter[f"{role.stem}_at_work"] for quarter in quarters) * 3
            assert worked == pytest.approx(posts.count * posts.months)


def test_a_program_that_begins_has_nobody_in_its_first_quarter() -> None:
    years = plan("caps", population=238_005.0)

    engaged = measures_of(RULES, budget=years[0].budget, plan=years, lag_months=4.0)[0].targets

    assert len(engaged) == 20
    assert engaged[0].value == 0
    assert engaged[-1].value > engaged[1].value > 0


def test_a_place_without_anybody_has_measures_of_zero() -> None:
    assert {measure.per_quarter for measure in measures_of(RULES, budget=budget(CAPS, population=0), plan=())} == {0}
