"""Years, sources of money, staff and return in a URL: read, kept as typed, written back."""

from urllib.parse import parse_qs, urlencode

import pytest

from calculator.asking.question import Question, read_question
from calculator.engine.rules_2026_1.plan import coverage_by_year

ROW = "funding_name={}&funding_kind=state&funding_amount={}&funding_first_year={}&funding_last_year={}&funding_certainty={}"


def question(query: str) -> Question:
    return read_question(parse_qs(query, keep_blank_values=True))


def faults(query: str) -> dict[str, str]:
    return {fault.name: fault.message for fault in question(query).faults}


TWO = "&".join([ROW.format("A", "1000000", 2027, 2028, "committed"), ROW.format("B", "2,000", 2028, 2031, "asked")])


@pytest.mark.parametrize(
    "query",
    [
        "years=5",
        "years=3&ramp=sc2&first_year=2030&pay_growth_share=0&vacancy_share=20%",
        "coverage_by_year=20%25&coverage_by_year=&coverage_by_year=.5&years=3",
        "coverage_by_year=0.1,0.2&years=7",
        TWO,
        f"{TWO}&edit=add",
        f"{TWO}&edit=up-2&current_mediators_city=0&current_supervisors_community=4",
        "effect_low=0.1&effect_central=0.2&perspective=social&seed=9&medicaid_state=IL&medicaid_hours=900",
        "perspective=taxpayer_average",
        "edit=medicaid-6&medicaid_state=CO",
    ],
)
def test_what_is_read_is_written_back_and_reads_the_same(query: str) -> None:
    asked = question(query)
    assert not asked.faults
    again = question(urlencode(asked.query()))
    assert again.query() == asked.query()
    assert (again.plan, again.funding.sources, again.current_staff, again.returns) == (
        asked.plan,
        asked.funding.sources,
        asked.current_staff,
        asked.returns,
    )


def coverage(query: str, share: float) -> tuple[float, ...]:
    """Return the coverage by year of a question under edition 2026.1."""
    asked = question(f"methodology=caps%402026.1&{query}").plan
    return coverage_by_year(asked.rules, asked.terms({}, ()), share)


def test_a_plan_with_nothing_said_serves_the_scenarios_share_every_year() -> None:
    assert coverage("", 0.4) == (0.4,) * 5
    assert coverage("years=4&ramp=even", 0.8) == pytest.approx((0.2, 0.4, 0.6, 0.8))


def test_an_empty_box_keeps_the_share_of_the_year_before_and_the_last_one_holds_on() -> None:
    typed = "years=5&coverage_by_year=20%25&coverage_by_year=&coverage_by_year=.5"
    assert coverage(typed, 1.0) == (0.2, 0.2, 0.5, 0.5, 0.5)


def test_shares_of_an_earlier_choice_do_not_outlive_it() -> None:
    assert question("ramp=even&coverage_by_year=0.1,0.2").plan.typed == ()


@pytest.mark.parametrize(
    ("edit", "names"),
    [
        ("add", ["A", "B", ""]),
        ("remove-1", ["B"]),
        ("up-2", ["B", "A"]),
        ("down-1", ["B", "A"]),
        ("up-1", ["A", "B"]),
        ("down-2", ["A", "B"]),
        ("medicaid-6", ["A", "B", "Medicaid, hospital specialists"]),
    ],
)
def test_buttons_add_remove_and_move_rows(edit: str, names: list[str]) -> None:
    asked = question(f"{TWO}&medicaid_state=CA&edit={edit}")
    assert not asked.faults
    assert [row["name"] for row in asked.funding.rows] == names


def test_the_medicaid_button_adds_the_cautious_estimate_as_a_likely_source() -> None:
    [source] = question("edit=medicaid-6&medicaid_state=IL&medicaid_covered_share=50%25").funding.sources
    assert source.amount == round(6 * 1_000 * 139.36 * 0.5)
    assert (source.kind, source.certainty, source.first_year, source.last_year) == ("medicaid", "likely", 2027, 2031)


@pytest.mark.parametrize(
    ("query", "name", "says"),
    [
        ("years=11", "years", "outside"),
        ("years=2.5", "years", "not a whole number"),
        ("coverage_by_year=0.5,1.5", "coverage_by_year-2", "outside"),
        ("coverage_by_year=" + ",".join(["0.1"] * 11), "coverage_by_year", "11 shares"),
        ("ramp=steep", "ramp", "not an option"),
        ("ramp=typed&years=3", "coverage_by_year", "say whom each year reaches"),
        ("ramp=typed&coverage_by_year=&coverage_by_year=", "coverage_by_year", "say whom each year reaches"),
        ("pay_growth_share=fast", "pay_growth_share", "not a number"),
        (ROW.format("A", "-5", 2027, 2028, "committed"), "funding_amount-1", "outside"),
        (ROW.format("A", "5", 2029, 2028, "committed"), "funding_last_year-1", "before the first year"),
        (ROW.format("A", "5", 2027, 2028, "sure"), "funding_certainty-1", "not an option"),
        (f"{TWO}&funding_name=C", "funding_kind", "2 times for 3 sources"),
        ("&".join(["funding_amount=1"] * 12_000), "funding", "12,000 sources"),
        (f"{TWO}&edit=remove-3", "edit", "nothing that can be done"),
        (f"{TWO}&edit=burn", "edit", "nothing that can be done"),
        ("current_mediators_city=1.5", "current_mediators_city", "not a whole number"),
        ("effect_central=0.4", "effect_central", "above the effect after it"),
        ("effect_low=0.2", "effect_low", "above the effect after it"),
        ("effect_low=0.2&effect_central=0.1", "effect_central", "below the effect before it"),
        ("perspective=mine", "perspective", "not an option"),
    ],
)
def test_a_fault_is_named_at_its_field(query: str, name: str, says: str) -> None:
    assert says in faults(query)[name]


def test_a_faulty_row_is_kept_as_typed_and_counts_for_nothing() -> None:
    asked = question(f"{ROW.format('A', '-5', 2031, 2027, 'asked')}&{ROW.format('B', '7', 2027, 2027, 'asked')}")
    assert [fault.name for fault in asked.faults] == ["funding_amount-1", "funding_last_year-1"]
    assert asked.funding.rows[0]["amount"] == "-5"
    assert [source.name for source in asked.funding.sources] == ["B"]
    assert ("funding_amount", "-5") in asked.query()


def test_a_source_without_certainty_is_asked_for_not_committed() -> None:
    [source] = question("funding_amount=5").funding.sources
    assert (source.certainty, source.first_year, source.last_year) == ("asked", 2027, 2031)
