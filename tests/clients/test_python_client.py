"""The Python client: built and installed from a wheel, against a running site, and offline to the dollar."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from calculator.methods import newest, released
from tests.client_methods import FOLDER, shipped

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "clients" / "python"
UV = ROOT / ".uv" / "bin" / "uv"  # as `make` puts it there
PLACES = ("norfolk-va", "baltimore-md", "irvington-nj", "1714000", "3611000")


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the commands of an environment of its own, with the client from a wheel and nothing else."""
    folder = tmp_path_factory.mktemp("client")
    environment, wheels = folder / "environment", folder / "wheels"
    uv("venv", "--python", sys.executable, str(environment))
    uv("build", "--wheel", "--out-dir", str(wheels), str(PACKAGE))
    (wheel,) = wheels.glob("*.whl")
    uv("pip", "install", "--no-index", "--python", str(environment / "bin" / "python"), str(wheel))
    return environment / "bin"


def uv(*arguments: str) -> None:
    subprocess.run([UV, "--offline", "--no-config", *arguments], check=True, capture_output=True)


def run(commands: Path, *arguments: str, site: str = "", status: int = 0) -> str:
    done = subprocess.run(
        [commands / "cvi", *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "CVI_SITE": site},
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.django_db
def test_the_formulas_that_it_ships_are_the_released_ones(client: Client) -> None:
    texts = shipped(client)
    assert len(texts) == len(released())
    for name, text in texts.items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, f"{name}: run python -m tests.client_methods"
    assert {path.name for path in FOLDER.iterdir()} == set(texts)


def test_the_command_line_asks_a_running_site(commands: Path, live_server: LiveServer) -> None:
    said = run(commands, "budget", "norfolk-va", "--set", "outreach_caseload=12", site=live_server.url)
    assert "outreach_caseload 12 instead of 15" in said
    document = json.loads(
        run(commands, "budget", "5157000", "--set", "outreach_caseload=12", "--json", site=live_server.url)
    )
    assert f"{document['total']:,}  dollars a year" in said
    assert document["cite"] in said
    assert "norfolk-va" in run(commands, "search", "norfolk", "va", site=live_server.url)
    refused = run(commands, "budget", "norfolk-va", "--set", "outreach_caselod=12", site=live_server.url, status=2)
    assert "did you mean outreach_caseload?" in refused
    assert "does not answer" in run(commands, "search", "x", site="http://127.0.0.1:9", status=3)
    assert "is not NAME=VALUE" in run(commands, "budget", "norfolk-va", "--set", "x", status=2)
    rows = run(commands, "table", "states", "--set", "fields=geoid,name", site=live_server.url).splitlines()
    assert (rows[0], rows[1], len(rows)) == ("geoid,name", "01,Alabama", 52)


def test_offline_it_gives_the_sites_dollars(commands: Path, live_server: LiveServer) -> None:
    """Dozens of questions, every line of each, by every released method."""
    given: list[tuple[str, str, dict[str, float]]] = []
    chance = random.Random(16)
    for name, method in released().items():
        moved = [
            known for known in method.parameters.values() if known.unit not in ("basis", "switch", "posts", "year")
        ]
        for number in range(20):
            some = chance.sample(moved, number % 6)
            asked = {one.name: round(chance.uniform(one.min, min(one.max, 4 * (one.value or 1))), 3) for one in some}
            asked = {known: float(round(value)) if method.parameters[known].unit in ("number", "years") else value
                     for known, value in asked.items()}  # fmt: skip
            given.append((name, PLACES[number % len(PLACES)], asked))
    code = f"""
import json, sys
from cvi_budget import Client, Method, Problem
client, asked = Client({live_server.url!r}), json.loads(sys.stdin.read())
compared = 0
for name, place, moved in asked:
    try:
        online = client.budget(place, methodology=name, **moved)
    except Problem as problem:
        print(name, place, moved, problem)
        continue
    usual = client.budget(place, methodology=name).inputs
    for method in (Method.released(name), client.method(name)):
        lines = method.compute(usual, **moved)
        assert lines["total"] == online.total, (name, place, moved, lines["total"], online.total)
        for line in online.lines:
            assert lines[line.line] == line.amount, (name, place, moved, line)
        assert {{row.role: row.count for row in online.staffing}} == {{
            row.role: lines[row.role] for row in online.staffing}}
    compared += 1
print(compared)
"""
    done = subprocess.run(
        [commands / "python", "-c", code], input=json.dumps(given), capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(len(given)), done.stdout


def test_offline_bad_input_is_said(commands: Path) -> None:
    assert "population is needed" in run(commands, "budget", "--offline", status=2)
    assert "has no 'outreach'" in run(commands, "budget", "--offline", "--set", "outreach=1", status=2)
    low = run(commands, "budget", "--offline", "--set", "population=9", "--set", "outreach_caseload=0", status=2)
    assert "is allowed" in low
    typed = run(commands, "budget", "--offline", "--set", "population=238005", "--set", "price_level=100")
    assert "19,888,485" in typed
    assert f"caps@{newest().version}" in typed


def test_data_frames_keep_codes_as_text(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(PACKAGE / "src"))
    import importlib

    site: Any = importlib.import_module("cvi_budget").Client(live_server.url)
    budgets = site.frame("budgets", state="RI")
    counties = site.frame("counties", state="RI")
    joined = budgets.merge(counties, left_on="county_fips", right_on="geoid", suffixes=("", "_county"), validate="m:1")
    assert len(joined) == len(budgets) > 5
    assert str(budgets["geoid"].dtype) in ("string", "str")
    assert budgets["total"].sum() > 0
