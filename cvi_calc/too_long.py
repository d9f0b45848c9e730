"""What is answered to an address longer than the server reads: a document to programs, a page to everybody else."""

import json
from functools import cache

from django.template.loader import render_to_string

POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"


@cache
def too_long(below_api: bool, limit: int) -> bytes:
    """Return the whole answer, its head included; `limit` is in bytes."""
    body = _document(limit) if below_api else render_to_string("414.html")
    kind = "application/problem+json" if below_api else "text/html; charset=utf-8"
    encoded = body.encode()
    head = (
        f"HTTP/1.1 414 URI Too Long\r\nContent-Type: {kind}\r\nCache-Control: no-store\r\n"
        f"Content-Security-Policy: {POLICY}\r\nX-Content-Type-Options: nosniff\r\n"
        f"Content-Length: {len(encoded)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + encoded


def _document(limit: int) -> str:
    """Return a problem document (RFC 9457)."""
    return json.dumps(
        {
            "type": "/api/docs/#problem-uri-too-long",
            "title": "URI Too Long",
            "status": 414,
            "detail": f"The address has more than {limit:,} bytes. Name a county, or send the places in a body.",
        }
    )
