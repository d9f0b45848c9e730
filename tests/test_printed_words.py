"""Words that people read have printed apostrophes and quotes, wherever they are written: in code, templates, editions."""

import ast
import re
from pathlib import Path

import pytest

from calculator.words.wording import printed
from web.quoting import quoted

ROOT = Path(__file__).parent.parent
TYPEWRITTEN = re.compile(r"(?<=[A-Za-z0-9}])'(?=(s|t|re|ve|ll|d)\b)|(?<=[a-z]s)' (?=[a-z])")
# What no page says: rules under a seal, what operators type, migrations; facts with their reasons, and names as sent.
APART = (
    "calculator/engine/",
    "/management/",
    "/migrations/",
    "profiles/ingest/",
    "profiles/refresh/",
    "/match/",
    "profiles/homicides/",
    "recount.py",
    "models.py",
    "kinds.py",
)
WRITTEN_IN = ("calculator", "custody", "patterns", "profiles", "web")


def _texts(path: Path) -> list[str]:
    """Return a module's strings without its docstrings; none where nothing in it is typewritten."""
    code = path.read_text()
    tree = ast.parse(code if TYPEWRITTEN.search(code) else "")
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    ]


def _said(template: str) -> str:
    """Return a template's own words: without comments, tags and markup."""
    template = re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}|{%.*?%}|{{.*?}}", " ", template, flags=re.DOTALL)
    return re.sub(r"<(code|pre|script)\b.*?</\1>", " ", template, flags=re.DOTALL)


def test_code_says_its_words_with_printed_apostrophes() -> None:
    modules = [p for folder in WRITTEN_IN for p in (ROOT / folder).rglob("*.py") if not any(a in str(p) for a in APART)]
    assert len(modules) > 300
    assert [(p.relative_to(ROOT), t) for p in modules for t in _texts(p) if " " in t and TYPEWRITTEN.search(t)] == []


@pytest.mark.parametrize("folder", ["templates", "calculator/editions/2027.1", "profiles/content"])
def test_templates_and_texts_have_printed_apostrophes(folder: str) -> None:
    files = [path for ending in ("html", "yaml") for path in (ROOT / folder).rglob(f"*.{ending}")]
    said = {path: re.sub(r"(^|\s)#\s.*$", "", _said(path.read_text()), flags=re.MULTILINE) for path in files}
    assert files
    assert [(path.name, found[0]) for path, text in said.items() if (found := TYPEWRITTEN.search(text))] == []


def test_published_texts_are_printed_as_people_print_them() -> None:
    assert printed("2021-23") == "2021–23"
    assert printed("high-risk offenders; 70-80% of violence") == "high-risk offenders; 70–80% of violence"
    assert printed("FY2025, on 2024-05-01") == "FY2025, on 2024-05-01"
    assert printed("the city's plan, the officers' count") == "the city’s plan, the officers’ count"


def test_what_somebody_typed_stands_between_curly_quotes_and_turns_nothing_around() -> None:
    assert quoted("12 people") == "“12 people”"
    assert quoted("١٢") == "“١٢”"
    assert quoted("\u202eabc\x00") == "“\\u202eabc\\x00”"
