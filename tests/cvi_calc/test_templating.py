"""What a template of the site's pages may rely on."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.template import engines
from django.utils.safestring import SafeString
from jinja2 import DictLoader

from cvi_calc.templating import environment


def printed(text: str, **context: Any) -> str:
    parts = {"part.html": "[{{ mine }}{{ theirs }}]", "page.html": text}
    return environment(loader=DictLoader(parts), autoescape=True).get_template("page.html").render(context)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ typed }}", "&lt;b&gt;&#34;&amp;&#39;"),
        ("{{ markup }}", "<b>"),
        ("{{ typed ~ markup }}", "&lt;b&gt;&#34;&amp;&#39;<b>"),
        ('{{ component("part.html", mine=typed) }}', "[&lt;b&gt;&#34;&amp;&#39;]"),
        ('{{ component("part.html", mine=markup) }}', "[<b>]"),
    ],
)
def test_what_is_typed_is_text_wherever_it_is_printed(text: str, shown: str) -> None:
    assert printed(text, typed="<b>\"&'", markup=SafeString("<b>")) == shown


def test_a_component_sees_its_arguments_alone() -> None:
    assert printed('{{ component("part.html", mine=1) }}{{ theirs }}', theirs=2) == "[1]2"


def test_a_member_is_found_before_a_method_of_its_name() -> None:
    assert printed("{{ row.items }} {{ row.title }}", row={"items": "three", "title": "Row"}) == "three Row"
    assert printed("{{ row.title }}", row=SimpleNamespace(title="Row")) == "Row"


def test_what_nobody_said_prints_nothing_and_is_nothing() -> None:
    assert printed("{{ row.nothing.at.all }}{% if nobody.said %}said{% endif %}{{ nobody }}", row={}) == ""


def test_no_page_is_printed_by_the_editors_engine_nor_theirs_by_the_site() -> None:
    pages = engines["jinja2"].env.list_templates()  # type: ignore[attr-defined]
    assert {"base.html", "calculator.html", "pictures/budget.svg"} <= set(pages)
    assert not [name for name in pages if name.startswith(("admin/", "custody/second_factor", "custody/spare_codes"))]
