"""Reading a whole question from the JSON body of `POST scenarios/`: every section under the names of its own resource."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from calculator.api.asked import AskedInBody
from calculator.api.grant.reading import read_terms
from calculator.api.plan.reading import read_effects, read_plan_question
from calculator.asking.grant import GrantSection
from calculator.asking.memo import read_memo
from calculator.asking.question import LONGEST_NOTE, LONGEST_TITLE, SOLVE, TABS, Question
from calculator.asking.scenario import Scenario
from calculator.asking.subrecipients import OTHER_LINES
from calculator.asking.table import Row, Table


def read_whole_question(given: AskedInBody, scenario: Scenario) -> Question:
    """Return what `POST plans/`, `returns/`, `grant-budgets/` and the memo read, as one question with its name and note."""
    question = read_plan_question(given, scenario)
    solve = given.number(SOLVE)
    return replace(
        question,
        tab=TABS[0],
        returns=read_effects(given, scenario),
        grant=_kept(given, read_terms(given, scenario.methodology)),
        memo=read_memo(given),
        solve=None if solve is None else int(solve),
        name=given.text("name", longest=LONGEST_TITLE),
        note=given.text("note", longest=LONGEST_NOTE),
    )


def _kept(given: AskedInBody, grant: GrantSection) -> GrantSection:
    """Return the grant with its organizations and own lines as an address writes them, so that they are saved."""
    if grant.table is None:
        return grant
    return replace(
        grant,
        subrecipient_rows=_rows(given, "subrecipients", grant.table),
        other_rows=_rows(given, "other_lines", OTHER_LINES),
    )


def _rows(given: AskedInBody, member: str, table: Table) -> tuple[Row, ...]:
    rows = given.sent.get(member)
    known = [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
    return tuple(_row(row, table) for row in known)


def _row(row: Mapping[str, Any], table: Table) -> Row:
    posts = row.get("posts")
    flat = {**row, **({f"posts_{role}": count for role, count in posts.items()} if isinstance(posts, Mapping) else {})}
    return {column: "" if flat.get(column) is None else str(flat[column]) for column in table.columns}
