"""The log of decisions in the hands of somebody with the database itself: whatever they do to its rows is seen, and said."""

from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.utils import OperationalError
from django.test import Client

from custody.chain import Seal, check, daily_roots, record, seal_of
from custody.models import LogEntry

pytestmark = pytest.mark.django_db
COLUMNS = "number, at, actor, action, subject, detail, previous, digest"


def sql(query: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(query, values)


def insert(number: int, *, previous: str, digest: str | None = None) -> str:
    """Put a row of Eve's at that number, by default with a seal that fits it; return the seal."""
    forged = LogEntry.objects.order_by("number").last()
    assert forged is not None
    forged.number, forged.actor, forged.previous = number, "eve", previous
    forged.digest = digest or seal_of(forged)
    values = [
        forged.number,
        forged.at,
        forged.actor,
        forged.action,
        forged.subject,
        "{}",
        forged.previous,
        forged.digest,
    ]
    sql(f"INSERT INTO custody_logentry ({COLUMNS}) VALUES ({', '.join(['%s'] * 8)})", *values)
    return forged.digest


def changed() -> None:
    sql("UPDATE custody_logentry SET subject = 'another thing' WHERE number = 3")


def changed_and_sealed_anew() -> None:
    changed()
    entry = LogEntry.objects.get(number=3)
    sql("UPDATE custody_logentry SET digest = %s WHERE number = 3", seal_of(entry))


def deleted() -> None:
    sql("DELETE FROM custody_logentry WHERE number = 3")


def deleted_and_closed_up() -> None:
    deleted()
    sql("UPDATE custody_logentry SET number = 3 WHERE number = 4")
    sql("UPDATE custody_logentry SET number = 4 WHERE number = 5")
    sql("UPDATE custody_loghead SET number = 4")


def inserted_between() -> None:
    sql("UPDATE custody_logentry SET number = 6 WHERE number = 5")
    sql("UPDATE custody_logentry SET number = 5 WHERE number = 4")
    insert(4, previous=LogEntry.objects.get(number=3).digest)
    sql("UPDATE custody_loghead SET number = 6")


def added_at_the_end() -> None:
    insert(6, previous=LogEntry.objects.get(number=5).digest)


def added_without_a_seal() -> None:
    insert(6, previous=LogEntry.objects.get(number=5).digest, digest="0" * 64)
    sql("UPDATE custody_loghead SET number = 6, digest = %s", "0" * 64)


def reordered() -> None:
    sql("UPDATE custody_logentry SET number = 99 WHERE number = 3")
    sql("UPDATE custody_logentry SET number = 3 WHERE number = 4")
    sql("UPDATE custody_logentry SET number = 4 WHERE number = 99")


def cut_at_the_end() -> None:
    sql("DELETE FROM custody_logentry WHERE number > 3")


def emptied() -> None:
    sql("DELETE FROM custody_logentry")


SEEN_AT = {
    changed: 3, changed_and_sealed_anew: 4, deleted: 3, deleted_and_closed_up: 3, inserted_between: 5,
    added_at_the_end: 7, added_without_a_seal: 6, reordered: 3, cut_at_the_end: 4, emptied: 1,
}  # fmt: skip


@pytest.mark.parametrize(("attack", "row"), SEEN_AT.items(), ids=lambda value: getattr(value, "__name__", ""))
def test_what_is_done_to_a_row_is_seen_and_the_page_says_so(attack: Callable[[], None], row: int) -> None:
    for number in range(5):
        record("ada", "approved", f"thing {number}")
    assert "5 rows, unbroken" in data_page()
    attack()
    assert check().broken_at == row
    with pytest.raises(CommandError, match=f"row {row}"):
        call_command("verify_log")
    page = data_page()
    assert f"The log does not read as it was sealed: entry {row} differs." in page
    assert "unbroken" not in page


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "spoilt",
    ["at = 'yesterday'", "at = ''", "at = 5", "actor = x'ff00'", "actor = CAST(x'ff00' AS text)",
     "digest = CAST(x'ff00' AS text)", "subject = 7", "detail = '{'"],
)  # fmt: skip
def test_a_value_that_no_row_of_ours_can_hold_is_named_as_any_other(spoilt: str) -> None:
    for number in range(5):
        record("ada", "approved", f"thing {number}")
    sql("PRAGMA ignore_check_constraints = 1")
    try:
        sql(f"UPDATE custody_logentry SET {spoilt} WHERE number = 3")
        with pytest.raises(CommandError, match="row 3"):
            call_command("verify_log")
        assert "The log does not read as it was sealed: entry 3 differs." in data_page()
    finally:
        sql("PRAGMA ignore_check_constraints = 0")


