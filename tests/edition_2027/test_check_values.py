"""The figures that the method's text states, to the dollar."""

import pytest

from calculator.engine.results import budget_of
from calculator.engine.rules_2027_1.bases import bases_of, range_of
from calculator.engine.rules_2027_1.returns import WorkYear
from calculator.engine.rules_2027_1.solve import one_year_grid, solution_of
from tests.edition_2027.asking import CAPS, FIELD, budget, inputs_of, plan, returns

NORFOLK = 238_005.0


def test_norfolk_in_one_year() -> None:
    assert budget(CAPS, population=NORFOLK).total == 19_888_485
    assert budget(FIELD, population=231_105.0, price_level=97.941).total == 16_283_529


@pytest.mark.parametrize(("population", "total"), [(568_271.0, 46_278_335), (2_721_308.0, 207_620_300)])
def test_larger_cities_as_in_the_edition_before(population: float, total: int) -> None:
    assert budget(CAPS, population=population).total == total


def test_the_default_plan() -> None:
    years = plan("caps", population=NORFOLK)
    assert [year.total for year in years] == [3_288_391, 7_453_056, 11_813_851, 16_324_493, 20_874_499]
    assert [round(year.values["worked_share"], 4) for year in years] == [0.6, 0.7499, 0.7895, 0.828, 0.8419]
    assert [year.year for year in years] == [2027, 2028, 2029, 2030, 2031]


def test_a_plan_that_starts_from_staff_in_post() -> None:
    in_post = {"outreach_workers": 10, "supervisors": 2, "ovp_directors": 1}
    years = plan("field", in_post=in_post, population=231_105.0, price_level=97.941)
    assert [year.total for year in years] == [3_872_249, 6_861_348, 10_006_667, 13_313_239, 17_119_652]


def test_three_perspectives_of_one_year() -> None:
    found = returns([WorkYear(1.0, 1.0, 62, 19_888_485, 2024)], homicides=50.0)
    central = {key: round(view.benefit_per_dollar[1] or 0, 3) for key, view in found.views.items()}
    assert central == {"taxpayer_average": 0.112, "taxpayer_unit": 0.91, "social": 3.067}


def test_three_million_dollars_a_year() -> None:
    solution = solution_of(one_year_grid(CAPS, inputs_of(CAPS, population=NORFOLK)), 3_000_000)
    assert (solution.coverage_share, solution.total, solution.remainder) == (0.105, 2_790_806, 209_194)


def test_norfolk_by_each_basis() -> None:
    inputs = inputs_of(CAPS, population=231_105.0, price_level=97.941, homicides_five_year=46.6)
    share, homicides = bases_of(budget_of(CAPS, inputs), counts=())
    assert share.people == pytest.approx(231.1, abs=0.05)
    assert (share.people_low, share.people_high) == (pytest.approx(115.6, abs=0.05), pytest.approx(439.1, abs=0.05))
    assert (share.total, share.total_low, share.total_high) == (19_359_585, 10_062_016, 36_386_111)
    assert homicides.people == pytest.approx(186.4)
    assert (homicides.people_low, homicides.people_high) == (pytest.approx(116.5), pytest.approx(279.6))
    assert (homicides.total, homicides.total_low, homicides.total_high) == (15_521_491, 10_104_631, 23_117_071)
    assert (share.chosen, homicides.chosen) == (True, False)
    assert range_of((share, homicides), people=231.105, total=19_359_585).total_low == 10_062_016
