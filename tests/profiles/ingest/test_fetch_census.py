"""Fetching a Census vintage from a local server that behaves, or misbehaves, as the real one may."""

import csv
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from profiles.ingest.census_file import file_url
from profiles.ingest.download import download
from profiles.management.commands import fetch_census
from profiles.models import DatasetVersion, Place, PopulationEstimate, Source
from profiles.selectors import PlaceNotFound, find_place, forget_place_table

CSV = "text/csv"
HEADER = ["SUMLEV", "STATE", "COUNTY", "PLACE", "NAME", *(f"POPESTIMATE{year}" for year in range(2020, 2026))]
NEW_PLACES = [("51", "99901", "Norfolk town"), ("51", "99902", "Testville town"), ("06", "99903", "Nueva Peña city"),
              ("48", "99904", "Fresh village"), ("17", "99905", "Hoffman Grove village")]  # fmt: skip


@dataclass
class Answer:
    """What the server says: status, type, body; `declared_bytes` promises another length than it sends."""

    body: bytes = b""
    status: int = 200
    kind: str = CSV
    headers: dict[str, str] = field(default_factory=dict)
    declared_bytes: int | None = None
    drips: bool = False  # a byte now and then, for as long as somebody listens


@dataclass
class Server:
    """A local server that gives its answers in turn, the last one again and again, and notes what was asked."""

    url: str
    answers: list[Answer]
    asked: list[str] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)


