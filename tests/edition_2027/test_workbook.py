"""The workbook of edition 2027.1: edited and recalculated by a spreadsheet program, it is the answer to the edited question."""

from dataclasses import replace
from io import BytesIO
from urllib.parse import parse_qs

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from calculator.answer import Answer
from calculator.asking.question import read_question
from calculator.engine.grants import GrantLine, GrantPeriod
from calculator.exports.workbook import workbook_of
from calculator.subject import subject_typed
from calculator.words.grant_lines import computation
from calculator.words.grant_organizations import organization_rows
from tests.recalculation import edited, recalculated_books

METHOD = "methodology=caps@2027.1"
SOURCES = (
    "funding_name=A&funding_kind=state&funding_amount=3000000&funding_first_year=2027&funding_last_year=2028"
    "&funding_certainty=committed&funding_name=B&funding_kind=other&funding_amount=999999&funding_first_year=2028"
    "&funding_last_year=2040&funding_certainty=asked"
)
LATE = (
    "&funding_name=C&funding_kind=state&funding_amount=1234567&funding_first_year=2027&funding_last_year=2032"
    "&funding_certainty=committed&funding_paid=reimbursed&funding_lag_days=255&funding_growth_share=0.03"
    "&funding_name=D&funding_kind=other&funding_amount=750001&funding_first_year=2028&funding_last_year=2029"
    "&funding_certainty=committed&funding_paid=year_ahead&funding_lag_days=90&funding_growth_share=0"
)
# Rates of their own, an agreed amount and a line typed in.
OWN_RATES = (
    "&subrecipient_name=A&subrecipient_posts_outreach_workers=4"
    "&subrecipient_operations_share=0.2&subrecipient_indirect_rate=&subrecipient_amount="
    "&subrecipient_name=B&subrecipient_posts_outreach_workers=5&subrecipient_operations_share="
    "&subrecipient_indirect_rate=0.1&subrecipient_amount=&subrecipient_name=C&subrecipient_posts_outreach_workers="
    "&subrecipient_operations_share=&subrecipient_indirect_rate=&subrecipient_amount=100000"
    "&other_name=T&other_amount=10000&other_treatment=travel"
)
ASKED_LATE = f"{METHOD}&hiring_lag_months=5&perspective=social&current_mediators_city=3"
# A question, edits by the names of cells, and the question that they make of it.
EDITS: list[tuple[str, dict[str, float | str], str]] = [
    (f"{METHOD}&years=5&perspective=social&{SOURCES}", {}, ""),
    (
        f"{ASKED_LATE}&years=4{LATE}",
        {"years": 6, "coverage_share": 0.45, "turnover_share": 0.2, "hvip_specialist_basis": 0},
        f"{ASKED_LATE}&years=6{LATE}&coverage_share=0.45&turnover_share=0.2&hvip_specialist_basis=0",
    ),
    (
        f"{METHOD}&years=5&perspective=social&{SOURCES}",
        {"coverage_share": 0.6, "case_manager_caseload": 12, "years": 3, "mediator_basis": 0},
        f"{METHOD}&years=3&perspective=social&{SOURCES}&coverage_share=0.6&case_manager_caseload=12&mediator_basis=0",
    ),
    (
        (
            "methodology=field@2027.1&years=4&ramp=sc2&perspective=taxpayer_unit&current_mediators_city=9"
            "&current_supervisors_community=2"
        ),
        {
            "years": 6,
            "ramp": "even",
            "outreach_basis": 2,
            "outreach_posts": 21,
            "turnover_share": 0.1,
            "effect_central": 0.2,
        },
        (
            "methodology=field@2027.1&years=6&ramp=even&perspective=taxpayer_unit&current_mediators_city=9"
            "&current_supervisors_community=2&outreach_basis=2&outreach_posts=21&turnover_share=0.1&effect_central=0.2"
        ),
    ),
    (
        f"{METHOD}&perspective=social&effect_measure=1&share_in_area=0.3",
        {"coverage_share": 0.5, "discount_share": 0.05, "hvip_specialist_basis": 0},
        (
            f"{METHOD}&perspective=social&effect_measure=1&share_in_area=0.3&coverage_share=0.5&discount_share=0.05"
            "&hvip_specialist_basis=0"
        ),
    ),
    ("methodology=field@2027.1&years=3&request_cap=2000000&request_fit=1", {}, ""),
    (
        (
            "methodology=field@2027.1&years=3&subrecipient_name=A&subrecipient_posts_outreach_workers=2&subrecipient_services=0.3"
            "&subrecipient_operations_share=0.2&other_name=T&other_amount=9000&other_treatment=travel&current_mediators_city=3"
        ),
        {},
        "",
    ),
    (
        f"methodology=field@2027.1&years=3{OWN_RATES}",
        {"years": 4, "coverage_share": 0.4, "outreach_caseload": 9, "operations_share": 0.08},
        f"methodology=field@2027.1&years=4{OWN_RATES}&coverage_share=0.4&outreach_caseload=9&operations_share=0.08",
    ),
]


