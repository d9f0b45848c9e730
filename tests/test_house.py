"""The rules of the house that no tool checks: which module may import what, what serving loads."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ["web", "cvi_calc", "custody", "profiles", "calculator", "patterns"]


def modules_under(folder: str) -> list[Path]:
    """Return the package's own files; snippets are what the documentation shows."""
    return sorted(path for path in (ROOT / folder).rglob("*.py") if "snippets" not in path.parts)


def imported_by(path: Path) -> set[str]:
    """Return every module that a file imports anywhere, functions included, relative ones resolved."""
    package = list(path.relative_to(ROOT).with_suffix("").parts[:-1])
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            parent = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            base = ".".join(filter(None, [parent, node.module or ""]))
            names |= {f"{base}.{alias.name}" for alias in node.names}
    return names


def test_the_engine_imports_the_standard_library_numpy_and_yaml_only() -> None:
    allowed = sys.stdlib_module_names | {"numpy", "yaml"}
    strangers = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules_under("calculator/engine")
        for name in imported_by(path)
        if name.partition(".")[0] not in allowed and not name.startswith("calculator.engine")
    }
    assert not strangers


DOORS = (
    "profiles.selectors", "profiles.presenters", "profiles.editorial.library", "profiles.editorial.memory",
    "profiles.editorial.values", "profiles.releases", "profiles.words",
)  # fmt: skip


def test_the_calculator_reads_places_through_selectors_and_presenters() -> None:
    strangers = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules_under("calculator")
        for name in imported_by(path)
        if name.startswith("profiles.") and not name.startswith(DOORS)
    }
    assert not strangers


def test_pandas_is_imported_by_the_ingest_only() -> None:
    strangers = {
        str(path.relative_to(ROOT))
        for package in PACKAGES
        for path in modules_under(package)
        if any(name.partition(".")[0] == "pandas" for name in imported_by(path))
        and "profiles/ingest" not in path.as_posix()
    }
    assert not strangers


def test_serving_loads_neither_pandas_nor_typst_and_no_command_needs_pandas() -> None:
    code = (
        "import sys; from cvi_calc.wsgi import application; from django.urls import get_resolver; "
        "get_resolver().url_patterns; print(sorted({'pandas', 'typst'} & set(sys.modules))); "
        "from django.core.management import get_commands, load_command_class; "
        "[load_command_class(app, name) for name, app in get_commands().items() if isinstance(app, str)]; "
        "print('pandas' in sys.modules)"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cvi_calc.settings"}
    command = [sys.executable, "-W", "ignore", "-c", code]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (done.stderr, done.stdout.split()) == ("", ["[]", "False"])


@pytest.mark.parametrize("package", PACKAGES)
def test_no_module_grows_beyond_300_lines(package: str) -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in modules_under(package)
        if "migrations" not in path.parts and (lines := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert not long
