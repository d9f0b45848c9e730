"""`GET schema/`: the OpenAPI document, as JSON or YAML; written once."""

from functools import cache

import yaml
from django.http import HttpResponse
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request

from calculator.api.asked import Asked
from calculator.api.frame import Reading
from calculator.api.openapi import openapi
from calculator.api.shapes import encode

CONTENT_TYPES = {"json": "application/vnd.oai.openapi+json", "yaml": "application/vnd.oai.openapi"}


class _Negotiated(BaseRenderer):
    """Lets a media type be negotiated; the text is written here once."""

    def render(self, data: object, *arguments: object, **context: object) -> bytes:
        """Return nothing: no answer comes this way."""
        return b""


class OpenAPIJSON(_Negotiated):
    """The document as JSON under its own media type."""

    media_type, format = CONTENT_TYPES["json"], "openapi-json"


class OpenAPIYAML(_Negotiated):
    """The document as YAML under its own media type."""

    media_type, format = CONTENT_TYPES["yaml"], "yaml"


class PlainYAML(_Negotiated):
    """The document as YAML."""

    media_type, format = "application/yaml", "plain-yaml"


class Schema(Reading):
    """The OpenAPI document."""

    lasting = False
    renderer_classes = (OpenAPIYAML, PlainYAML, JSONRenderer, OpenAPIJSON)

    def read(self, request: Request, given: Asked, **path: str) -> HttpResponse:
        """Return the document in the format asked for or negotiated."""
        wanted = given.choice("format", ("json", "yaml"))
        given.refuse_unknown()
        given.raise_faults()
        accepted = request.accepted_renderer
        content_type = CONTENT_TYPES[wanted] if wanted else accepted.media_type
        return HttpResponse(_text("json" if "json" in content_type else "yaml"), content_type=content_type)


@cache
def _text(form: str) -> bytes:
    if form == "json":
        return encode(openapi())
    return yaml.dump(openapi(), Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True).encode()
