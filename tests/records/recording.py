"""Recording an edition, once, on the day of its release: `python -m tests.records.recording 2026.1`."""

import gzip
import json
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def read_record(edition: str, name: str) -> Any:
    """Return what was recorded under that name."""
    return json.loads(gzip.decompress((FOLDER / edition / f"{name}.json.gz").read_bytes()))


def write_record(edition: str, name: str, content: Any) -> None:
    """Keep it; the same content is the same bytes."""
    text = json.dumps(content, separators=(",", ":"), sort_keys=False)
    path = FOLDER / edition / f"{name}.json.gz"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


def record(edition: str) -> None:
    """Ask every question of every door and keep the numbers."""
    from django.core.cache import cache
    from django.test import Client

    from calculator import models
    from tests.records import doors
    from tests.records.questions import QUESTIONS, SAVED

    client = Client(headers={"host": "localhost"})
    answers, tables, books, pages, memos = {}, {}, {}, {}, {}
    for number, asked in enumerate(QUESTIONS):
        query = doors.query_of(asked, asked.method)
        answers[asked.name] = doors.answers_of(client, asked, asked.method)
        tables[asked.name] = doors.table_of(client, "/calculator/", f"?{query}")
        books[asked.name] = doors.workbook_of(client, "/calculator/", f"?{query}")
        pages[asked.name] = {
            tab: doors.page_of(client, "/calculator/", doors.query_of(asked, asked.method, ("tab", tab)))
            for tab in doors.TABS
        }
        if number % 6 == 0:
            memos[asked.name] = doors.memo_of(client, "/calculator/", f"?{query}")
    rows = {}
    for path, query in SAVED:
        cache.clear()
        link = client.post("/scenarios/", {"path": path, "query": query})["Location"]
        row = models.Scenario.objects.filter(pk=link.split("/")[2]).values().get()
        rows[row["id"]] = {"row": {**row, "created": row["created"].isoformat()}, **saved_numbers(client, link)}
    for name, content in {
        "answers": answers,
        "tables": tables,
        "workbooks": books,
        "pages": pages,
        "memos": memos,
        "saved": rows,
    }.items():
        write_record(edition, name, content)


def saved_numbers(client: Any, link: str) -> dict[str, Any]:
    """Return the numbers of a saved scenario: its page, its files, and its plan, return and grant."""
    from calculator.keeping.saved import find_saved
    from tests.records import doors
    from tests.records.insides import insides_of

    found = find_saved(link.split("/")[2])
    return {
        "page": doors.dollars_on(client.get(link).content.decode().partition("<main")[2]),
        "document": doors.numbers_in(client.get(f"{link}budget.json").json()),
        "table": doors.table_of(client, link),
        "workbook": doors.workbook_of(client, link),
        "memo": doors.memo_of(client, link),
        "insides": insides_of(found.subject, found.question),
    }


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cvi_calc.settings")
    django.setup()
    record(sys.argv[1])
