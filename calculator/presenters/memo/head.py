"""The memo's head: to, from, date, request; and its own address, which gives the same memo again."""

from datetime import date

from calculator.asking.memo import MemoSection
from calculator.presenters.memo.text import apart
from calculator.words.wording import in_words


def present_head(memo: MemoSection, *, on: date, heading: str) -> list[dict[str, str]]:
    """Return the rows of the head; what nobody filled in is left out, the date and the subject never."""
    rows = [
        ("To", apart(memo.to)),
        ("From", apart(memo.sender)),
        ("Date", in_words(on)),
        ("Subject", heading),
        ("Request", apart(memo.ask)),
    ]
    return [{"label": label, "text": words} for label, words in rows if words]
