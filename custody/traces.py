"""What a database keeps of deleted rows on its disk, overwritten: free pages and the write-ahead log."""

import logging
from collections.abc import Sequence

from django.db import connection, models, transaction
from django.db.utils import DatabaseError

logger = logging.getLogger(__name__)
STILL_THERE = (
    "The database was busy, so its disk may still hold what was erased: "
    "`manage.py erase` with the same reference, or the next purge, overwrites it."
)
LONGEST_WAIT_SECONDS = 5  # for each table that a dump or an open transaction holds
SAMPLES = "pg_statistic"  # PostgreSQL's own: values of each column, for its planner
SAMPLED = """
    SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod)
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
    WHERE c.relname = ANY(%s) AND c.relkind = 'r' AND pg_table_is_visible(c.oid) AND a.attnum > 0 AND NOT a.attisdropped
      AND a.attstattarget IS DISTINCT FROM 0 AND (t.typcategory IN ('S', 'I') OR t.typname IN ('json', 'jsonb'))
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
    keeps dead rows until their table is written anew, also in its table of samples; its own log goes with its next
    checkpoints (docs/operations.md).
    """
    transaction.on_commit(lambda: _overwrite(tables), robust=True)


def _overwrite(tables: Sequence[type[models.Model]]) -> None:
    """Overwrite; where the database is busy, say that it has to be done once more: the rows are gone, as was decided."""
    busy = 0
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                busy = cursor.fetchone()[0]
            else:
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
