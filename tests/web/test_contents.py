"""The list of what a long page holds leads to every section of the page, and each of its ids is there once."""

from html.parser import HTMLParser

import pytest
from django.test import Client

from web.contents import contents

LONG = ["/methodology/caps/", "/data/", "/evidence/", "/about/", "/funders/", "/validation/", "/faq/", "/methodology/"]


class _Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.sections: list[str | None] = []
        self.links: list[str] = []
        self._listing = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "nav":
            self._listing = given.get("aria-label") == "On this page"
        if tag == "section" and "section" in str(given.get("class")).split():
            self.sections.append(given.get("id"))
        if tag == "a" and self._listing:
            self.links.append(str(given["href"]))

    def handle_endtag(self, tag: str) -> None:
        self._listing = self._listing and tag != "nav"


def outline(html: str) -> _Outline:
    found = _Outline()
    found.feed(html)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("path", LONG)
def test_a_long_page_lists_its_sections(client: Client, path: str) -> None:
    page = outline(client.get(path).text)
    assert len(page.sections) >= 3
    assert page.links == [f"#{key}" for key in page.sections]
    assert [page.ids.count(str(key)) for key in page.sections] == [1] * len(page.sections)


def test_two_sections_need_no_list() -> None:
    two = '<section class="section"><header><h2>One</h2></header></section>' * 2
    assert "On this page" not in contents(two)
