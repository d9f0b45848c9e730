"""The handout: what a memo comes to, on one page."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from calculator.answer import Answer
from calculator.presenters.memo.memo import present_memo
from calculator.presenters.memo.text import apart
from calculator.words.wording import in_words

ON_ONE_PAGE = ("budget", "phasing")


def present_handout(answer: Answer, *, on: date, qr: Sequence[int] | None) -> dict[str, Any]:
    """Return what the handout prints: the memo's own words, those that one page holds."""
    memo = present_memo(answer, on=on, qr=qr)
    kept = [section for section in memo["sections"] if section["key"] in ON_ONE_PAGE]
    return {
        "title": memo["title"],
        "description": f"A one-page handout for {answer.subject.in_sentence}",
        "heading": memo["heading"],
        "lede": memo["lede"],
        "in_use": memo["in_use"],
        "keys": memo["keys"],
        "sections": kept,
        "ask": apart(answer.question.memo.ask),
        "link": memo["link"],
        "footer": f"{memo['footer']} · {in_words(on)}",
    }
