"""Pages as files: what the application answers, byte for byte; swapped in whole or not at all."""

import gzip
import shutil
from pathlib import Path
from unittest.mock import patch

import brotli
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client

from profiles import publishing
from profiles.management.commands.publish import locations
from profiles.publishing import MARK, PublishError, publish, withdraw
from profiles.views.discovery import SITEMAPS

pytestmark = pytest.mark.django_db
PATHS = ("/cities/norfolk-va/", "/cities/monowi-ne/", "/", "/faq/")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "site"


def test_a_published_page_is_the_applications_in_every_form(target: Path) -> None:
    done = publish(PATHS, target)
    assert done.pages == 4
    client = Client(headers={"Host": settings.ALLOWED_HOSTS[0]})
    for path in PATHS:
        said = client.get(path).content
        file = target / path.strip("/") / "index.html"
        assert file.read_bytes() == said
        assert brotli.decompress(file.with_name("index.html.br").read_bytes()) == said
        assert gzip.decompress(file.with_name("index.html.gz").read_bytes()) == said


def test_publishing_again_replaces_what_was_published_and_leaves_nothing_behind(target: Path) -> None:
    first = publish(PATHS, target)
    assert publish(PATHS, target) == first
    publish(PATHS[:1], target)
    assert not (target / "cities" / "monowi-ne").exists()
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def test_a_foreign_folder_is_refused_and_left_alone(target: Path) -> None:
    target.mkdir()
    (target / "precious.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CommandError, match="were not published from here"):
        call_command("publish", to=target, section=["pages"], quiet=True)
    assert [path.name for path in target.iterdir()] == ["precious.txt"]


def test_a_full_disk_is_told_before_anything_is_written(target: Path) -> None:
    publish(PATHS[:1], target)
    before = (target / MARK).read_bytes()
    with patch.object(publishing.shutil, "disk_usage") as usage:
        usage.return_value.free = 1_000
        with pytest.raises(PublishError, match="need up to"):
            publish(PATHS, target)
    assert (target / MARK).read_bytes() == before


def test_a_disk_that_fills_up_meanwhile_leaves_the_old_site(target: Path) -> None:
    publish(PATHS[:1], target)
    before = (target / MARK).read_bytes()
    with (
        patch.object(publishing, "_write", side_effect=OSError(28, "No space left on device")),
        pytest.raises(PublishError, match="No space left on device"),
    ):
        publish(PATHS, target)
    assert (target / MARK).read_bytes() == before
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def test_what_a_killed_run_left_is_removed(target: Path) -> None:
    left = target.with_name(".site-killed")
    (left / "cities").mkdir(parents=True)
    publish(PATHS[:1], target)
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def test_a_run_killed_between_the_two_renames_takes_nothing_away(target: Path) -> None:
    publish(PATHS[:1], target)
    target.rename(target.with_name(".site-old"))
    with pytest.raises(PublishError, match="answers 404"):
        publish(["/cities/nowhere-zz/"], target)
    assert (target / "cities" / "norfolk-va" / "index.html").is_file()
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def test_a_second_run_beside_a_first_is_refused_and_the_first_goes_on(target: Path) -> None:
    said = []

    def another(done: int) -> None:
        if done == 1:
            with pytest.raises(PublishError, match="is being published at this moment") as refused:
                publish(PATHS[:1], target)
            said.append(str(refused.value))

    assert publish(PATHS, target, told=another).pages == 4
    assert said
    assert [path.name for path in target.parent.iterdir()] == ["site"]


@pytest.mark.parametrize("when", [1, 4])
def test_a_page_that_is_withdrawn_while_others_are_written_is_left_out(target: Path, when: int) -> None:
    publish(PATHS, target)
    publish(PATHS, target, told=lambda done: withdraw(["/faq/"], target) if done == when else None)  # type: ignore[arg-type,return-value]
    assert not list((target / "faq").iterdir())
    assert (target / "index.html.br").is_file()
    assert not (target / ".withdrawn").exists()


def test_what_is_withdrawn_is_in_nothing_that_a_killed_run_left(target: Path) -> None:
    publish(PATHS, target)
    for left in (".site-old", ".site-killed"):
        shutil.copytree(target, target.with_name(left))
    assert withdraw(["/faq/"], target) == 1
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def test_what_is_withdrawn_does_not_come_back_where_a_run_was_killed_between_the_two_renames(target: Path) -> None:
    publish(PATHS, target)
    target.rename(target.with_name(".site-old"))
    assert withdraw(["/faq/"], target) == 1
    with pytest.raises(PublishError, match="answers 404"):
        publish(["/cities/nowhere-zz/"], target)
    assert not list((target / "faq").iterdir())
    assert (target / "index.html").is_file()


def test_a_page_that_is_withdrawn_is_gone_before_the_run_beside_it_ends(target: Path) -> None:
    seen = []

    def withdrawn(done: int) -> None:
        if done == len(PATHS):
            withdraw(["/faq/"], target)
            seen.extend(target.parent.glob(".site-*/faq/*"))

    publish(PATHS, target, told=withdrawn)
    assert not seen


def test_a_folder_whose_name_begins_alike_is_left_alone(target: Path) -> None:
    other = target.with_name(".site-b-killed")
    other.mkdir()
    publish(PATHS[:1], target)
    withdraw(PATHS[:1], target)
    assert other.is_dir()


@pytest.mark.parametrize("name", ["a link", "[site]"])
def test_a_page_is_left_out_under_whatever_name_the_folder_goes(tmp_path: Path, name: str) -> None:
    if name == "a link":
        (tmp_path / "disk").mkdir()
        (tmp_path / name).symlink_to(tmp_path / "disk" / "site")
    target = tmp_path / name
    publish(PATHS, target.resolve(), told=lambda done: withdraw(["/faq/"], target) if done == 4 else None)  # type: ignore[arg-type,return-value]
    assert not list((target / "faq").iterdir())
    assert target.is_symlink() == (name == "a link")


def test_a_name_that_no_folder_can_have_is_refused_in_words(target: Path) -> None:
    with pytest.raises(PublishError, match="name too long"):
        publish(PATHS[:1], target.with_name("a" * 300))


def test_nothing_is_withdrawn_where_nothing_was_published(target: Path) -> None:
    assert withdraw(["/faq/"], target) == 0
    assert withdraw(["/faq/"], target / "deeper" / "site") == 0


def test_the_site_is_published_whole_though_a_visitor_may_have_so_many_pages_a_minute(target: Path, settings) -> None:
    settings.PAGE_RATE = "1/min"
    assert publish(PATHS, target).pages == len(PATHS)
    visitor = Client(REMOTE_ADDR="198.51.100.9")
    said = [visitor.get("/faq/", headers={"web.inside": "1"}).status_code for _ in range(3)]
    assert (said[0], said[-1]) == (200, 429), "and nobody can say that they are inside"


def test_a_page_that_does_not_answer_stops_it(target: Path) -> None:
    with pytest.raises(PublishError, match="/cities/nowhere-zz/ answers 404"):
        publish(["/cities/nowhere-zz/"], target)
    assert not target.exists()


def test_every_place_is_among_the_paths() -> None:
    assert len(locations("places")) >= 19_479
    assert "/cities/norfolk-va/" in locations("places")


def test_what_is_true_of_the_moment_is_no_file() -> None:
    """The data page says whether the log of decisions is whole: a file would go on saying so after a row was changed."""
    assert "/data/" not in {path for name in SITEMAPS for path in locations(name)}


def test_no_page_that_is_kept_by_nobody_is_a_file(client: Client) -> None:
    for path in locations("pages"):
        answer = client.get(path)
        assert "no-store" not in answer.get("Cache-Control", ""), path
        assert answer.content == client.get(path).content, path
    assert "no-store" in client.get("/feedback/")["Cache-Control"]
