"""Papers: the memo as PDF and as DOCX, and the handout, of a place, a region or a typed population.

A memo bears a date. Where the address names none it is today's, and the address printed on the paper names it: opened
again, that address gives the same bytes.
"""

from dataclasses import replace
from datetime import UTC, date, datetime

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from calculator.answer import Answer
from calculator.checking import verifying
from calculator.exports.memo.code import square_code
from calculator.exports.memo.press import pdf
from calculator.exports.memo.word import docx_of
from calculator.permalink import lasting
from calculator.presenters.memo.handout import present_handout
from calculator.presenters.memo.memo import present_memo
from calculator.views.asked import answered
from calculator.views.costly import costly

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@costly
def memo(request: HttpRequest, slug: str | None = None, ending: str = "pdf", level: str = "place") -> HttpResponseBase:
    """Return the memo of the scenario in the query string, as PDF, DOCX or one-page handout."""
    on = "" if "memo_date" in request.GET else _today().isoformat()
    return answered(request, slug, level, lambda answer: paper_of(dated(answer), ending), also=on)


def dated(answer: Answer) -> Answer:
    """Return the answer with the memo's date in its question, and the link that gives this very paper again."""
    question = answer.question
    question = replace(question, memo=replace(question.memo, on=question.memo.on or _today()))
    return lasting(replace(answer, question=question))


def paper_of(answer: Answer, ending: str) -> HttpResponse:
    """Return an answer on paper: `pdf`, `docx` or `handout`. Its memo is dated."""
    on = answer.question.memo.on or _today()
    qr = square_code(verifying(answer)[1])
    if ending == "docx":
        body, kind, name = docx_of(present_memo(answer, on=on, qr=qr), on=on), WORD, "memo.docx"
    elif ending == "handout":
        body, kind, name = pdf("handout.typ", present_handout(answer, on=on, qr=qr)), "application/pdf", "handout.pdf"
    else:
        body, kind, name = pdf("memo.typ", present_memo(answer, on=on, qr=qr)), "application/pdf", "memo.pdf"
    shown = "attachment" if ending == "docx" else "inline"
    return HttpResponse(
        body, content_type=kind, headers={"Content-Disposition": f'{shown}; filename="{answer.file_name}-{name}"'}
    )


def _today() -> date:
    return datetime.now(UTC).date()
