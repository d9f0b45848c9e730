"""What a long page holds, as a list of links at its head: made from the headings of its own sections."""

import re
from html import unescape

from django import template
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.text import slugify

register = template.Library()

_SECTION = re.compile(
    r'<section (?P<before>class="section[^"]*")(?: id="(?P<id>[^"]+)")?>(?P<head>\s*<header><h2>(?P<title>.*?)</h2>)',
    re.DOTALL,
)
LEAST = 3  # sections, below which a list of them helps nobody


@register.tag
def contents(parser: template.base.Parser, token: template.base.Token) -> template.Node:
    """`{% contents %}…{% endcontents %}` puts "On this page" before the sections it holds, and gives each an id."""
    nodes = parser.parse(("endcontents",))
    parser.delete_first_token()
    return _Contents(nodes)


class _Contents(template.Node):
    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        """Return the sections after the list of them; both as they were escaped by their own templates."""
        links: list[str] = []

        def linked(found: re.Match[str]) -> str:
            title = strip_tags(found["title"]).strip()
            key = found["id"] or slugify(unescape(title))
            links.append(f'<li><a href="#{key}">{title}</a></li>')
            return f'<section {found["before"]} id="{key}">{found["head"]}'

        body = _SECTION.sub(linked, self.nodelist.render(context))
        listed = f'<nav class="on-this-page" aria-label="On this page"><ul class="plain">{"".join(links)}</ul></nav>'
        return SafeString(listed + body if len(links) >= LEAST else body)
