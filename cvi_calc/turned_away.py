"""What a request is answered that no thread sees: a document to programs, a page to everybody else.

One that is larger than the server reads is answered while it arrives: a thread that read on would wait for the rest, as
long as the client likes. One that waited too long for a thread is told to come again.
"""

from http import HTTPStatus
from io import BytesIO

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http.request import split_domain_port

from cvi_calc.arriving import LARGEST_BODY, LARGEST_HEAD, Arriving
from web.error_pages import refused
from web.problems import Problem, own_host

POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
RETRY_AFTER_SECONDS = 5
DETAILS = {
    413: f"What was sent is larger than {LARGEST_BODY:,} bytes.",
    414: "The address has more than {line:,} bytes. Name a county, or send the places in a body.",
    431: f"The headers have more than {LARGEST_HEAD:,} bytes.",
    503: "More is asked at this moment than can be answered. Please ask again in a few seconds.",
}


def turned_away(arriving: Arriving, status: int) -> bytes:
    """Return the whole answer, its head included."""
    response = refused(_request(arriving), Problem(status, DETAILS[status].format(line=arriving.longest_line)))
    later = f"Retry-After: {RETRY_AFTER_SECONDS}\r\n" if status == HTTPStatus.SERVICE_UNAVAILABLE else ""
    head = (
        f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\nContent-Type: {response['Content-Type']}\r\n{later}"
        f"Cache-Control: no-store\r\nContent-Security-Policy: {POLICY}\r\nX-Content-Type-Options: nosniff\r\n"
        f"Content-Length: {len(response.content)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + response.content


def _request(arriving: Arriving) -> WSGIRequest:
    """Return as much of the request as an answer to it says again: where it was sent."""
    method, path, host = arriving.first_line
    host = split_domain_port(host)[0] if settings.HTTPS else host  # as links are: under https without a port
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "SERVER_NAME": own_host(),
        "SERVER_PORT": "443" if settings.SECURE_SSL_REDIRECT else "80",
        "wsgi.url_scheme": "https" if settings.SECURE_SSL_REDIRECT else "http",
        "wsgi.input": BytesIO(),
    }
    return WSGIRequest({**environ, "HTTP_HOST": host} if host else environ)
