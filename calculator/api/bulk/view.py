"""`GET budgets/`: the budget of every place, or of states or metros, as rows."""

from django.conf import settings
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from calculator.api.asked import Asked
from calculator.api.bulk.answer import answer
from calculator.api.bulk.question import read_question
from calculator.api.bulk.text import ROWS_A_CHUNK, csv_chunks, json_chunks
from calculator.api.frame import CSV, text_response
from calculator.api.paging import link_header
from profiles.selectors import place_table
from web.throttling import Rate, charge


def read_bulk(request: Request, given: Asked, *, as_csv: bool) -> HttpResponseBase:
    """Return the rows asked for: computed before the first byte is sent, made into text on the way."""
    table = place_table()
    question = read_question(given, table)
    given.refuse_unknown()
    given.raise_faults()
    rows = answer(table, question)
    page = question.page.of(rows.order)
    links = question.page.links(request, len(rows.order))
    columns = {name: column[page] for name, column in rows.columns.items()}
    method = question.scenario.methodology
    tail = {"methodology": method.id, "methodology_version": method.version, "data_version": table.version}
    stream = len(page) > ROWS_A_CHUNK
    if stream:
        # As much work as hundreds of others.
        charge(request._request, "bulk", Rate.read(settings.FILE_RATE))
    if as_csv:
        heads = [rows.heads.csv[index] for index in page.tolist()]
        response = text_response(csv_chunks(heads, rows.heads.names, columns, tail), CSV, stream=stream)
        name = f"budgets-{method.id}-{method.version}.csv"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    else:
        heads = [rows.heads.json[index] for index in page.tolist()]
        opening = {"count": len(rows.order), **tail, **links}
        response = text_response(json_chunks(opening, heads, columns, tail), "application/json", stream=stream)
    if header := link_header(links):
        response.headers["Link"] = header
    return response
