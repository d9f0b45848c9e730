"""What an operator and a reader see of how the site is run: logs, metrics, addresses for reports, archives."""

import io
import json
import logging
import os
import re
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from django.conf import settings
from django.test import Client
from django.utils.module_loading import import_string
from pythonjsonlogger.json import JsonFormatter

from cvi_calc import restoring
from cvi_calc.restoring import RestoreError
from web.request_log import WithRequestId

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def logged() -> io.StringIO:
    """Everything logged, as one JSON object a line, as production writes it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    form = settings.LOGGING["formatters"]["json"]
    handler.setFormatter(JsonFormatter(form["format"]))
    handler.addFilter(WithRequestId())
    logger = logging.getLogger("access")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield stream
    logger.removeHandler(handler)
    logger.setLevel(logging.WARNING)


def test_a_request_is_one_line_of_json_without_address_and_query(client: Client, logged: io.StringIO) -> None:
    answer = client.get("/healthz?local_citation=Xanthippe", REMOTE_ADDR="203.0.113.77")
    line = json.loads(logged.getvalue())
    assert (line["method"], line["path"], line["status"]) == ("GET", "/healthz", 200)
    assert line["request_id"] == answer["X-Request-ID"]
    assert "203.0.113.77" not in logged.getvalue()
    assert "Xanthippe" not in logged.getvalue()


@pytest.fixture
def console() -> Iterator[io.StringIO]:
    """What production's own handler writes as JSON, warnings and errors of whatever comes."""
    stream, parts = io.StringIO(), settings.LOGGING
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter(parts["formatters"]["json"]["format"]))
    for name in parts["handlers"]["console"]["filters"]:
        handler.addFilter(import_string(parts["filters"][name]["()"])())
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


@pytest.mark.django_db
def test_no_word_of_a_refused_request_is_in_the_log(console: io.StringIO) -> None:
    """A host, an origin, the name of a program, a query: a visitor's, and kept as long as the logs."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False, headers={"User-Agent": "Xanthippe/1.0"})
    client.post("/admin/login/?next=/xanthippe/", headers={"Origin": "https://xanthippe.example"})
    client.post("/admin/login/", headers={"Referer": "https://xanthippe.example/"}, secure=True)
    client.get("/faq/", headers={"Host": "xanthippe.example"})
    client.handler.enforce_csrf_checks = False
    client.post("/admin/login/", {"username": "xanthippe", "password": "xanthippe"})
    with patch("calculator.views.cities.render", side_effect=OSError):
        assert client.get("/cities/?q=xanthippe").status_code == 500
    told = [json.loads(line) for line in console.getvalue().splitlines()]
    assert "xanthippe" not in console.getvalue().lower()
    said = [line["message"] for line in told]
    assert said.count("Refused (csrf): /admin/login/") == 2
    assert "Refused (DisallowedHost): " in str(said)
    assert "Internal Server Error: /cities/" in said
    assert "AXES" in str(said)


@pytest.mark.parametrize(
    ("given", "proxies", "kept"),
    [("a1b2c3d4-e5", 1, True), ("x", 1, False), ("<script>alert(1)</script>", 1, False), ("a-visitors-own", 0, False)],
)
def test_an_id_of_our_proxy_is_kept_and_anything_else_is_not_repeated(
    client: Client, settings, given: str, proxies: int, kept: bool
) -> None:
    settings.PROXIES = proxies
    answer = client.get("/healthz", headers={"X-Request-ID": given})
    assert (answer["X-Request-ID"] == given) is kept


@pytest.mark.django_db
def test_metrics_are_off_unless_asked_for(client: Client) -> None:
    assert client.get("/metrics").status_code == 404


def test_metrics_are_served_where_asked_for() -> None:
    code = (
        "import django; django.setup(); from django.test import Client; c = Client(); c.get('/healthz'); "
        "print(c.get('/metrics').content.decode())"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cvi_calc.settings", "METRICS": "1"}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert "django_http_requests_total_by_method_total" in done.stdout, done.stderr


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("LOG_FORMAT", "xml", "LOG_FORMAT is 'xml'; it is line or json"),
        ("KEEP_CONTACT_DAYS", "-1", "KEEP_CONTACT_DAYS is -1; it is a number of days, 0 or more"),
        ("KEEP_CONTACT_DAYS", "half a year", "KEEP_CONTACT_DAYS cannot be read"),
        ("SECOND_FACTOR", "ture", "SECOND_FACTOR cannot be read"),
        ("PROXIES", "", "PROXIES cannot be read"),
    ],
)
def test_a_setting_that_cannot_be_is_named(name: str, value: str, words: str) -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cvi_calc.settings", name: value}
    done = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert words in done.stderr


@pytest.mark.django_db
def test_whom_to_tell_of_a_hole_is_said_where_tools_look(client: Client) -> None:
    text = client.get("/.well-known/security.txt").content.decode()
    fields = dict(line.split(": ", 1) for line in text.strip().splitlines())
    assert fields["Contact"] == "http://testserver/feedback/"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", fields["Expires"])
    assert client.get(fields["Policy"].removeprefix("http://testserver")).status_code == 200


@pytest.mark.django_db
def test_what_is_kept_is_said_with_the_periods_in_force(client: Client, settings) -> None:
    settings.KEEP_CONTACT_DAYS, settings.OPERATOR, settings.CONTACT = (
        77,
        "the City of Springfield",
        "cvi@springfield.example",
    )
    page = client.get("/privacy/").content.decode()
    assert "77 days after the decision" in page
    assert "run by the City of Springfield" in page
    assert 'href="mailto:cvi@springfield.example"' in page
    about = client.get("/about/").content.decode()
    assert "run by the City of Springfield" in about


@pytest.mark.django_db
def test_the_program_has_one_version_wherever_it_is_told(client: Client) -> None:
    told = {
        path: re.search(r'^version[:=] *"?([\d.]+)', (ROOT / path).read_text().replace(" = ", "="), re.MULTILINE)[1]
        for path in ("pyproject.toml", "clients/python/pyproject.toml", "CITATION.cff")
    }
    told["OpenAPI"] = client.get("/api/v1/schema/?format=json").json()["info"]["version"]
    told["changes"] = re.search(r"^## ([\d.]+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)[1]
    assert set(told.values()) == {told["OpenAPI"]}, told


def test_an_archive_of_a_commit_holds_all_that_a_start_needs(tmp_path: Path) -> None:
    archive = subprocess.run(
        ["git", "archive", "--format=tar", "--prefix=site/", "HEAD"], cwd=ROOT, capture_output=True, check=True
    ).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        tar.extractall(tmp_path, filter="data")
    site = tmp_path / "site"
    environment = {**os.environ, "SECRET_KEY": "x" * 50}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    environment.pop("DATABASE_URL", None)
    # The static files are found, not packed: that takes ten seconds, and is done in `test_image`.
    for command in (["manage.py", "collectstatic", "--noinput", "--dry-run", "-v", "0"], ["manage.py", "check"]):
        done = subprocess.run([sys.executable, *command], cwd=site, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


def test_a_restore_without_its_program_says_which(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PG_RESTORE", str(tmp_path / "pg_restore"))
    with pytest.raises(RestoreError, match="pg_restore is not installed here"):
        restoring._fill("postgres://nobody@/nowhere", tmp_path / "cvi.dump")
