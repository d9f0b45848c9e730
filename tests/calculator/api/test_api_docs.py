"""The documentation for programs: snippets run as printed, examples are today's answers, the notebook rebuilds its table."""

import csv
import html
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
import yaml
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from calculator.api.guide.snippets import ABOUT
from calculator.api.openapi import openapi
from tests.api_examples import answers

ROOT = Path(__file__).parent.parent.parent.parent
EXAMPLES = ROOT / "calculator" / "api" / "guide" / "content" / "examples"


@pytest.fixture
def shown(live_server: LiveServer) -> dict[str, str]:
    """Return the snippets as the page prints them, by key."""
    with urlopen(f"{live_server.url}/api/docs/") as page:
        found = re.findall(r'<code data-snippet="([\w-]+)">(.*?)</code>', page.read().decode(), re.DOTALL)
    return {key: html.unescape(text) for key, text in found}


def run(*command: str, text: str) -> str:
    done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_page_shows_every_snippet(shown: dict[str, str]) -> None:
    assert list(shown) == [about[0] for about in ABOUT]


def test_curl(shown: dict[str, str]) -> None:
    first, second = run("bash", "-e", text=shown["curl"].replace("\n\n", "\necho\n", 1)).splitlines()
    assert json.loads(first)["inputs"]["outreach_caseload"] == 12
    assert json.loads(second)["place"]["places"] == ["5157000", "5182000"]


def test_python(shown: dict[str, str]) -> None:
    printed = run(sys.executable, "-", text=shown["python"])
    assert "  16 Street outreach worker" in printed
    assert "$19,888,485 a year" in printed


def test_pandas(shown: dict[str, str]) -> None:
    code = shown["pandas"] + "\nprint(len(places), places['geoid'].str.len().unique(), places['total'].dtype)"
    printed = run(sys.executable, "-", text=code)
    assert printed.splitlines()[1].startswith("CA")
    assert printed.splitlines()[-1] == "19479 [7] int64"


def test_javascript(shown: dict[str, str]) -> None:
    printed = run("node", "--input-type=module", text=shown["javascript"]).splitlines()
    assert [line.split()[0] for line in printed] == ["caps", "field"]
    assert all(int(line.split()[2].replace(",", "")) > 1_000_000 for line in printed)


@pytest.mark.parametrize("key", ["r", "spreadsheet"])
def test_what_other_programs_import_has_the_columns_named(shown: dict[str, str], key: str) -> None:
    (url,) = re.findall(r'"(http[^"]+)"', shown[key])
    with urlopen(url) as answer:
        rows = list(csv.DictReader(io.StringIO(answer.read().decode())))
    assert {row["state"] for row in rows} == {"VA"}
    assert {"geoid", "name", "high_risk", "all_staff", "total", "methodology_version"} <= set(rows[0])


def test_the_notebook_asks_the_site_it_comes_from_and_writes_its_table(
    live_server: LiveServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CVI_SITE", raising=False)
    with urlopen(f"{live_server.url}/api/docs/featured-cities.ipynb") as answer:
        assert answer.headers["Content-Disposition"] == 'attachment; filename="featured-cities.ipynb"'
        notebook = json.loads(answer.read())
    scope: dict[str, Any] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), scope)
    table = scope["table"]
    assert len(table) == 50
    assert table["total"].gt(0).all()
    assert {"Baltimore", "Chicago", "Norfolk"} <= set(table["name"])
    kept = (ROOT / "docs" / "api" / "featured-cities.csv").read_text(encoding="utf-8")
    assert (tmp_path / "featured-cities.csv").read_text(encoding="utf-8") == kept


@pytest.mark.django_db
def test_examples_are_todays_answers(client: Client) -> None:
    for name, answer in answers(client).items():
        kept = json.loads((EXAMPLES / name).read_text(encoding="utf-8"))
        assert kept == answer, f"{name} is out of date: run python -m tests.api_examples"


