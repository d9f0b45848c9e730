"""The council memo as a file: `budget.pdf` of a place, a region or a typed population."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from calculator.answer import Answer
from calculator.exports.memo.code import square_code
from calculator.exports.memo.press import pdf
from calculator.presenters.memo import present_memo
from calculator.presenters.memo_later import present_later
from calculator.views.asked import RefusedError, cached, read_asked, refused, unchanged
from calculator.views.costly import costly


@require_safe
@costly
def memo(request: HttpRequest, slug: str | None = None) -> HttpResponseBase:
    """Return the two-page memo of the scenario in the query string."""
    known = unchanged(request)
    if known is not None:
        return known
    try:
        asked = read_asked(request, slug)
    except RefusedError as error:
        return refused(request, error)
    return cached(request, memo_of(asked))


def memo_of(answer: Answer) -> HttpResponse:
    """Return the memo of an answer."""
    data = present_memo(answer, later=present_later(answer), qr=square_code(answer.link))
    response = HttpResponse(pdf("memo.typ", data), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{answer.file_name}-memo.pdf"'
    return response
