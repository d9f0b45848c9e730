"""Components whose words hardly change: their template runs once, and what changes is put in where it left room.

A page of fifty sliders is then some joining of text, not two thousand look-ups in templates.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from web.markup import escape

_ROOM = re.compile("\ue000(\\w+)\ue001")
_LINES = re.compile(r">\n\s*<")  # a template's lines between elements, which a browser draws nothing for


class Printed:
    """A component printed once, with room for `words`, which its template names like any other of its arguments."""

    def __init__(self, template: str, argument: str, context: Mapping[str, Any], words: Iterable[str]) -> None:
        rooms = {word: room(word) for word in words}
        parts = _ROOM.split(_LINES.sub("><", render_to_string(template, {argument: {**context, **rooms}}).strip()))
        self._first, self._rest = parts[0], tuple(zip(parts[1::2], parts[2::2], strict=True))

    def fill(self, words: Mapping[str, str]) -> SafeString:
        """Return the component with its words, escaped unless they are markup already."""
        pieces = [self._first]
        for name, after in self._rest:
            word = words[name]
            pieces += (word if type(word) is SafeString else escape(word), after)
        return SafeString("".join(pieces))


def text_field(field: Mapping[str, Any]) -> SafeString:
    """Return a field of text (components/field.html); as it is while nobody typed anything, it is printed once."""
    items = tuple(field.items())
    return _text_field(items) if field["value"] or field["error"] else _empty_field(items)


def _text_field(items: Iterable[tuple[str, Any]]) -> SafeString:
    usual = {"required": False, "quiet": False, "short": False, "autocomplete": ""}
    return SafeString(render_to_string("components/field.html", {"field": {**usual, **dict(items)}}))


_empty_field = lru_cache(64)(_text_field)


def room(word: str) -> SafeString:
    """Return the mark that leaves room for a word."""
    return SafeString(f"\ue000{word}\ue001")


def markup(template: str, *words: str) -> SafeString:
    """Return `template`, which is ours, with words escaped and put in for its braces."""
    return SafeString(template.format(*(word if isinstance(word, SafeString) else escape(word) for word in words)))


def joined(pieces: Iterable[SafeString]) -> SafeString:
    """Return pieces of markup as one."""
    return SafeString("".join(pieces))
