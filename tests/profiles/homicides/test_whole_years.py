"""Which years of homicides are whole: the table's rows one by one, the cities that were handed, and an independent rule."""

import csv
from collections import defaultdict
from math import comb, exp, factorial
from statistics import median

import pytest
from django.conf import settings

from profiles.homicides.counts import Count
from profiles.homicides.means import mean_of_last
from profiles.homicides.neighbors import poisson_chance
from profiles.homicides.status import Context, judge_years

DATA = settings.BASE_DIR / "data"
FLAT = Context(dict.fromkeys(range(2017, 2026), 1.0), unfinished_year=2025)
STEADY = {year: [Count("fbi_shr", 40, months=12)] for year in (2021, 2022, 2024)}


def status_of(counts: list[Count], *, year: int = 2023, context: Context = FLAT, around: bool = True) -> tuple:
    """(status, value) of a year of 40 or so homicides."""
    judged = judge_years((STEADY if around else {}) | {year: counts}, context).get(year)
    return (judged.status.value, judged.leading.value) if judged else (None, None)


def index(value: int) -> Count:
    return Count("rtci", value)


def case_list(value: int, months: int = 10) -> Count:
    return Count("fbi_shr", value, months=months)


def explorer(value: int, months: int = 12) -> Count:
    return Count("fbi_cde", value, months=months)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([Count("local", 75, high=75), case_list(26), explorer(26)], ("local", 75)),
        ([Count("local", 61, high=62), index(70)], ("local", 61)),
        ([Count("local", 41), case_list(13)], ("incomplete", 41)),
        ([index(40), case_list(42)], ("complete", 40)),
        ([index(95), case_list(147)], ("complete", 147)),
        ([index(60), case_list(40)], ("complete", 60)),
        ([index(3)], ("complete", 3)),
        ([case_list(38)], ("complete", 38)),
        ([case_list(10)], ("incomplete", 10)),
        ([case_list(10, months=12)], ("complete", 10)),
        ([explorer(10)], ("incomplete", 10)),
        ([explorer(39, months=11)], ("incomplete", 39)),
        ([case_list(21)], ("complete", 21)),
    ],
)
def test_the_first_matching_row_wins(counts: list[Count], expected: tuple[str, int]) -> None:
    assert status_of(counts) == expected


def test_an_unfinished_case_list_alone_is_so_far_and_nothing_more() -> None:
    assert status_of([case_list(40)], year=2025) == ("provisional", 40)
    assert status_of([case_list(40), explorer(44)], year=2025) == ("complete", 44)
    assert status_of([case_list(15, months=5), explorer(18, months=6)], year=2025) == ("incomplete", 18)


def test_without_two_whole_neighbors_nothing_is_verified() -> None:
    assert status_of([case_list(12)], around=False) == ("unverified", 12)
    assert status_of([case_list(12, months=12)], around=False) == ("unverified", 12)


def test_a_year_that_nothing_holds_up_holds_up_no_other() -> None:
    """2025 has 2023 alone beside it, so it is no neighbor of 2023, which 2020 alone then holds up."""
    years = (2017, 2018, 2019, 2020, 2021, 2022, 2023, 2025)
    counts = [15, 8, 19, 13, 1, 2, 5, 2]  # Joliet's, with too low a 2021 and 2022
    found = judge_years({y: [case_list(n)] for y, n in zip(years, counts, strict=True)}, Context(FLAT.national, 2026))
    assert {year: judged.status.value for year, judged in found.items() if year > 2019} == {
        2020: "complete", 2021: "incomplete", 2022: "incomplete", 2023: "unverified", 2025: "unverified",
    }  # fmt: skip


def test_an_index_above_the_whole_state_is_not_believed() -> None:
    doubted = Context(FLAT.national, 2025, state_totals={2023: 30})
    assert status_of([index(33), case_list(22)], context=doubted) == ("complete", 22)
    assert status_of([index(33)], context=doubted) == (None, None)


@pytest.mark.parametrize(
    ("use", "expected"),
    [("fbi", ("complete", 38)), ("index", ("complete", 3)), ("incomplete", ("incomplete", 38)), ("none", (None, None))],
)
def test_an_exception_says_whose_figure_counts(use: str, expected: tuple) -> None:
    excepted = Context(FLAT.national, 2025, exceptions={2023: (use, "reviewed")})
    assert status_of([index(3), case_list(38)], context=excepted) == expected


def test_a_national_fall_is_no_gap() -> None:
    falling = Context({2021: 1.45, 2022: 1.40, 2023: 0.6, 2024: 1.06}, unfinished_year=2025)
    assert status_of([case_list(18)], context=falling) == ("complete", 18)
    assert status_of([case_list(18)]) == ("incomplete", 18)


