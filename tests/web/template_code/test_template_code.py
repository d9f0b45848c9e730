"""The code of a template gives what Django's own rendering gives, which shares nothing with it but the parser."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.template import engines
from django.template.context import Context
from django.template.engine import Engine
from django.test import Client, override_settings
from django.utils.safestring import SafeString

from web.template_code.loader import Coded

TEMPLATES = {
    "base": "<title>{% block title %}Home{% endblock %}</title>{% block main %}{% endblock %}{{ title }}",
    "middle": '{% extends "base" %}{% block title %}Middle, {{ block.super }}{% endblock %}',
    "heir": '{% extends "middle" %}{% block title %}{{ name }}, {{ block.super }}{% endblock %}'
    "{% block main %}{% firstof empty name as title %}{{ title }}{% block inner %}{{ title }}!{% endblock %}{% endblock %}",
    "faulty": "{{ thing.broken }}",
    "row": "<td{% if small %} class=small{% endif %}>{{ cell }}{{ name }}</td>",
}


@dataclass
class Thing:
    """An object without keys."""

    label: str = "a & b"

    def call(self) -> str:
        """Return markup that is no markup."""
        return "<called>"

    @property
    def broken(self) -> str:
        """Raise what the page must not swallow."""
        raise AttributeError("broken")


NAMES: dict[str, Any] = {
    "name": "<b>'Norfolk' & \"more\"</b>",
    "markup": SafeString("<b>bold</b>"),
    "nothing": None,
    "zero": 0,
    "number": 1234.5,
    "empty": "",
    "thing": Thing(),
    "call": lambda: "called",
    "rows": [{"cells": ["1 <", "2"], "on": True}, {"cells": [], "items": "own"}, {"cells": ("x",)}],
    "pairs": [("a", 1), ("b", 2)],
    "by_name": {"one": 1, "two": 2},
    "0": "a digit",
}
SOURCES = [
    "{{ name }}{{ markup }}{{ nothing }}{{ zero }}{{ number }}{{ gone }}{{ thing.gone }}{{ gone.further }}",
    "{{ thing.label }}{{ thing.call }}{{ call }}{{ thing }}{{ rows.0.cells.1 }}{{ rows.9 }}{{ name.upper }}{{ by_name.two }}",
    "{% if gone %}a{% elif thing.call %}b{% else %}c{% endif %}{% if not gone and zero or nothing %}d{% else %}e{% endif %}",
    "{% if zero == 0 %}a{% endif %}{% if gone == None %}b{% endif %}{% if number > name %}c{% else %}d{% endif %}",
    "{% if 'a' in name %}e{% endif %}{% if nothing is None %}f{% endif %}{% if gone != gone %}g{% endif %}",
    "{% for row in rows %}{{ forloop.counter }}/{{ forloop.revcounter0 }}{{ forloop.first }}{% endfor %}{{ row }}",
    "{% for row in rows %}{% for cell in row.cells %}{{ cell }}{% empty %}-{% endfor %}{% endfor %}",
    "{% for row in rows %}{% for a in row.cells %}{{ forloop.parentloop.counter }}{{ forloop.last }}{% endfor %}{% endfor %}",
    "{% for row in rows reversed %}{{ row.items }}{% endfor %}{% for a, b in pairs %}{{ a }}={{ b }};{% endfor %}",
    "{% for key, value in by_name.items %}{{ key }}{{ value }}{% endfor %}{% for x in gone %}x{% empty %}none{% endfor %}",
    "{{ name|default:'x' }}{{ gone|default:'<y>' }}{{ markup|default:'x' }}{{ rows|length }}{{ nothing|default_if_none:'' }}",
    "{{ pairs.0|join:', ' }}{{ name|upper }}{{ by_name|length }}{{ zero|add:number }}{{ 'text'|upper }}{{ 5 }}",
    "{% for row in rows %}{% include 'row' with cell=row.cells small=True only %}{% include 'row' with cell=gone %}{% endfor %}",
    "{% include which %}{% comment %}never{% endcomment %}{# nor this #}{% csrf_token %}",
    "{% extends 'heir' %}{% block inner %}{{ title }}?{{ block.super }}{% endblock %}",
]


def engine(loader: str) -> Engine:
    """Return an engine with the templates above, read by `loader`."""
    sources = {**TEMPLATES, **{str(number): source for number, source in enumerate(SOURCES)}}
    return Engine(loaders=[(loader, [("django.template.loaders.locmem.Loader", sources)])])


@pytest.fixture(scope="module")
def django_engine() -> Engine:
    """Django's own rendering."""
    return engine("django.template.loaders.cached.Loader")


@pytest.fixture(scope="module")
def coded_engine() -> Engine:
    """The same templates by code."""
    return engine("web.template_code.loader.Loader")


@pytest.mark.parametrize("number", range(len(SOURCES)))
def test_code_gives_what_django_gives(number: int, django_engine: Engine, coded_engine: Engine) -> None:
    names = {**NAMES, "which": "row", "csrf_token": "token"}
    coded = coded_engine.get_template(str(number))
    assert isinstance(coded.nodelist[0], Coded), "no code was written"
    assert coded.render(Context(names)) == django_engine.get_template(str(number)).render(Context(names))


def test_a_fault_of_ours_is_not_swallowed(coded_engine: Engine) -> None:
    with pytest.raises(AttributeError, match="broken"):
        coded_engine.get_template("faulty").render(Context(NAMES))


def test_what_only_others_extend_stays_as_it_is(coded_engine: Engine) -> None:
    coded_engine.get_template("heir")
    assert not isinstance(coded_engine.get_template("base").nodelist[0], Coded)


PAGES = [
    "/",
    "/cities/norfolk-va/",
    "/cities/norfolk-va/calculator/?outreach_caseload=12&fringe_share=x",
    "/cities/norfolk-va/calculator/?tab=years&years=4",
    "/cities/norfolk-va/calculator/?tab=funding&years=4",
    "/cities/norfolk-va/calculator/?tab=return",
    "/cities/norfolk-va/calculator/?tab=grant&years=3",
    "/cities/norfolk-va/calculator/?tab=sure",
    "/calculator/?county=51710",
    "/compare/?city=norfolk-va&city=chicago-il",
    "/cities/?state=VA",
    "/methodology/caps/",
    "/evidence/",
    "/faq/",
    "/data/",
]


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_pages_have_the_same_bytes_as_by_django(address: str) -> None:
    by_code = Client().get(address)
    [backend] = settings.TEMPLATES
    [(_, loaders)] = backend["OPTIONS"]["loaders"]
    with override_settings(TEMPLATES=[backend | {"OPTIONS": backend["OPTIONS"] | {"loaders": loaders}}]):
        by_django = Client().get(address)
    assert by_code.content == by_django.content


def test_what_answers_questions_has_code() -> None:
    django, folder = engines["django"].engine, settings.BASE_DIR / "templates"
    asked = [folder / name for name in ("calculator.html", "compare.html", "profile.html", "saved.html", "start.html")]
    asked += [*(folder / "calculator").glob("*.html"), *(folder / "components").rglob("*.html")]
    names = [str(path.relative_to(folder)) for path in asked]
    assert [name for name in names if not isinstance(django.get_template(name).nodelist[0], Coded)] == []
