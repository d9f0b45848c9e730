"""The file outside the database that a restore reads: whole lines, whatever the disk does."""

import json
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from custody import ledger
from custody.ledger import LedgerError

MARK = {"mark": "a" * 64, "on": "2026-11-28"}


@pytest.fixture
def path(settings, tmp_path: Path) -> Path:
    settings.ERASURES_PATH = str(tmp_path / "erasures.jsonl")
    return tmp_path / "erasures.jsonl"


@contextmanager
def full_beyond(length: int) -> Iterator[None]:
    """Let no file of this process grow beyond `length` bytes, as on a disk that fills up."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (length, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def test_a_disk_that_fills_up_within_a_line_spoils_neither_it_nor_the_next(path: Path) -> None:
    ledger.note(MARK)
    before = path.read_bytes()
    with full_beyond(len(before) + 30), pytest.raises(LedgerError, match="nothing was changed"):
        ledger.note({"mark": "b" * 64})
    assert path.read_bytes() == before
    ledger.note({"mark": "c" * 64})
    assert [line["mark"][0] for line in ledger.lines()] == ["a", "c"]


def test_a_line_that_a_killed_process_left_unfinished_was_never_decided(path: Path) -> None:
    path.write_text(json.dumps(MARK) + '\n{"mark": "bbbb', encoding="utf-8")
    assert ledger.lines() == [MARK]
    ledger.note({"mark": "c" * 64})
    assert [line["mark"][0] for line in ledger.lines()] == ["a", "c"]


@pytest.mark.parametrize(
    "spoilt",
    [
        "[]",
        '"mark"',
        "7",
        '{"scenario": "k3v9x2m7qd"}',
        '{"scenario": "k3v9x2m7qd", "reason": "x"}',
        '{"account": "1"}',
    ],
)
def test_a_line_that_lacks_what_it_has_to_say_is_named(path: Path, spoilt: str) -> None:
    path.write_text(f"{json.dumps(MARK)}\n{spoilt}\n", encoding="utf-8")
    with pytest.raises(LedgerError, match="line 2: not a mark"):
        ledger.lines()


def test_a_whole_line_without_its_end_is_kept(path: Path) -> None:
    path.write_text(json.dumps(MARK), encoding="utf-8")
    assert ledger.lines() == [MARK]
    ledger.note({"mark": "c" * 64})
    assert [line["mark"][0] for line in ledger.lines()] == ["a", "c"]
