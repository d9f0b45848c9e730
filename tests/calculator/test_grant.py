"""The grant budget: totals tie to the dollar, indirect costs follow the rule, what was typed stays."""

import json
import random
from typing import Any

import pytest
from django.test import Client

from calculator.asking.grant import read_grant, usual_mapping
from calculator.asking.pairs import Pairs
from calculator.asking.scenario import OneYear
from calculator.engine.errors import MethodologyError
from calculator.engine.functions import round_half_away
from calculator.engine.grant_rules import load_grant_rules
from calculator.engine.grants import GrantTerms, GrantYear
from calculator.engine.results import budget_of
from calculator.engine.rules_2026_1.grant import grant_budget
from calculator.methods import FOLDER, editions, find_methodology, latest

NORFOLK = {"population": 238_005.0, "homicides": 50.0, "price_level": 97.9}
CAPS = find_methodology("caps@2026.1")
RULES = editions()["2026.1"].grant


def year(label: str = "Year 1", *, method: str = "caps", startup: int = 0, **inputs: float) -> GrantYear:
    scenario = OneYear(find_methodology(f"{method}@2026.1"), moved=inputs)
    return GrantYear(label, budget_of(scenario.methodology, scenario.inputs(NORFOLK)), startup, startup and 5)


def post(client: Client, body: Any) -> Any:
    return client.post("/api/v1/grant-budgets/", json.dumps(body), content_type="application/json")


def test_norfolk_by_hand() -> None:
    """Five subawards: MTDC is city staff 549,900 + training 1,638,975 + evaluation 983,385 + 5 x 50,000."""
    whole = grant_budget([year()], terms=GrantTerms(subawards=5), rules=RULES).whole
    assert whole.classes == {
        "a": 423_000,
        "b": 126_900,
        "c": 0,
        "d": 0,
        "e": 0,
        "f": 4_836_000 + 1_170_000 + 1_638_975 + 983_385,
        "g": 0,
        "h": 10_710_225,
    }
    assert whole.direct == 19_888_485
    assert whole.base == 549_900 + 1_638_975 + 983_385 + 250_000
    assert whole.indirect == 513_339
    assert whole.total == 20_401_824


def test_every_total_ties_to_the_dollar_whatever_is_mapped_where() -> None:
    chance, rules = random.Random(11), RULES
    for _ in range(300):
        method = chance.choice(list(latest()))
        years = [
            year(
                str(index),
                method=method,
                startup=chance.choice([0, 15_000]),
                coverage_share=round(chance.random(), 3),
                fringe_share_community=round(chance.random(), 4),
                outreach_salary=round(chance.uniform(10_000, 400_000), 2),
            )
            for index in range(chance.randint(1, 10))
        ]
        usual = rules.usual(find_methodology(f"{method}@2026.1"))
        mapping = {
            line: chance.choice(rules.open_to(line, find_methodology(f"{method}@2026.1")))
            for line in chance.sample(sorted(usual), 5)
        }
        share = chance.choice([None, round(chance.random(), 4)])
        terms = GrantTerms(chance.randint(1, 40), share, "mtdc" if share is None else "direct", mapping)
        grant = grant_budget(years, terms=terms, rules=rules)
        for period, asked in zip(grant.years, years, strict=True):
            assert period.direct == asked.budget.total + asked.startup
            assert period.direct == sum(line.amount for line in period.lines)
            assert period.indirect == round_half_away(grant.share * period.base)
            assert all(line.pay + line.fringe == line.amount for line in period.lines if line.pay is not None)
            assert 0 <= period.base <= period.direct
        assert grant.whole.total == sum(period.total for period in grant.years)


def test_a_subaward_s_first_dollars_count_once_over_the_award() -> None:
    years = [year("1"), year("2")]
    first, second = grant_budget(years, terms=GrantTerms(subawards=4), rules=RULES).years
    assert first.base - second.base == 4 * 50_000


def test_equipment_construction_and_participant_support_never_enter_the_base() -> None:
    usual = grant_budget([year()], terms=GrantTerms(3), rules=RULES).whole.base
    for treatment in ("equipment", "construction", "participant_support"):
        terms = GrantTerms(3, mapping={"training_cost": treatment})
        assert grant_budget([year()], terms=terms, rules=RULES).whole.base == usual - 1_638_975