def answer_of(query: str) -> Answer:
    question = read_question(parse_qs(query, keep_blank_values=True))
    assert not question.faults
    subject = subject_typed(238_005.0)
    facts = {**subject.facts, "homicides": 37.0, "homicides_three_year": 42.0, "homicides_five_year": 46.6}
    return Answer(replace(subject, facts=facts), question, link="https://cvi.example.org/", data_version="2026-01")


def rows_of(sheet: Worksheet) -> dict[str, list[object]]:
    """Return the cells right of each label; of equal labels the first."""
    rows: dict[str, list[object]] = {}
    for row in sheet.iter_rows(values_only=True):
        if row[0] is not None:
            rows.setdefault(str(row[0]), list(row[1:]))
    return rows


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Answer, openpyxl.Workbook]]:
    files = [edited(workbook_of(answer_of(query)), edits) for query, edits, _ in EDITS]
    expected = [answer_of(after or query) for query, _, after in EDITS]
    return list(zip(expected, recalculated_books(files, tmp_path_factory.mktemp("books")), strict=True))


def test_every_year_of_the_plan_is_that_of_the_edited_question(books: list[tuple[Answer, openpyxl.Workbook]]) -> None:
    planned = 0
    for answer, book in books:
        years = answer.planned
        if not years:
            continue
        planned += 1
        rows = rows_of(book["Plan"])
        lines = answer.edition.plan.year_lines(answer.budget.methodology).lines
        names = ["startup_cost", "turnover_cost", "year_total", "gap", "gap_committed", "new_posts", "posts_given_up"]
        for name in [*names, *answer.budget.methodology.budget]:
            assert rows[lines[name].label][1:11] == [
                *(int(year.values[name]) for year in years),
                *[0] * (10 - len(years)),
            ], name
        assert rows["Needed with every post filled all year"][1 : 1 + len(years)] == [y.total_if_filled for y in years]
        reached = rows["Share of people at highest risk who are reached"][1 : 1 + len(years)]
        assert reached == pytest.approx([year.coverage_share for year in years])
    assert planned == 7


def test_every_perspective_is_that_of_the_edited_question(books: list[tuple[Answer, openpyxl.Workbook]]) -> None:
    for answer, book in (each for each in books if "Return" in each[1].sheetnames):
        cells = [list(row) for row in book["Return"].iter_rows(values_only=True)]
        for view in answer.returns.views.values():
            [at] = [number for number, row in enumerate(cells) if row[0] == view.perspective.label]
            block = {str(row[0]): row[1:4] for row in cells[at : at + 13]}
            assert list(block["Cost not incurred"]) == pytest.approx(list(view.benefit), abs=1)
            assert list(block["Benefit for each dollar"]) == pytest.approx(list(view.benefit_per_dollar))
            assert block["Cost of each shooting averted"][1] == pytest.approx(view.cost_per_shooting_averted)


def test_the_year_itself_is_that_of_the_edited_question(books: list[tuple[Answer, openpyxl.Workbook]]) -> None:
    for answer, book in books:
        values = {row[4]: row[1] for row in book["Working"].iter_rows(min_row=2, values_only=True)}
        units = {name: line.unit for name, line in answer.budget.methodology.lines.items()}
        whole = [name for name, unit in units.items() if unit in ("USD", "staff")]
        assert {name: values[name] for name in whole} == {name: answer.budget.values[name] for name in whole}


def test_every_line_and_class_of_the_grant_is_that_of_the_edited_question(
    books: list[tuple[Answer, openpyxl.Workbook]],
) -> None:
    for answer, book in books:
        grant = answer.application.grant
        rows = list(book["Grant budget"].iter_rows(values_only=True))
        classes = {str(row[0])[0]: row[2:] for row in rows if row[0] and str(row[0])[1:3] == ". "}
        for place, period in enumerate(grant.years):
            found = {letter: amounts[place] for letter, amounts in classes.items()}
            assert found == {**period.classes, "i": period.direct, "j": period.indirect, "k": period.total}
        worksheets = [[row[13], row[10]] for row in rows if row[10] and isinstance(row[10], int)]
        assert worksheets == [
            [computation(line), line.amount] for period in grant.years for line in _in_order(answer, period)
        ]


