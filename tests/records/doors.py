"""Asking each door of the site for a question on record, and taking from its answer what must never change: the numbers."""

import csv
import io
import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.test import Client
from openpyxl import load_workbook

from tests.memos import pdf_of, text_of
from tests.records.questions import Asked

PERSPECTIVES = ("taxpayer_average", "taxpayer_unit", "social")
TABS = ("budget", "years", "funding", "return", "grant")
ABOUT = ("place", "methodology", "data_version", "links")  # what an answer says about the question and the day


def answers_of(client: Client, asked: Asked, method: str) -> dict[str, Any]:
    """Return the four JSON answers to a question, the return from each perspective; a refusal is its status."""
    scenario = asked.scenario_body(method)
    plan = {**scenario, **asked.plan, "funding": list(asked.funding), "current_staff": dict(asked.staff)}
    estimate = {**scenario, **asked.plan, **asked.returns}
    return {
        "budget": _posted(client, "budgets", {**scenario, "trace": True}),
        "plan": _posted(client, "plans", plan),
        **{key: _posted(client, "returns", {**estimate, "perspective": key}) for key in PERSPECTIVES},
        "grant": _posted(client, "grant-budgets", {**scenario, **asked.plan, **asked.grant}),
    }


def _posted(client: Client, name: str, body: dict[str, Any]) -> Any:
    answer = client.post(f"/api/v1/{name}/", json.dumps(body), content_type="application/json")
    return numbers_in(answer.json()) if answer.status_code == 200 else answer.status_code


def numbers_in(answer: Any) -> Any:
    """Return the answer with its numbers and the keys that lead to them; words go, and so do keys that lead to words only."""
    if isinstance(answer, dict):
        kept = {key: numbers_in(value) for key, value in answer.items() if key not in ABOUT}
        return {key: value for key, value in kept.items() if value not in ("", {}, [])}
    if isinstance(answer, list | tuple):
        return [numbers_in(value) for value in answer]
    return "" if isinstance(answer, str) else answer


def table_of(client: Client, path: str, query: str = "") -> list[list[str]] | int:
    """Return the CSV table's figures, row by row: section, line, value, count, salary, amount and share."""
    answer = client.get(f"{path}budget.csv{query}")
    if answer.status_code != 200:
        return answer.status_code
    rows = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    wanted = ("section", "line", "value", "count", "salary", "amount", "share")
    return [[row[column] for column in wanted] for row in rows]


def workbook_of(client: Client, path: str, query: str = "") -> dict[str, list[float]] | int:
    """Return the numbers in the workbook's cells by sheet, in reading order."""
    answer = client.get(f"{path}budget.xlsx{query}")
    if answer.status_code != 200:
        return answer.status_code
    book = load_workbook(io.BytesIO(answer.content), data_only=True)
    return {
        sheet.title: [cell for row in sheet.iter_rows(values_only=True) for cell in row if _is_number(cell)]
        for sheet in book.worksheets
    }


def _is_number(cell: object) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def dollars_on(text: str) -> list[str]:
    """Return the amounts of at least a thousand dollars in a text, each once."""
    return sorted(set(re.findall(r"\$\d{1,3}(?:,\d{3})+", text)))


def page_of(client: Client, path: str, query: str) -> list[str] | int:
    """Return the dollars on a page's main part."""
    answer = client.get(f"{path}?{query}")
    if answer.status_code != 200:
        return answer.status_code
    return dollars_on(answer.content.decode().partition("<main")[2])


def memo_of(client: Client, path: str, query: str = "") -> list[str]:
    """Return the dollars in the memo."""
    return dollars_on(text_of(pdf_of(client.get(f"{path}budget.pdf{query}").content)))


def query_of(asked: Asked, method: str, *more: tuple[str, str]) -> str:
    """Return the question as an address has it."""
    facts = [("methodology", method), ("population", str(asked.population))]
    return urlencode([*facts, *asked.pairs(), *more])


def totals_in(answers: dict[str, Any]) -> set[str]:
    """Return the totals that pages and papers of a question lead with, as they write them."""
    plan, grant = answers["plan"], answers["grant"]
    found = [answers["budget"]["total"], grant["whole"]["object_classes"]["k_total"]]
    found += [year["total"] for year in plan["years"]]
    return {f"${amount:,.0f}" for amount in found}


def missing(recorded: Any, answered: Any, at: str = "") -> list[str]:
    """Return where an answer lacks a recorded number or has another; what it has beyond them is allowed."""
    if isinstance(recorded, dict):
        if not isinstance(answered, dict):
            return [f"{at}: {recorded!r:.60} became {answered!r:.60}"]
        faults = [missing(value, answered.get(key), f"{at}/{key}") for key, value in recorded.items()]
        return [fault for found in faults for fault in found]
    if isinstance(recorded, list):
        if not isinstance(answered, list) or len(answered) != len(recorded):
            return [f"{at}: {len(recorded)} became {answered!r:.60}"]
        faults = [missing(value, answered[index], f"{at}/{index}") for index, value in enumerate(recorded)]
        return [fault for found in faults for fault in found]
    same = recorded == answered and isinstance(recorded, bool) == isinstance(answered, bool)
    return [] if same else [f"{at}: {json.dumps(recorded)} became {json.dumps(answered)}"]


def missing_in_order(recorded: Iterable[float], answered: Iterable[float]) -> list[float]:
    """Return the recorded numbers that are not found in the same order, others allowed between them."""
    left = iter(answered)
    return [number for number in recorded if not any(other == number for other in left)]