@pytest.fixture
def server() -> Iterator[Server]:
    state = Server("", [])

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.asked.append(self.path)
            answer = state.answers[min(len(state.asked), len(state.answers)) - 1]
            if answer.drips:
                self.drip()
                return
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(answer.declared_bytes or len(answer.body)))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        def drip(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", CSV)
            self.end_headers()
            with suppress(OSError):
                while not state.ended.wait(0.01):
                    self.wfile.write(b"x")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
            """Say nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever)
    thread.start()
    state.url = f"http://127.0.0.1:{http.server_port}/sub-est2025.csv"
    yield state
    state.ended.set()
    http.shutdown()
    http.server_close()
    thread.join()


@pytest.fixture(scope="module")
def vintage_2025() -> list[list[str]]:
    """Rows of a vintage 2025 made from the shipped one: Monowi gone, five places new, 19,483 in all."""
    data = settings.BASE_DIR / "data" / "census"
    with (data / "places.csv").open(encoding="utf-8", newline="") as file:
        places = {row["geoid"]: row for row in csv.DictReader(file)}
    rows = []
    with (data / "population.csv").open(encoding="utf-8", newline="") as file:
        for geoid, *by_year in list(csv.reader(file))[1:]:
            if geoid == "3132550":
                continue
            latest = {"5363000": "784777", "0100124": "2378"}.get(geoid, by_year[-1])
            rows.append(["162", geoid[:2], "000", geoid[2:], places[geoid]["census_name"], *by_year, latest])
    for state, place, name in NEW_PLACES:
        rows.append(["162", state, "000", place, name, "10", "11", "12", "13", "14", "15"])
    rows.append(["157", "51", "710", "99901", "Norfolk town", "10", "11", "12", "13", "14", "15"])
    rows.append(["040", "51", "000", "00000", "Virginia", *["8000000"] * 6])
    return rows


def encoded(rows: list[list[str]], *, header: list[str] = HEADER) -> bytes:
    text = StringIO()
    csv.writer(text).writerows([header, *rows])
    return text.getvalue().encode("latin-1")


def fetch(url: str, *, vintage: int = 2025) -> str:
    out = StringIO()
    call_command("fetch_census", url=url, vintage=vintage, pause=0, timeout=5, stdout=out)
    return out.getvalue()


def state_of_facts() -> tuple[object, ...]:
    version = DatasetVersion.objects.get()
    return (version.version, version.loaded_at, Place.objects.count(), PopulationEstimate.objects.count())


def test_the_address_is_the_keyless_file() -> None:
    assert file_url(2025) == (
        "https://www2.census.gov/programs-surveys/popest/datasets/2020-2025/cities/totals/sub-est2025.csv"
    )


@pytest.mark.django_db
def test_a_vintage_is_swapped_in_whole(server: Server, vintage_2025: list[list[str]]) -> None:
    server.answers = [Answer(status=503), Answer(encoded(vintage_2025))]
    assert "Vintage 2025: 19,483 places, 5 new, 1 no longer listed" in fetch(server.url)
    assert len(server.asked) == 2, "a passing failure is tried again"

    estimates = PopulationEstimate.objects.filter(place="5363000").order_by("year").values_list("year", "value")
    assert list(estimates)[-1] == (2025, 784_777)
    assert [year for year, _ in estimates] == list(range(2020, 2026)), "one vintage, every year"
    assert Source.objects.get(key="census_places").vintage == "Vintage 2025"
    assert DatasetVersion.objects.get().version.endswith("-2025")

    forget_place_table()
    assert find_place("norfolk-va").geoid == "5157000", "an address once given stays"
    new = find_place("5199901")
    assert (new.slug, new.kind, new.county_geoid, new.population) == ("norfolk-norfolk-va", "town", "51710", 15)
    assert new.price_level == 97.941
    assert find_place("nueva-pena-ca").name == "Nueva Peña", "the file is Latin-1"
    assert find_place("testville-va").price_level is None, "without a county no metro is known"
    with pytest.raises(PlaceNotFound):
        find_place("monowi-ne")
    gone = Place.objects.get(geoid="3132550")
    assert (gone.slug, gone.active) == ("monowi-ne", False)


WRONG_ANSWERS: list[tuple[Answer, str]] = [
    (Answer(b"<html>", kind="text/html; charset=utf-8"), r"answered with a web page \(text/html\)"),
    (Answer(status=404), r"does not exist \(404\): that vintage may not be published yet"),
    (Answer(status=301, headers={"Location": "/elsewhere"}), r"redirect \(301\), which is not followed"),
    (
        Answer(status=302, headers={"Location": "/missing_key.html", "X-DataWebAPI-KeyError": "1"}),
        "wants a Census API key",
    ),
    (Answer(status=500), r"answered 500 after 4 attempts"),
    (Answer(b"SUMLEV", declared_bytes=100), "cannot be reached or broke off .* after 4 attempts"),
    (Answer(b""), "line 1, column SUMLEV: the header lacks SUMLEV"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("answer", "complaint"), WRONG_ANSWERS)
def test_a_wrong_answer_changes_nothing(server: Server, answer: Answer, complaint: str) -> None:
    before = state_of_facts()
    server.answers = [answer]
    with pytest.raises(CommandError, match=complaint) as caught:
        fetch(f"{server.url}?key=very-secret")
    assert "Nothing was changed" in str(caught.value)
    assert "very-secret" not in str(caught.value)
    assert all(path.startswith("/sub-est2025.csv") for path in server.asked), "no redirect is followed"
    assert state_of_facts() == before


def _without_last(rows: list[list[str]]) -> list[list[str]]:
    return [row for row in rows if row[3] != "99905"]


def _with_cell(geoid: str, column: str, value: str) -> Callable[[list[list[str]]], list[list[str]]]:
    def change(rows: list[list[str]]) -> list[list[str]]:
        at = HEADER.index(column)
        return [[*row[:at], value, *row[at + 1 :]] if row[1] + row[3] == geoid else row for row in rows]

    return change


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (_without_last, "the file has 19,482 places; expected 19,483"),
        (lambda rows: rows[:500], "the file has 500 places"),
        (
            _with_cell("5363000", "POPESTIMATE2025", "784778"),
            "gives 5363000 784,778 residents in 2025; known to be 784,777",
        ),
        (_with_cell("5363000", "POPESTIMATE2023", "(X)"), r"column POPESTIMATE2023: '\(X\)' is not a whole number"),
        (_with_cell("5363000", "PLACE", "6300A"), "column PLACE: '6300A' is not a code of 5 digits"),
        (lambda rows: [*rows, rows[0]], "column PLACE: 0100124 appears twice"),
    ],
)
def test_a_file_that_cannot_be_right_changes_nothing(
    server: Server, vintage_2025: list[list[str]], change: Callable, complaint: str
) -> None:
    before = state_of_facts()
    server.answers = [Answer(encoded(change(vintage_2025)))]
    with pytest.raises(CommandError, match=complaint) as caught:
        fetch(server.url)
    assert str(caught.value).endswith("Nothing was changed.")
    assert state_of_facts() == before


@pytest.mark.django_db
def test_a_file_cut_within_its_last_figure_changes_nothing(tmp_path: Path, vintage_2025: list[list[str]]) -> None:
    """The rows and the known places are all there, and the last figure is a tenth of what it was."""
    before = state_of_facts()
    path = tmp_path / "sub-est2025.csv"
    path.write_bytes(encoded(vintage_2025).rstrip()[:-1])
    with pytest.raises(CommandError, match=r"line \d+: the last line has no end: is the file cut off\?"):
        call_command("fetch_census", file=path, vintage=2025)
    assert state_of_facts() == before


@pytest.mark.django_db
def test_another_vintage_than_asked_is_refused(server: Server, vintage_2025: list[list[str]]) -> None:
    server.answers = [Answer(encoded(vintage_2025[:3]))]
    with pytest.raises(CommandError, match="lacks POPESTIMATE2026; is this vintage 2026"):
        fetch(server.url, vintage=2026)
    with pytest.raises(CommandError, match="the file is of a later vintage than 2024"):
        fetch(server.url, vintage=2024)


@pytest.mark.django_db
def test_a_failure_while_swapping_leaves_the_old_vintage(
    server: Server, vintage_2025: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise RuntimeError("power cut")

    before = state_of_facts()
    server.answers = [Answer(encoded(vintage_2025))]
    monkeypatch.setattr("profiles.ingest.census_swap.mark_featured", fail)
    with pytest.raises(RuntimeError, match="power cut"):
        fetch(server.url)
    assert state_of_facts() == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answer", "complaint"),
    [
        (Answer(drips=True), "before the time for it was used up"),
        (Answer(status=503), "0.4 seconds for all attempts are used up"),
    ],
)
def test_all_of_it_ends_by_a_deadline_however_slowly_bytes_come(
    server: Server, monkeypatch: pytest.MonkeyPatch, answer: Answer, complaint: str
) -> None:
    """No timeout between bytes would end a server that sends one now and then."""
    server.answers = [answer]
    monkeypatch.setattr(fetch_census, "download", partial(download, deadline_seconds=0.4))
    before = state_of_facts()
    with pytest.raises(CommandError, match=complaint) as refused:
        call_command("fetch_census", url=server.url, vintage=2025, pause=1, timeout=5, stdout=StringIO())
    assert "Nothing was changed" in str(refused.value)
    assert len(server.asked) == 1
    assert state_of_facts() == before


@pytest.mark.django_db
def test_offline_says_so_and_what_to_do(server: Server) -> None:
    closed = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    port = closed.server_port
    closed.server_close()
    with pytest.raises(CommandError, match=r"127\.0\.0\.1 cannot be reached .* Try again when this machine can reach"):
        fetch(f"http://127.0.0.1:{port}/sub-est2025.csv")


@pytest.mark.parametrize(("url", "vintage", "complaint"), [
    ("ftp://example.org/x.csv", 2025, "is not an http or https address"),
    ("http://127.0.0.1/x.csv", 1999, "--vintage is 1999; this series has vintages 2021 to 2029"),
])  # fmt: skip
def test_what_cannot_be_asked_for(url: str, vintage: int, complaint: str) -> None:
    with pytest.raises(CommandError, match=complaint):
        fetch(url, vintage=vintage)
