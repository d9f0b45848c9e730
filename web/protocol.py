"""What HTTP allows and this site does not: methods that echo, hosts with a stranger's port, powers of a browser nobody needs."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from web.problems import Problem, problem_response

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
PORT = re.compile(r":\d*$")
PERMISSIONS = ", ".join(
    f"{power}=()" for power in ("accelerometer", "camera", "geolocation", "gyroscope", "microphone", "payment", "usb")
)


class Protocol:
    """Middleware, the first of all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Refuse unknown methods; where the site is reached by https, links name its host without a port."""
        if settings.HTTPS and "HTTP_HOST" in request.META:
            request.META["HTTP_HOST"] = PORT.sub("", request.META["HTTP_HOST"])
        if request.method in METHODS:
            response = self.get_response(request)
        else:
            problem = Problem(405, "This method is not answered here.", headers={"Allow": ", ".join(METHODS)})
            response = problem_response(request, problem)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if request.method == "HEAD":
            _leave_body(response)
        return response


def _leave_body(response: HttpResponseBase) -> None:
    """Keep the head alone, with the length of the body where it is known: the server would drop it with a warning."""
    if isinstance(response, StreamingHttpResponse):
        response.streaming_content = ()
    elif isinstance(response, HttpResponse) and response.content:
        response.headers.setdefault("Content-Length", str(len(response.content)))
        response.content = b""