@pytest.mark.parametrize("moment", ["infinity", "-infinity", "0044-03-15 BC", "20000-01-01"])
def test_a_moment_that_no_calendar_of_ours_has_is_named_as_any_other(moment: str) -> None:
    for number in range(5):
        record("ada", "approved", f"thing {number}")
    sql("UPDATE custody_logentry SET at = %s WHERE number = 3", moment)
    with pytest.raises(CommandError, match="row 3"):
        call_command("verify_log")
    assert "The log does not read as it was sealed: entry 3 differs." in data_page()


def test_a_database_that_is_away_is_no_changed_row() -> None:
    record("ada", "approved", "a thing")
    with (
        patch("custody.chain.seal_of", side_effect=OperationalError("the connection is lost")),
        pytest.raises(OperationalError) as told,
    ):
        check()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # one that is closed later would end in another transaction
            cursor.execute("SELECT count(*) FROM pg_cursors WHERE name LIKE '_django_curs%'")
            assert cursor.fetchone() == (0,), told


def test_a_tail_that_is_cut_with_its_end_set_back_is_told_by_the_root_that_was_noted() -> None:
    """Whoever changes everything at once leaves a log that holds; the root that somebody noted is no longer on it."""
    for number in range(5):
        record("ada", "approved", f"thing {number}")
    noted = daily_roots()[0].digest
    assert noted in data_page()
    cut_at_the_end()
    sql("UPDATE custody_loghead SET number = 3, digest = %s", LogEntry.objects.get(number=3).digest)
    assert check().whole
    assert noted not in data_page()
    assert not LogEntry.objects.filter(digest=noted).exists()


def data_page() -> str:
    cache.clear()
    return Client().get("/data/").content.decode()


def test_what_is_decided_while_the_log_is_read_does_not_look_like_a_change() -> None:
    for number in range(3):
        record("ada", "approved", f"thing {number}")
    decided: list[int] = []

    def deciding(entry: LogEntry) -> str:
        if not decided:
            decided.append(entry.number)
            record("bob", "approved", "another thing")
        return seal_of(entry)

    with patch("custody.chain.seal_of", deciding):
        assert check() == Seal(3, None)
    assert check() == Seal(4, None)


@pytest.mark.parametrize("kept", [0, 2], ids=["emptied", "written anew"])
def test_a_log_that_was_made_anew_with_seals_that_hold_is_seen_by_a_root_that_was_noted(kept: int, capsys) -> None:
    for number in range(5):
        record("ada", "approved", f"thing {number}")
    root = daily_roots()[0]
    noted = f"{root.number}:{root.digest}"
    call_command("verify_log", "--root", noted)
    assert "So does every root that was noted (1)." in capsys.readouterr().out
    sql("DELETE FROM custody_logentry")
    sql("DELETE FROM custody_loghead")
    for number in range(kept):
        record("eve", "approved", f"thing {number}")
    call_command("verify_log")
    with pytest.raises(CommandError, match=r"Row 5 does not have the seal that was noted"):
        call_command("verify_log", "--root", noted)


@pytest.mark.parametrize("root", ["5", "0:" + 64 * "a", "5:abc", f"{10**30}:" + 64 * "a", "five:" + 64 * "a"])
def test_what_is_no_root_is_told_what_one_is(root: str) -> None:
    with pytest.raises(CommandError, match=r"is no root: a row.s number, a colon and its seal"):
        call_command("verify_log", "--root", root)