@pytest.mark.parametrize(("base", "dollars"), [("personnel", 549_900), ("direct", 19_888_485)])
def test_a_negotiated_rate_is_taken_on_its_own_base(base: Any, dollars: int) -> None:
    whole = grant_budget([year()], terms=GrantTerms(3, 0.2, base), rules=RULES).whole
    assert (whole.base, whole.indirect) == (dollars, round(dollars * 0.2))


def test_the_section_reads_back_from_its_own_query() -> None:
    pairs = {
        "subawards": ["7"],
        "indirect_rate": ["32%"],
        "indirect_base": ["direct"],
        "map_training_cost": ["subaward"],
    }
    section = read_grant(Pairs(pairs), CAPS)
    assert section.query() == [
        ("subawards", "7"),
        ("indirect_rate", "0.32"),
        ("indirect_base", "direct"),
        ("map_training_cost", "subaward"),
    ]
    again = {name: [value] for name, value in section.query()}
    assert read_grant(Pairs(again), CAPS) == section


def test_what_is_usual_is_not_carried() -> None:
    pairs = {"subawards": ["3"], "indirect_base": ["mtdc"], "map_training_cost": ["contractual"]}
    assert read_grant(Pairs(pairs), CAPS).query() == []


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("subawards", "0", "outside"),
        ("subawards", "2.5", "whole"),
        ("indirect_rate", "120%", "outside"),
        ("indirect_base", "direct", "negotiated rate"),
        ("map_housing_cost", "personnel", "not an option"),
        ("map_outreach_cost", "f", "not an option"),
    ],
)
def test_a_bad_term_is_named_and_stays_usual(name: str, value: str, said: str) -> None:
    given = Pairs({name: [value]})
    section = read_grant(given, CAPS)
    assert [fault.name for fault in given.faults] == [name]
    assert said in given.faults[0].message
    assert section.query() == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("class: f", "class: z", "class 'z'"),
        ("counts: first", "counts: some", "counts 'some'"),
        ("city: personnel", "city: gifts", "city 'gifts'"),
        ("wraparound: participant_support", "wraparound: personnel", "wraparound 'personnel'"),
        ("subawards: 3", "subaward: 3", "unknown key 'subaward'"),
    ],
)
def test_damaged_rules_are_refused_with_their_line(old: str, new: str, said: str) -> None:
    text = (FOLDER / "2026.1/grant.yaml").read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(MethodologyError, match=r"grant\.yaml, line \d+") as refused:
        load_grant_rules(text.replace(old, new, 1), file="grant.yaml")
    assert said in str(refused.value)


@pytest.mark.django_db
class TestPage:
    def test_the_tab_shows_classes_computations_and_narrative(self, client: Client) -> None:
        page = client.get(
            "/cities/norfolk-va/calculator/?methodology=caps@2026.1&tab=grant&population=238005&subawards=5"
        ).content.decode()
        for words in (
            "$20,401,824",
            "$513,339",
            "16 positions × $55,000 × 100% of time = $880,000",
            "15% × $3,422,260",
        ):
            assert words in page, words
        assert "Street outreach workers (16 positions, employed by community organizations)" in page
        assert 'name="population" value="238005"' in page  # carried, so that sending the form loses nothing

    def test_what_was_typed_wrongly_stays_with_its_fault(self, client: Client) -> None:
        response = client.get("/cities/norfolk-va/calculator/?tab=grant&subawards=many&indirect_rate=3")
        page = response.content.decode()
        assert response.status_code == 400
        assert 'value="many"' in page
        assert "a whole number from 1 to 500" in page

    def test_the_plan_s_years_are_budget_periods(self, client: Client) -> None:
        page = client.get("/cities/norfolk-va/calculator/?tab=grant&years=3").content.decode()
        assert all(f">{calendar}<" in page for calendar in (2027, 2028, 2029))

    def test_a_village_has_a_grant_budget_too(self, client: Client) -> None:
        assert client.get("/cities/monowi-ne/calculator/?tab=grant").status_code == 200