def _in_order(answer: Answer, period: GrantPeriod) -> list[GrantLine]:
    """Return the lines as the sheet prints them: those of one organization and those typed in last."""
    own = [line for line in period.lines if line.subrecipient or line.line in ("agreed", "other")]
    return [*(line for line in period.lines if line not in own), *own]


def check_cash(answer: Answer, book: openpyxl.Workbook) -> None:
    """Check every quarter of the account, its lowest point, and what keeps it from falling below zero."""
    cash, rows = answer.cash, rows_of(book["Cash"])
    assert cash is not None
    quarters = [row[:5] for row in book["Cash"].iter_rows(min_row=11, max_row=50, values_only=True)]
    known = [(each.year, each.quarter, each.spending, each.received, each.balance) for each in cash.quarters]
    assert quarters[: len(known)] == known
    assert {row[2:] for row in quarters[len(known) :]} <= {(0, 0, known[-1][4])}
    assert rows["Lowest balance"][3] == cash.lowest.balance
    assert (rows["In the year"][3], rows["In the quarter"][3]) == (cash.lowest.year, cash.lowest.quarter)
    assert rows["Advance that keeps it from falling below zero"][3] == cash.needed


def test_cash_by_quarter_is_that_of_the_edited_question(books: list[tuple[Answer, openpyxl.Workbook]]) -> None:
    kept = [(answer, book) for answer, book in books if "Cash" in book.sheetnames]
    assert len(kept) == 3
    for answer, book in kept:
        check_cash(answer, book)
        assert answer.cash is not None
        assert answer.cash.needed > 0


def test_cash_shows_its_figures_before_anything_is_recalculated() -> None:
    answer = answer_of(f"{ASKED_LATE}&years=4{LATE}")
    sheet = openpyxl.load_workbook(BytesIO(workbook_of(answer)), data_only=True)["Cash"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=11, max_row=26)]
    lines = 7 + 12 + 5 + 6  # from the column after the frontline's months: roles, services, and the rest
    for place, (row, quarter) in enumerate(zip(rows, answer.cash.quarters if answer.cash else (), strict=True)):
        before = rows[place - 1][7:lines] if place % 4 else [0]
        assert sum(row[7:lines]) - sum(before) == row[2] == quarter.spending
        assert sum(each for each in row[lines + 1 : lines + 3]) == row[3] == quarter.received


def test_every_organizations_sheet_is_that_of_the_edited_question(
    books: list[tuple[Answer, openpyxl.Workbook]],
) -> None:
    """Each piece with its words, the whole, its own indirect costs, and what of it enters the base."""
    for answer, book in books[-2:]:
        application = answer.application
        for number, row in enumerate(application.grant.organizations, start=1):
            [name] = [name for name in book.sheetnames if name.startswith(f"Subaward {number} ")]
            cells = [each[:5] for each in book[name].iter_rows(values_only=True)]
            top = {each[0]: each[4] for each in cells[:5]}
            assert list(top.values())[2:] == [row.total, row.indirect, row.first_usd]
            pieces = [(each[0], each[3], each[4]) for each in cells[8:] if each[3]]
            expected = [(period, words, piece.amount) for period, piece, words in organization_rows(application, row)]
            assert sorted(map(str, pieces)) == sorted(map(str, expected)), name


def test_the_grant_shows_its_classes_before_anything_is_recalculated(
    books: list[tuple[Answer, openpyxl.Workbook]],
) -> None:
    for (_, edits, _), (answer, book) in zip(EDITS, books, strict=True):
        if edits:
            continue
        stored = openpyxl.load_workbook(BytesIO(workbook_of(answer)), data_only=True)["Grant budget"]
        top = [list(row[1:12]) for row in stored.iter_rows(min_row=8, max_row=22, values_only=True)]
        again = book["Grant budget"].iter_rows(min_row=8, max_row=22, values_only=True)
        years = len(answer.application.grant.years)
        assert [row[: 1 + years] for row in top] == [list(row[1 : 2 + years]) for row in again]
        assert top[-2][1] > 0, "subawards"