@pytest.mark.django_db
def test_every_kind_of_problem_leads_to_its_words(client: Client) -> None:
    page = client.get("/api/docs/").text
    kind = client.get("/api/v1/cities/nowhere/").json()["type"]
    assert f'id="{kind.partition("#")[2]}"' in page


@pytest.mark.django_db
def test_the_reference_has_every_operation(client: Client) -> None:
    page = client.get("/api/docs/reference/").text
    for path, operations in openapi()["paths"].items():
        for method in operations:
            assert f"<code>{method.upper()} {path}</code>" in page


def test_the_citation_file_can_be_read() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors", "version", "license"} <= set(citation)


def told(schema: Any, where: str = "") -> Iterator[tuple[str, bool]]:
    """Yield every member of a schema, however deep, and whether it says what it is."""
    if isinstance(schema, dict):
        for member, found in schema.get("properties", {}).items():
            yield f"{where}.{member}", bool(found.get("description"))
        schema = schema.values()
    for part in schema if not isinstance(schema, str | int | float | None) else ():
        yield from told(part, where)


@pytest.mark.django_db
def test_every_member_of_bodies_and_answers_has_a_row_that_tells_it(client: Client) -> None:
    schemas = openapi()["components"]["schemas"]
    assert [where for name, schema in schemas.items() for where, said in told(schema, name) if not said] == []
    page, text = client.get("/api/docs/reference/").text, client.get("/api/docs.md").text
    pages = dict(re.findall(r'<details id="shape-(\w+)">(.*?)</details>', page, re.DOTALL))
    texts = dict(
        re.findall(r"^### (\w+)\n(.*?)(?=^### |\Z)", text.partition("## Members")[2], re.DOTALL | re.MULTILINE)
    )
    for name, schema in schemas.items():
        shown = re.sub(r"For(Places|County)$", "ForPopulation", name)
        shown = "PortfolioForPlaces" if name.startswith("PortfolioFor") else shown
        for member, found in schema.get("properties", {}).items():
            words = found["description"]
            assert f"<code>{member}</code>" in pages[shown], f"{name}.{member}"
            assert html.escape(words) in pages[shown], f"{name}.{member}"
            row = re.search(rf"^\| `{member}`.*$", texts[shown], re.MULTILINE)
            assert row, f"{name}.{member}"
            assert words.replace("|", "\\|") in row[0], f"{name}.{member}"
            if "maximum" in found:
                assert re.search(r"\| -?[\d.,]+ to [\d.,]+ \|$", row[0]), row[0]


@pytest.mark.django_db
def test_every_parameter_has_a_row_that_tells_it(client: Client) -> None:
    document, page = openapi(), client.get("/api/docs/reference/").text
    parts = dict(re.findall(r'<section class="operation" aria-labelledby="([\w-]+)">(.*?)</section>', page, re.DOTALL))
    for operations in document["paths"].values():
        for operation in operations.values():
            part = parts[operation["operationId"].replace("_", "-")]
            for parameter in operation["parameters"]:
                name = parameter.get("$ref", "").rpartition("/")[2]
                known = document["components"]["parameters"][name] if name else parameter
                assert f"<code>{known['name']}</code>" in part
                assert html.escape(known["description"]) in part


@pytest.mark.django_db
def test_the_documentation_can_be_read_as_markdown(client: Client) -> None:
    short = client.get("/llms.txt").text
    assert short.startswith("# CVI Budget\n\n> ")
    for url in re.findall(r"\(http://testserver(/[^)]*)\)", short):
        assert client.get(url).status_code == 200, url
    guide = client.get("/api/docs.md")
    assert guide.headers["Content-Type"] == "text/markdown; charset=utf-8"
    for path in openapi()["paths"]:
        assert path in guide.text


@pytest.mark.django_db
def test_each_snippet_can_be_copied_where_scripts_run(client: Client) -> None:
    page = client.get("/api/docs/").content.decode()
    shown = re.findall(r'data-snippet="([^"]+)"', page)
    assert shown
    assert re.findall(r'class="button js-only" data-copy="" data-copies="([^"]+)"', page) == shown