def test_means_are_of_whole_years_and_need_two_and_three() -> None:
    years = range(2018, 2026)
    assert mean_of_last({2023: 10, 2025: 20}, years, span=3) == (15, (2023, 2025))
    assert mean_of_last({2022: 10, 2025: 20}, years, span=3) is None
    assert mean_of_last({2021: 10, 2023: 10, 2025: 40}, years, span=5) == (20, (2021, 2023, 2025))
    assert mean_of_last({2023: 10, 2025: 40}, years, span=5) is None


@pytest.mark.parametrize(("count", "mean"), [(0, 3.0), (5, 12.5), (40, 60.0)])
def test_the_poisson_chance_is_the_sum_of_its_terms(count: int, mean: float) -> None:
    terms = sum(mean**k / factorial(k) for k in range(count + 1))
    assert poisson_chance(count, mean) == pytest.approx(exp(-mean) * terms)


def leading_counts() -> dict[str, dict[int, dict[str, str]]]:
    """The leading row of each place and year, from the shipped table alone."""
    found: dict[str, dict[int, dict[str, str]]] = defaultdict(dict)
    with (DATA / "fbi/homicides.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["status"]:
                found[row["geoid"]][int(row["year"])] = row
    return found


def larger_than(residents: int) -> list[str]:
    with (DATA / "census/population.csv").open(encoding="utf-8", newline="") as file:
        return [row["geoid"] for row in csv.DictReader(file) if int(row["population_2024"]) > residents]


def chance_of_so_few_months(victims: int, months: int) -> float:
    """Of so few months with a victim or fewer, each victim in a month of its own choosing: by inclusion and exclusion."""
    exactly = [
        comb(12, used) * sum((-1) ** (used - k) * comb(used, k) * (k / 12) ** victims for k in range(used + 1))
        for used in range(months + 1)
    ]
    return sum(exactly)


def chance_of_so_few(victims: int, mean: float) -> float:
    """Of `victims` or fewer where `mean` are expected, added up term by term."""
    return sum(exp(-mean) * mean**k / factorial(k) for k in range(victims + 1))


def doubts(year: int, row: dict[str, str], whole: dict[int, int], nation: dict[int, float]) -> str:
    """Why a year led by the FBI's figure cannot be whole, by the text of the rule and by its months; "" where it can."""
    value, months = int(row["value"]), int(row["months"])
    if row["source"] == "fbi_cde" and months < 12:
        return f"{months} months reported"
    near = [whole[y] * nation[year] / nation[y] for y in whole if y != year and abs(y - year) <= 3]
    if len(near) < 2:
        return "fewer than two years to hold it against"
    if row["source"] == "fbi_shr" and months == 12:
        return ""
    said = median(near)
    if value <= said / 2 and chance_of_so_few(value, min(said, 170)) < 0.02:
        return f"{value} where {said:.0f} are expected"
    if row["source"] == "fbi_shr" and 0 < value < said and chance_of_so_few_months(value, months) < 0.001:
        return f"{value} in {months} months"
    return ""


def test_no_part_of_a_year_is_shown_as_whole_where_50_000_people_live() -> None:
    """The rule a second time, from its text, on what is shipped; nothing of it is the product's."""
    with (DATA / "fbi/homicide_years.csv").open(encoding="utf-8", newline="") as file:
        nation = {int(row["year"]): float(row["index"]) for row in csv.DictReader(file)}
    leading, doubted, held = leading_counts(), [], 0
    for geoid in larger_than(50_000):
        whole = {y: row for y, row in leading[geoid].items() if row["status"] in ("complete", "local")}
        counted = {y: int(row["value"]) for y, row in whole.items()}
        assert all(row["high"] for row in whole.values() if row["source"] == "local"), geoid
        for year, row in whole.items():
            if row["source"] in ("fbi_shr", "fbi_cde") and year >= 2018:  # 2017 is a neighbor and is not shown
                held += 1
                if why := doubts(year, row, counted, nation):
                    doubted.append((geoid, year, why))
            if year == 2025:
                assert row["source"] != "fbi_shr", "the case list of 2025 is still being filled"
    assert doubted == []
    assert held > 1_000, "enough years rest on the FBI alone for the rule to mean something"


def test_the_rule_finds_the_parts_that_were_once_printed() -> None:
    nation = dict.fromkeys(range(2017, 2026), 1.0)
    around = {2019: 76, 2022: 135, 2023: 109}
    assert doubts(2021, {"source": "fbi_shr", "value": "26", "months": "9"}, around, nation)
    assert doubts(2021, {"source": "fbi_cde", "value": "99", "months": "11"}, around, nation)
    assert doubts(2021, {"source": "fbi_shr", "value": "90", "months": "6"}, around, nation)
    assert not doubts(2021, {"source": "fbi_shr", "value": "90", "months": "11"}, around, nation)


def test_the_months_rule_finds_what_it_is_for() -> None:
    assert chance_of_so_few_months(170, 6) < 1e-20, "Baltimore's case list of 2021"
    assert chance_of_so_few_months(3, 2) == pytest.approx(1 - (11 / 12) * (10 / 12))
    assert chance_of_so_few_months(1, 1) == pytest.approx(1)
