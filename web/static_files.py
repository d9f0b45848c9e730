"""The files of the site's own pages, asked for on a condition like everything else.

WhiteNoise compares `If-None-Match` letter by letter, and gives each encoding of a file the same strong tag.
"""

from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware

from web.conditional import has_any

CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")


class StaticFiles(WhiteNoiseMiddleware):
    """WhiteNoise with tags compared as RFC 9110, 13.1.2 has them; a date counts only where no tag is named."""

    @staticmethod
    def serve(static_file: Any, request: HttpRequest) -> HttpResponseBase:
        """Answer with the file, with a part of it, or with 304."""
        asked: Any = request
        if CONDITIONS[0] in request.META:
            meta = {name: value for name, value in request.META.items() if name not in CONDITIONS}
            if has_any(request, static_file.etag):
                meta[CONDITIONS[0]] = static_file.etag
            asked = SimpleNamespace(method=request.method, META=meta)
        response: HttpResponseBase = WhiteNoiseMiddleware.serve(static_file, asked)
        if (tag := response.headers.get("ETag", "")).startswith('"') and len(static_file.alternatives) > 1:
            response.headers["ETag"] = f"W/{tag}"
        return response
