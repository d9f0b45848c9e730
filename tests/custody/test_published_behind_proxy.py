"""The shipped proxy on published files: the application's bytes and guards, also while no application answers."""

import gzip
import hashlib
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from socket import create_connection
from subprocess import Popen
from urllib.parse import quote

import brotli
import msgspec
import pytest
from django.conf import settings as configured

from profiles.management.commands.publish import locations
from profiles.publishing import publish
from profiles.releases.shelf import ABOUT, Release, find_release, forget_shelf, shelf
from tests.proxy import proxied, replica, sqlite_of

PAGES = (
    *("/", "/cities/norfolk-va/", "/cities/irvington-nj/", "/counties/prince-georges-county-md/", "/states/md/"),
    *("/metros/aberdeen-sd/", "/states/", "/map/", "/faq/", "/validation/"),
)
NEVER = "/cities/monowi-ne/"  # not published
ROWS = "geoid,name\n" + "5157000,Norfolk\n" * 500
GUARDS = (
    "Content-Type", "Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy",
    "Cross-Origin-Opener-Policy", "Permissions-Policy", "Access-Control-Allow-Origin",
)  # fmt: skip
type Site = tuple[int, int, "Popen[bytes]", tuple[str, ...]]


def shelve_small_release(name: str) -> Release:
    """Put a release of two small files on the shelf, with one that is nobody's."""
    folder = shelf() / name
    folder.mkdir(parents=True)
    files = {"places.csv": ROWS.encode(), "places.parquet": b"PAR1" * 40, "facts.sqlite": b"ours"}
    for file, content in files.items():
        (folder / file).write_bytes(content)
    known = find_release("2026.11")
    sums = {file: hashlib.sha256(content).hexdigest() for file, content in files.items()}
    release = Release(name, "2026-10-01", known.data_version, "another", files=sums)
    (folder / ABOUT).write_bytes(msgspec.json.encode(release))
    forget_shelf()
    return release


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The port of the proxy, that of the application behind it, its process, and the paths that are published."""
    folder: Path = tmp_path_factory.mktemp("published")
    with django_db_blocker.unblock(), ExitStack() as stack:  # type: ignore[attr-defined]
        release = shelve_small_release("2026.10")
        try:
            files = [path for path in locations("releases") if f"/{release.name}/" in path]
            assert len(files) == 3, "a page and two files; what the site answers from is not among them"
            paths = (*PAGES, *files)
            publish(paths, folder / "site")
            url = sqlite_of(folder)
            port, process = stack.enter_context(replica(DATABASE_URL=url, RELEASES_DIR=str(configured.RELEASES_DIR)))
            proxy = stack.enter_context(proxied([port], published=folder / "site"))
            yield proxy, port, process, paths
        finally:
            for path in release.folder.iterdir():
                path.unlink()
            release.folder.rmdir()
            forget_shelf()


def ask(port: int, path: str, **headers: str) -> tuple[int, HTTPMessage, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers={"Host": "127.0.0.1", "Accept-Encoding": "identity", **headers})
        response = connection.getresponse()
        return response.status, response.headers, response.read()
    finally:
        connection.close()


def test_it_is_the_applications_in_bytes_and_guards(site: Site) -> None:
    proxy, port, _, paths = site
    for path in paths:
        status, headers, body = ask(port, path)
        served, told, published = ask(proxy, path)
        assert (status, served) == (200, 200), path
        assert published == body, path
        assert {name: told.get(name) for name in GUARDS} == {name: headers.get(name) for name in GUARDS}, path
        assert "stale-if-error=604800" in told["Cache-Control"]
        assert "RateLimit" not in told, "nobody was asked"


@pytest.mark.parametrize(
    "path",
    [
        "/data/2026.10/index.html", "/cities/norfolk-va/index.html", "//", "/cities//norfolk-va/", "/cities/./norfolk-va/",
        "/x/../cities/norfolk-va/", "/cities/norfolk-va/%2e/", "/data/2026.10/./places.csv", "/data//2026.10/places.csv",
    ],
)  # fmt: skip
def test_an_address_that_the_site_does_not_have_is_none_for_the_proxy(site: Site, path: str) -> None:
    proxy, port, _, _ = site
    assert (ask(proxy, path)[0], ask(port, path)[0]) == (404, 404)


def test_compressed_forms_are_served_as_they_lie(site: Site) -> None:
    proxy, _, _, paths = site
    for path in paths:
        body = ask(proxy, path)[2]
        for name, unpack in (("br", brotli.decompress), ("gzip", gzip.decompress)):
            _, told, packed = ask(proxy, path, **{"Accept-Encoding": name})
            if path.endswith(".parquet"):
                assert "Content-Encoding" not in told
                continue
            assert told["Content-Encoding"] == name
            assert "Accept-Encoding" in told["Vary"]
            assert len(packed) < len(body)
            assert unpack(packed) == body, path


def test_whoever_has_it_is_told_so(site: Site) -> None:
    told = ask(site[0], PAGES[0])[1]
    assert ask(site[0], PAGES[0], **{"If-None-Match": told["ETag"]})[0] == 304


def test_questions_and_what_is_not_published_go_to_the_application(site: Site) -> None:
    proxy = site[0]
    for path in (NEVER, "/cities/norfolk-va/?methodology=caps@2026.1", "/healthz"):
        status, told, _ = ask(proxy, path)
        assert status == 200, path
        assert "X-Request-ID" in told, path
    hidden = ("/.published.json", "/data/2026.10/facts.sqlite", "/data/2026.10/places.csv.br", "/index.html")
    assert [ask(proxy, path)[0] for path in hidden] == [404] * 4


def said(port: int, path: str, *, status: tuple[int, ...], kind: str, body: bytes = b"") -> HTTPMessage:
    """Ask; what the proxy says itself has the site's shape: a problem document under /api/, elsewhere a page."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("POST" if body else "GET", path, body=body or None)
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    assert answer.status in status
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    if path.startswith("/api/"):
        assert answer.headers["Content-Type"] == "application/problem+json"
        problem = msgspec.json.decode(text)
        assert problem["type"] == f"http://127.0.0.1:{port}/api/docs/#problem-{kind}"
        assert (problem["status"], set(problem)) == (answer.status, {"type", "title", "status", "detail"})
    else:
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert b"<h1>" in text
    return answer.headers