@pytest.mark.django_db
class TestApi:
    def test_direct_charges_are_the_budget_s_total(self, client: Client) -> None:
        answer = post(client, {"places": ["5157000"], "methodology": "field"}).json()
        budget = client.get("/api/v1/cities/norfolk-va/budget/?methodology=field").json()
        classes = answer["whole"]["object_classes"]
        assert classes["i_total_direct"] == answer["budget_total"] == budget["total"]
        assert classes["k_total"] == classes["i_total_direct"] + classes["j_indirect"]

    def test_years_of_a_plan_are_periods_and_tie(self, client: Client) -> None:
        answer = post(client, {"population": 90_000, "years": 4, "ramp": "even"}).json()
        assert len(answer["periods"]) == 4
        assert answer["whole"]["object_classes"]["i_total_direct"] == answer["budget_total"]

    def test_every_fault_is_listed_where_it_stands(self, client: Client) -> None:
        body = {
            "population": 5,
            "de_minimis": True,
            "indirect_rate": 0.1,
            "subawards": 0,
            "mapping": {"housing_cost": "personnel", "trainin": "other"},
            "map_training_cost": "other",
            "zz": 1,
        }
        response = post(client, body)
        assert response.status_code == 400
        pointers = {fault["pointer"] for fault in response.json()["errors"]}
        assert pointers == {
            "/de_minimis",
            "/subawards",
            "/mapping/housing_cost",
            "/mapping/trainin",
            "/map_training_cost",
            "/zz",
        }

    @pytest.mark.parametrize("mapping", [[], "x", 3])
    def test_a_mapping_that_is_no_object_is_refused(self, client: Client, mapping: Any) -> None:
        assert post(client, {"population": 5, "mapping": mapping}).status_code == 400


@pytest.mark.django_db
def test_the_workbook_s_sheet_adds_its_own_lines_up(client: Client) -> None:
    import io

    from openpyxl import load_workbook

    content = client.get(
        "/cities/norfolk-va/budget.xlsx?population=238005&subawards=5&years=2"
    ).content  # the newest edition's
    shown = load_workbook(io.BytesIO(content), data_only=True)["Grant budget"]
    formulas = load_workbook(io.BytesIO(content))["Grant budget"]
    rows = {str(row[0].value)[:2]: row[0].row for row in shown.iter_rows(min_row=8, max_row=20)}
    assert str(formulas.cell(rows["f."], 3).value).startswith("=SUMIF(")
    for column in (2, 3, 4):  # the total, and two years
        amounts = [shown.cell(rows[f"{letter}."], column).value for letter in "abcdefgh"]
        assert shown.cell(rows["i."], column).value == sum(amounts)
        direct, indirect = (shown.cell(rows[f"{letter}."], column).value for letter in "ij")
        assert shown.cell(rows["k."], column).value == direct + indirect


def test_the_usual_mapping_covers_every_money_line() -> None:
    for method in (find_methodology("caps@2026.1"), find_methodology("field@2026.1")):
        lines = {role.cost_line for role in method.roles} | {"training_cost", "evaluation_cost", *method.wraparound}
        assert set(usual_mapping(method.reference)) == lines | {"startup_cost"}


@pytest.mark.django_db
def test_a_plan_year_inside_a_grant_by_hand(client: Client) -> None:
    """Norfolk, everybody from year 1, pay +3%, a tenth vacant: in year 2 outreach is 16 x 56,650 x 0.9, plus 30%."""
    body = {
        "methodology": "caps@2026.1",
        "population": 238_005,
        "years": 2,
        "ramp": "full",
        "pay_growth_share": 0.03,
        "price_growth_share": 0,
        "hiring_lag_months": 0,
        "vacancy_share": 0.1,
        "startup_per_post": 4_100,
    }
    first, second = post(client, body).json()["periods"]
    lines = [{line["line"]: line for line in year["lines"]} for year in (first, second)]
    outreach = lines[1]["outreach_cost"]
    assert (outreach["pay"], outreach["fringe"], outreach["amount"]) == (815_760, 244_728, 1_060_488)
    assert outreach["fringe_share"] == 0.3
    startup = lines[0]["startup_cost"]
    assert startup["amount"] == 78 * 4_100
    assert {factor["unit"]: factor["value"] for factor in startup["factors"]} == {"posts": 78, "usd": 4_100}
    assert "startup_cost" not in lines[1]
