"""Structured data for search engines (schema.org, JSON-LD), safe to stand inside a page."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

# Inside <script> only these could end the element or start a comment.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def structured(data: dict[str, Any]) -> SafeString:
    """Return the text of a JSON-LD script element; whatever an editor typed cannot leave it."""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(text)  # noqa: S308 (escaped above)