@pytest.mark.parametrize("path", ["/api/v1/budgets/", "/feedback/"])
def test_what_is_too_large_for_the_proxy_is_said_in_the_sites_shapes(site: Site, path: str) -> None:
    said(site[0], path, status=(413,), kind="too-large", body=b" " * 1_500_000)
    assert ask(site[0], "/healthz")[0] == 200


def test_what_one_visitor_sends_shuts_no_replica(site: Site) -> None:
    """Half a body, or one without an end, is the visitor's fault: counted against a replica, it would shut them all."""
    for _ in range(2):
        connection = HTTPConnection("127.0.0.1", site[0], timeout=30)
        connection.request("POST", "/api/v1/budgets/", body=iter([b" " * 100_000] * 15), encode_chunked=True)
        assert connection.getresponse().status == 413
        connection.close()
        assert ask(site[0], "/healthz")[0] == 200
        with create_connection(("127.0.0.1", site[0]), timeout=30) as half:
            half.sendall(b"POST /api/v1/budgets/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n{")
        assert ask(site[0], "/healthz")[0] == 200


def test_a_dead_application_takes_away_only_what_it_alone_knows(site: Site) -> None:
    """The last: the application is stopped."""
    proxy, _, process, paths = site
    before = {path: ask(proxy, path)[2] for path in paths}
    process.terminate()
    process.wait()
    for path in paths:
        assert ask(proxy, path)[0] == 200
        assert ask(proxy, path)[2] == before[path]
    for path in (NEVER, "/api/v1/cities/no-one's-\"/"):
        assert said(proxy, quote(path), status=(502, 503), kind="unavailable")["Retry-After"] == "5"
