"""Measures sized to a program's staff: a page, and a sheet to fill in."""

import csv
import io
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from calculator.answer import Answer
from calculator.asking.given import FaultyError
from calculator.asking.question import Question, read_question
from calculator.asking.subject import subject_of_question
from calculator.methods import editions
from calculator.presenters.plan.measures import measure_rows, present_measures
from calculator.views.asked import RefusedError, refused
from calculator.words.cells import as_cell


@require_safe
def measures(request: HttpRequest) -> HttpResponseBase:
    """The measures of the program that the query string asks for; without one, what they are."""
    try:
        answer = _answer(request)
        table = present_measures(answer) if answer else None
        name = answer.subject.name if answer else ""
    except RefusedError as error:
        return refused(request, error)
    context = {
        "section": "calculator",
        "measures": table,
        "name": name,
        "texts": [] if answer else _texts(),
        "calculator_url": answer.question.url("/calculator/", tab="grant") if answer else "/calculator/?tab=grant",
    }
    return render(request, "measures.html", context)


@require_safe
def measures_sheet(request: HttpRequest) -> HttpResponseBase:
    """The same as CSV, a row for each measure and quarter, with a column to fill in."""
    try:
        answer = _answer(request)
        rows = measure_rows(answer) if answer else []
    except RefusedError as error:
        return refused(request, error)
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([as_cell(value) for value in row] for row in rows)
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="cvi-measures.csv"'
    return response


def _answer(request: HttpRequest) -> Answer | None:
    """Return the answer, None where nobody is named. Raises RefusedError."""
    question = read_question({name: [str(item) for item in items] for name, items in request.GET.lists()})
    page = "/calculator/"
    if question.faults:
        raise RefusedError(question, question.faults, page)
    try:
        subject = subject_of_question(question)
        if subject is None:
            return None
        answer = Answer(subject, _with_measures(question))
        _ = answer.measures
    except FaultyError as error:
        raise RefusedError(question, error.faults, page) from None
    return answer


def _with_measures(question: Question) -> Question:
    """Return the question under an edition that has measures: its own, or else the newest that has."""
    if question.scenario.edition.measures is not None:
        return question
    newest = next(edition for edition in [*editions().values()][::-1] if edition.measures is not None)
    return replace(question.under(newest.methods[question.scenario.methodology.id]), tab=question.tab)


def _texts() -> list[dict[str, str]]:
    newest = next(edition for edition in [*editions().values()][::-1] if edition.measures is not None)
    return [
        {
            "label": text.label,
            "text": text.basis,
            "source": text.source.title,
            "url": text.source.url,
        }
        for text in newest.measures.measures
    ]
