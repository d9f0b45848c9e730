"""`GET budgets/`: the budget of every place, or of states or metros, as rows."""

from typing import Any

from django.conf import settings
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from calculator.api.asked import Asked
from calculator.api.bulk.answer import answer
from calculator.api.bulk.columns import LAST, SAME, column_names
from calculator.api.bulk.question import BulkQuestion, read_question
from calculator.api.bulk.text import ROWS_A_CHUNK, Rows, csv_chunks, json_chunks
from calculator.api.cited import said
from calculator.api.fields import read_fields
from calculator.api.frame import CSV, text_response
from calculator.api.head import changed
from calculator.api.numbers import number
from calculator.api.paging import link_header
from calculator.keeping.released import data_release
from calculator.permalink import difference, file_words
from profiles.selectors import place_table
from web.throttling import Rate, charge

PLURALS = {"place": "places", "town": "towns", "county": "counties", "state": "states"}
MOST_STATES_NAMED = 5


def read_bulk(request: Request, given: Asked, *, as_csv: bool) -> HttpResponseBase:
    """Return the rows asked for: computed before the first byte is sent, made into text on the way."""
    table = place_table()
    question = read_question(given, table)
    fields = read_fields(given, column_names(question), as_csv=as_csv)
    given.refuse_unknown()
    given.raise_faults()
    found = answer(table, question)
    page = question.page.of(found.order)
    links = question.page.links(request, len(found.order))
    method = question.scenario.methodology
    rows = Rows(
        start=found.heads.start,
        columns={name: column[page] for name, column in found.columns.items()},
        same=dict(zip(SAME, (method.id, method.version, table.version), strict=True)),
        end=found.heads.end,
        last=dict(zip(LAST, _last(question), strict=True)),
        page=page.tolist(),
    )
    stream = len(page) > ROWS_A_CHUNK
    if stream:
        # As much work as hundreds of others.
        charge(request._request, "bulk", Rate.read(settings.FILE_RATE))
    if as_csv:
        response = text_response(csv_chunks(rows, fields), CSV, stream=stream)
        response.headers["Content-Disposition"] = f'attachment; filename="{_file_name(question)}"'
    else:
        opening = {"count": len(found.order), **rows.same, **rows.last, **_asked(question), **links}
        opening["cite"] = said(request, f"budgets of {PLURALS[question.kind]} by {method.reference}")["cite"]
        response = text_response(json_chunks(opening, rows), "application/json", stream=stream)
    if header := link_header(links):
        response.headers["Link"] = header
    return response


def _asked(question: BulkQuestion) -> dict[str, Any]:
    """Return the parameters that every row was computed with, and what of them differs from the method."""
    scenario = question.scenario
    usual = scenario.methodology.usual
    inputs = {name: number({**usual, **scenario.moved}[name]) for name in scenario.methodology.parameters}
    return {
        "inputs": inputs,
        "changed": {name: {"value": one.value, "usual": one.usual} for name, one in changed(scenario, usual).items()},
    }


def _file_name(question: BulkQuestion) -> str:
    """Return a name that says who, by which method, what differs and which release."""
    method = question.scenario.methodology
    states = sorted(question.wanted.states or ())
    who = PLURALS[question.kind]
    who += (
        f"-of-{'-'.join(states)}"
        if 0 < len(states) <= MOST_STATES_NAMED
        else f"-of-{len(states)}-states"
        if states
        else ""
    )
    who += f"-by-{question.group_by}" if question.group_by else ""
    words = file_words(question.scenario.query())
    release = data_release() or "unreleased"
    parts = ["cvi-budgets", who, f"{method.id}-{method.version}", *([words] if words else []), release]
    return "_".join(parts) + ".csv"


def _last(question: BulkQuestion) -> tuple[str | int | None, ...]:
    scenario = question.scenario
    said = (scenario.methodology.reference, data_release(), difference(scenario.query()))
    return (*said, scenario.dollars_of)
