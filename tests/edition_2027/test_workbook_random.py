"""Workbooks of random questions, edited and recalculated: each is what the server answers to the edited question.

WORKBOOKS=200 looks further than the suite does.
"""

import os
import random
from pathlib import Path
from urllib.parse import urlencode

from calculator.exports.workbook import workbook_of
from tests.edition_2027.test_workbook import answer_of, check_cash, rows_of
from tests.recalculation import edited, recalculated_books

COUNT = int(os.environ.get("WORKBOOKS", "10"))
BATCH = 25  # workbooks a run of LibreOffice
ROLES = ("outreach", "mediator", "case_manager", "hvip_specialist", "supervisor", "data_analyst")


def random_edit(chance: random.Random) -> tuple[dict[str, object], dict[str, float | str]]:
    """Return a question and the cells that are edited in its workbook."""
    asked: dict[str, object] = {"methodology": chance.choice(["caps@2027.1", "field@2027.1"])}
    edits: dict[str, float | str] = {
        "coverage_share": round(chance.uniform(0.05, 1), 3),
        f"{chance.choice(ROLES[:4])}_caseload": chance.randint(8, 40),
    }
    if chance.random() < 0.7:
        asked |= {"years": chance.randint(1, 8), "turnover_share": round(chance.random() / 2, 2)}
        asked["hiring_lag_months"] = chance.choice([0, 1.5, 4, 12])
        asked |= random_sources(chance)
        edits |= {"years": chance.randint(1, 10), "ramp": chance.choice(["even", "sc2", "full"])}
        if chance.random() < 0.3:
            edits["first_year"] = chance.randint(2024, 2030)
    stem, basis = chance.choice(ROLES), chance.choice([0, 2])
    edits[f"{stem}_basis"] = basis
    if basis == 2:
        edits[f"{stem}_posts"] = chance.randint(0, 60)
    return asked, edits


def random_sources(chance: random.Random) -> dict[str, list[object]]:
    """Return up to three sources of money by the names of the form; each pays in its own way, some for the whole plan."""
    rows = [
        {
            "name": f"Source {place}",
            "kind": chance.choice(["state", "city_general_fund", "other"]),
            "amount": chance.randint(0, 5_000_000),
            "first_year": chance.choice(["", 2027 + chance.randint(0, 4)]),
            "last_year": chance.choice(["", 2031 + chance.randint(0, 5)]),
            "certainty": chance.choice(["committed", "committed", "likely", "asked"]),
            "paid": chance.choice(["year_ahead", "quarter_ahead", "reimbursed"]),
            "lag_days": chance.choice([0, 30, 90, 92, 255]),
            "growth_share": chance.choice([0, 0.02, -0.1]),
        }
        for place in range(chance.randint(0, 3))
    ]
    return {f"funding_{name}": [row[name] for row in rows] for name in (rows[0] if rows else ())}


def test_random_edits_recalculate_to_the_answer_of_the_edited_question(tmp_path: Path) -> None:
    chance = random.Random("workbooks of 2027.1")
    drawn = [random_edit(chance) for _ in range(COUNT)]
    for start in range(0, COUNT, BATCH):
        some = drawn[start : start + BATCH]
        files = [edited(workbook_of(answer_of(urlencode(asked, doseq=True))), edits) for asked, edits in some]
        folder = tmp_path / str(start)
        folder.mkdir()
        for (asked, edits), book in zip(some, recalculated_books(files, folder), strict=True):
            answer = answer_of(urlencode({**asked, **edits}, doseq=True))
            units = {name: line.unit for name, line in answer.budget.methodology.lines.items()}
            values = {row[4]: row[1] for row in book["Working"].iter_rows(min_row=2, values_only=True)}
            whole = [name for name, unit in units.items() if unit in ("USD", "staff")]
            assert {name: values[name] for name in whole} == {name: answer.budget.values[name] for name in whole}
            assert rows_of(book["Budget"])["Total a year, in 2024 dollars"][0] == answer.budget.total
            grant = answer.application.grant
            classes = {str(row[0])[:2]: row for row in book["Grant budget"].iter_rows(values_only=True) if row[0]}
            assert sum(classes["k."][2 : 2 + len(grant.years)]) == grant.whole.total, edits
            if not answer.planned:
                continue
            lines = answer.edition.plan.year_lines(answer.budget.methodology).lines
            first, last = answer.plan[0].year, answer.plan[-1].year
            title = f"{answer.subject.name}: {first}" + (f"–{last}" if last > first else "")
            assert book["Plan"]["A1"].value == title
            rows = rows_of(book["Plan"])
            rest = [0] * (10 - len(answer.planned))
            assert rows[lines["year_total"].label][1:11] == [*(year.total for year in answer.planned), *rest], edits
            assert ("Cash" in book.sheetnames) == ("funding_name" in asked)
            if "Cash" in book.sheetnames:
                check_cash(answer, book)
