"""The budget as files: `budget.xlsx`, `budget.csv` and `budget.json` of a place, a region or a typed population."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from calculator.answer import Answer
from calculator.api.budget.answer import budget_answer
from calculator.api.frame import CSV, json_response
from calculator.exports.table import table_of
from calculator.exports.workbook import workbook_of
from calculator.keeping.released import data_release
from calculator.permalink import file_words, lasting
from calculator.views.asked import answered
from calculator.views.costly import costly

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


# What each file is made with; `calculator.views.saved` makes the same files from saved scenarios.
FILES: Mapping[str, Callable[[Answer], HttpResponse]] = {
    "xlsx": lambda answer: HttpResponse(workbook_of(answer), content_type=XLSX),
    "csv": lambda answer: HttpResponse(table_of(answer, release=data_release(answer.data_version)), content_type=CSV),
    "json": lambda answer: json_response(budget_answer(answer, trace=True)),
}


@require_safe
@costly
def workbook(request: HttpRequest, slug: str | None = None, level: str = "place") -> HttpResponseBase:
    """Return the workbook with live formulas."""
    return _file(request, slug, level, "xlsx")


@require_safe
def table(request: HttpRequest, slug: str | None = None, level: str = "place") -> HttpResponseBase:
    """Return the table, one row a line."""
    return _file(request, slug, level, "csv")


@require_safe
def document(request: HttpRequest, slug: str | None = None, level: str = "place") -> HttpResponseBase:
    """Return the document that the API gives for the same question, with the working of every line."""
    return _file(request, slug, level, "json")


def file_of(answer: Answer, ending: str) -> HttpResponse:
    """Return the file of that ending, to be saved under the answer's name."""
    response = FILES[ending](answer)
    name = name_of(answer) if ending == "csv" else answer.file_name
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response


def name_of(answer: Answer) -> str:
    """Return a name that says whom, by which method, what differs and which release."""
    words = file_words(answer.question.query())
    method, release = answer.scenario.methodology, data_release(answer.data_version) or "unreleased"
    parts = [answer.file_name, f"{method.id}-{method.version}", *([words] if words else []), release]
    return "_".join(parts)


def _file(request: HttpRequest, slug: str | None, level: str, ending: str) -> HttpResponseBase:
    """Return the whole file, or the page that says what is wrong with the question: never half a file."""
    return answered(request, slug, level, lambda answer: file_of(lasting(answer), ending))
