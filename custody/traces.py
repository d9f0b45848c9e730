"""What a database keeps of deleted rows on its disk, overwritten: free pages and the write-ahead log."""

from collections.abc import Sequence

from django.db import connection, models, transaction
from django.db.utils import DatabaseError


def overwrite_after_commit(tables: Sequence[type[models.Model]]) -> None:
    """Overwrite, once this transaction is committed, what the disk still holds of rows deleted or changed in `tables`.

    SQLite zeroes what it frees (`secure_delete`, see settings), so its write-ahead log is all that is left. PostgreSQL
    keeps dead rows until their table is written anew; its own log goes with its next checkpoints (docs/operations.md).
    """
    transaction.on_commit(lambda: _overwrite(tables), robust=True)


def _overwrite(tables: Sequence[type[models.Model]]) -> None:
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                return
            for table in tables:
                cursor.execute(f"VACUUM FULL {connection.ops.quote_name(table._meta.db_table)}")
    except DatabaseError:
        # The rows are gone, which is what was decided; a database that is busy overwrites later, at the next erasure.
        return
