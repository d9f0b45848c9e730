"""What a long page holds, as a list of links at its head: made from the headings of its own sections."""

import re
from html import unescape

from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.text import slugify

_SECTION = re.compile(
    r'<section (?P<before>class="section[^"]*")(?: id="(?P<id>[^"]+)")?>(?P<head>\s*<header><h2>(?P<title>.*?)</h2>)',
    re.DOTALL,
)
LEAST = 3  # sections, below which a list of them helps nobody


def contents(body: str) -> SafeString:
    """Return sections as they are printed (`{% filter contents %}`) after "On this page", a list of them; each gets an id."""
    links: list[str] = []

    def linked(found: re.Match[str]) -> str:
        title = strip_tags(found["title"]).strip()
        key = found["id"] or slugify(unescape(title))
        links.append(f'<li><a href="#{key}">{title}</a></li>')
        return f'<section {found["before"]} id="{key}">{found["head"]}'

    sections = _SECTION.sub(linked, body)
    listed = f'<nav class="on-this-page" aria-label="On this page"><ul class="plain">{"".join(links)}</ul></nav>'
    return SafeString(listed + sections if len(links) >= LEAST else sections)
