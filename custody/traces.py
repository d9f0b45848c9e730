"""What a database keeps of deleted rows on its disk, overwritten: free pages and the write-ahead log."""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper
from django.db.utils import DatabaseError

logger = logging.getLogger(__name__)
STILL_THERE = (
    "The database was busy, so its disk may still hold what was erased: "
    "`manage.py erase` with the same reference, or the next purge, overwrites it."
)
LONGEST_WAIT_SECONDS = 5  # for open transactions, and for each table that one or a dump holds
SAMPLES = "pg_statistic"  # PostgreSQL's own: values of each column, for its planner
SAMPLED = """
    SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod)
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
    WHERE c.relname = ANY(%s) AND c.relkind = 'r' AND pg_table_is_visible(c.oid) AND a.attnum > 0 AND NOT a.attisdropped
      AND a.attstattarget IS DISTINCT FROM 0 AND (t.typcategory IN ('S', 'I') OR t.typname IN ('json', 'jsonb'))
"""
# Transactions that began before the erasing one ended, here and on replicas: what they may see is not overwritten.
# The last is the oldest that writes in any database of the server, such as a restore: what overwrites looks no further back either.
OLDER = """
    SELECT count(*) FROM (
        SELECT backend_xid AS oldest FROM pg_stat_activity WHERE COALESCE(datname, current_database()) = current_database()
            AND pid <> pg_backend_pid()
        UNION ALL SELECT backend_xmin FROM pg_stat_activity WHERE COALESCE(datname, current_database()) = current_database()
            AND pid <> pg_backend_pid()
        UNION ALL SELECT transaction FROM pg_prepared_xacts WHERE database = current_database()
        UNION ALL SELECT xmin FROM pg_replication_slots
        UNION ALL SELECT pg_snapshot_xmin(pg_current_snapshot())::xid
    ) AS held WHERE oldest IS NOT NULL AND age(oldest) >= age(%(erasing)s::xid)
"""


def keep_no_samples(tables: Sequence[type[models.Model]]) -> int:
    """Let PostgreSQL sample no text of these tables, and drop what it sampled: no erasure reaches its samples, which stay
    until rows enough have changed. Return how many columns were still sampled; 0 on SQLite, which keeps none.
    """
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(SAMPLED, [[table._meta.db_table for table in tables]])
        sampled = cursor.fetchall()
        for table, column, kind in sampled:
            named = f"ALTER TABLE {connection.ops.quote_name(table)} ALTER COLUMN {connection.ops.quote_name(column)}"
            cursor.execute(f"{named} SET STATISTICS 0, ALTER COLUMN {connection.ops.quote_name(column)} TYPE {kind}")
    return len(sampled)


def overwrite_after_commit(tables: Sequence[type[models.Model]]) -> None:
    """Overwrite, once this transaction is committed, what the disk still holds of rows deleted or changed in `tables`.

    SQLite zeroes what it frees (`secure_delete`, see settings), so its write-ahead log is all that is left. PostgreSQL
    keeps dead rows until their table is written anew, also in its table of samples, and those that an older transaction
    may still see even then; its own log goes with its next checkpoints (docs/operations.md).
    """
    this = _Overwriting(tuple(tables), _number_of_transaction())
    waiting = [getattr(call, "__self__", None) for _, call, *_ in connection.run_on_commit]
    if this not in waiting:  # once, however many were erased
        transaction.on_commit(this.begin, robust=True)


@dataclass(frozen=True, slots=True)
class _Overwriting:
    """What is overwritten after the transaction of that number."""

    tables: tuple[type[models.Model], ...]
    erasing: str

    def begin(self) -> None:
        """Overwrite it now."""
        _overwrite(self.tables, self.erasing)


def _number_of_transaction() -> str:
    """Return PostgreSQL's number of this transaction; nothing on SQLite."""
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::xid::text")
        return str(cursor.fetchone()[0])


def _wait_for_older(cursor: CursorWrapper, erasing: str) -> int:
    """Wait a little for transactions that may still see what was erased; return how many there are even then."""
    until = time.monotonic() + LONGEST_WAIT_SECONDS
    while True:
        cursor.execute(OLDER, {"erasing": erasing})
        older = int(cursor.fetchone()[0])
        if not older or time.monotonic() > until:
            return older
        time.sleep(0.1)


def _overwrite(tables: Sequence[type[models.Model]], erasing: str = "") -> None:
    """Overwrite; where the database is busy, say that it has to be done once more: the rows are gone, as was decided."""
    busy = 0
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                busy = cursor.fetchone()[0]
            else:
                busy = _wait_for_older(cursor, erasing)
                cursor.execute(f"SET lock_timeout = '{LONGEST_WAIT_SECONDS}s'")
                for name in (*(table._meta.db_table for table in tables), SAMPLES):
                    cursor.execute(f"VACUUM FULL {connection.ops.quote_name(name)}")
    except DatabaseError:
        busy = 1
    finally:
        if connection.vendor == "postgresql" and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("RESET lock_timeout")
    if busy:
        logger.warning(STILL_THERE)
