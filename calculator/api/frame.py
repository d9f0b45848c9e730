"""The frame of every endpoint: conditional reading, caching, strict parameters, one error shape."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from calculator.api.asked import Asked, query_of, refusal_of
from calculator.api.body import Body, body_of, refusal
from calculator.api.cited import canonical, site_of
from calculator.api.document import Operation
from calculator.api.head import Answered
from calculator.api.shapes import encode
from calculator.asking.given import FaultyError
from calculator.versions import etag
from profiles.editorial.memory import editorial_version
from profiles.releases.asked import NAME as RELEASE
from web.conditional import ASK_EACH_TIME, conditional, has_already, not_modified
from web.problems import Problem
from web.strict_json import StrictJSONParser

CACHE_CONTROL = "public, max-age=300, stale-while-revalidate=86400"
CSV = "text/csv; charset=utf-8"


class CSVRenderer(BaseRenderer):
    """Lets `Accept: text/csv` be negotiated; the text itself is written by the endpoint."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"


class Endpoint(APIView):
    """A resource. Subclasses implement `read(request, given, **path)` for GET and HEAD, or `post`."""

    operations: Mapping[str, Operation] = {}  # by method, for the OpenAPI document
    lasting = True  # whether an answer has an address under which it stays
    may_be_taken_down = False  # then whoever has the answer is not told that it still is one before it is read
    parser_classes = (StrictJSONParser,)
    renderer_classes: Sequence[type[BaseRenderer]] = (JSONRenderer,)

    def read(self, request: Request, given: Asked, **path: str) -> Any:
        """Return the answer: a shape to be JSON, or a response. Raises FaultyError or Problem."""
        raise NotImplementedError

    def answer_read(self, request: Request, **path: str) -> HttpResponseBase:
        """Answer GET and HEAD: 304 before any work where the caller has the bytes, else what `read` gives."""
        site = site_of(request)
        tag = etag(editorial_version(), site, request.get_full_path(), request.accepted_renderer.format or "")
        kept = ASK_EACH_TIME if self.may_be_taken_down else CACHE_CONTROL
        if has_already(request, tag) and not self.may_be_taken_down:
            return not_modified(tag, cache_control=kept)
        given = query_of(request)
        given.all(RELEASE)  # read already: the whole answer is from that release
        try:
            answer = self.read(request, given, **path)
        except FaultyError as error:
            raise refusal(given, error) from None
        response = answer if isinstance(answer, HttpResponseBase) else json_response(answer)
        if 200 <= response.status_code < 300 and self.lasting:
            response.headers["Link"] = _links(canonical(request, site), response.headers.get("Link", ""))
        if request.method == "HEAD":
            response = _without_body(response)
        return conditional(request, response, tag, cache_control=kept)

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        """Say which methods there are, in the Allow header that every answer carries."""
        return Response(status=204)

    def body(self, request: Request) -> Body:
        """Return the JSON body as given; a query string beside it is refused, for nothing would read it."""
        given = query_of(request)
        given.refuse_unknown()
        if given.faults:
            raise refusal_of(given.faults, body=False)
        return body_of(request)


class Reading(Endpoint):
    """A resource that is read."""

    def get(self, request: Request, **path: str) -> HttpResponseBase:
        """Answer GET, and HEAD through it."""
        return self.answer_read(request, **path)


class RowsReading(Reading):
    """A resource of rows, as JSON or, by `?format=csv` or `Accept: text/csv`, as CSV."""

    renderer_classes = (JSONRenderer, CSVRenderer)

    def format_of(self, request: Request, given: Asked) -> str:
        """Return json or csv: the parameter where given, else what was negotiated."""
        return given.choice("format", ("json", "csv")) or request.accepted_renderer.format or "json"


def json_response(answer: Any, status: int = 200) -> HttpResponse:
    """Return an answer as JSON; of a question that was posted, the page that gives it for ever is named."""
    links = {"Link": _links(answer.permalink)} if isinstance(answer, Answered) else {}
    return HttpResponse(encode(answer), status=status, content_type="application/json", headers=links)


def text_response(chunks: Iterator[bytes], content_type: str, *, stream: bool) -> HttpResponseBase:
    """Return text in a few large pieces: as they are made, or as one with its length."""
    if stream:
        return StreamingHttpResponse(chunks, content_type=content_type)
    return HttpResponse(b"".join(chunks), content_type=content_type)


def not_found(detail: str, **members: Any) -> Problem:
    """Return the problem of something that does not exist."""
    return Problem(404, detail, **members)


def _links(canonical_url: str, others: str = "") -> str:
    """Return the value of a Link header (RFC 8288): the canonical address, then the pages around it."""
    own = f'<{canonical_url}>; rel="canonical"'
    return f"{own}, {others}" if others and "canonical" not in others else own


def _without_body(response: HttpResponseBase) -> HttpResponseBase:
    """Return what HEAD gets: the same headers, the length where it is known."""
    if isinstance(response, HttpResponse):
        length = str(len(response.content))
        return HttpResponse(status=response.status_code, headers={**response.headers, "Content-Length": length})
    # Streamed, so that nobody gives a length that is not the answer's.
    return StreamingHttpResponse((), status=response.status_code, headers=dict(response.headers))
