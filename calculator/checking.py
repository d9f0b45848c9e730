"""The check code of a memo: ten letters and digits that stand for its figures and for the address they were asked at.

Whoever changes a figure on paper cannot keep the code: asked again at its address, the site gives the figures of the code.
"""

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from calculator.answer import Answer
from calculator.words.wording import dollars, people

HALF = 5  # letters, so that people can read it out
AS_READ = str.maketrans("018", "OIB")  # what base 32 has no use for


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure that a memo prints: its key, exact value, and how paper names and shows it."""

    key: str
    value: float
    label: str
    shown: str


def figures_of(answer: Answer) -> list[Figure]:
    """Return what a code stands for: people, staff, money by line and in all, and each year of a plan that was asked for."""
    budget = answer.budget
    found = [
        Figure("high_risk", round(budget.high_risk, 6), "People at highest risk", people(budget.high_risk)),
        Figure("people_served", round(budget.people_served, 6), "People to reach", people(budget.people_served)),
    ]
    found += [Figure(line.role, line.count, line.label, str(line.count)) for line in budget.staffing if line.count]
    found += [Figure(line.line, line.amount, line.label, dollars(line.amount)) for line in budget.printed]
    found.append(Figure("total", budget.total, "Total a year", dollars(budget.total)))
    return [*found, *_years(answer)]


def _years(answer: Answer) -> Iterator[Figure]:
    if answer.question.plan.asked or answer.question.funding.sources:
        for year in answer.plan:
            yield Figure(f"year {year.year}", year.total, f"Need in {year.year}", dollars(year.total))


def check_code(answer: Answer, address: str) -> str:
    """Return the code of these figures, asked at that address, as a memo prints it: `K7Q2X-M4WPA`."""
    content = [plain(address), [[figure.key, figure.value] for figure in figures_of(answer)]]
    digest = hashlib.sha256(json.dumps(content, allow_nan=False).encode()).digest()
    text = base64.b32encode(digest).decode()[: 2 * HALF]
    return f"{text[:HALF]}-{text[HALF:]}"


def same_code(one: str, other: str) -> bool:
    """Return whether two codes are the same as people copy them: spaces, hyphens and case aside, 0 for O."""
    read = ["".join(filter(str.isalnum, code)).upper().translate(AS_READ) for code in (one, other)]
    return read[0] == read[1]


def plain(address: str) -> str:
    """Return path and query of an address, written one way however it was copied: with its site, scheme or without."""
    address = address.strip()
    parts = urlsplit(address if "://" in address or address.startswith("/") else f"//{address}")
    query = urlencode(parse_qsl(parts.query, keep_blank_values=True))
    return f"{parts.path}?{query}" if query else parts.path


def verifying(answer: Answer) -> tuple[str, str]:
    """Return an answer's check code, and the address that says whether a memo with it is what this site says."""
    address, code = plain(answer.link), check_code(answer, answer.link)
    site = answer.link[: -len(urlsplit(answer.link)._replace(scheme="", netloc="").geturl())] if answer.link else ""
    return code, f"{site}/verify/?{urlencode({'check': code, 'of': address}, safe='/?:=@,')}"
