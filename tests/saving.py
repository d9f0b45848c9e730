"""Saving a scenario as a visitor does, and reading what its page shows."""

import re
from typing import Any

from django.test import Client

NORFOLK = "/cities/norfolk-va/calculator/"
HALF = "methodology=caps&coverage_share=50%25&case_manager_caseload=12"
PRESET = "methodology=caps"  # pages with a query are not remembered: facts change here without their version


def save(client: Client, path: str = NORFOLK, query: str = HALF, **headers: str) -> Any:
    return client.post("/scenarios/", {"path": path, "query": query}, headers=headers)


def link_of(answer: Any) -> str:
    assert answer.status_code == 303, re.findall(r"<li><b>.*?</li>", answer.content.decode())
    return str(answer["Location"])


def total_on(client: Client, url: str) -> str:
    page = client.get(url).content.decode()
    found = re.search(r'<tfoot>.*?amount">(\$[\d,]+)<', page)
    assert found, page[:500]
    return found[1]
