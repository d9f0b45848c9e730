"""What stands for "not now": no connection to the database, or nothing in it that could be answered from yet."""

import sqlite3

from django.db import DatabaseError, InterfaceError, OperationalError


class NotNow(Exception):  # noqa: N818 (a state, not a fault)
    """What is asked for is not there at the moment; the same request may succeed later."""


DATABASE_AWAY = (OperationalError, InterfaceError, NotNow)
# PostgreSQL's codes of a server that is there and takes nothing: read-only (a standby), no room left.
NOT_WRITABLE = ("25006", "53100")


def is_database_away(error: BaseException | None) -> bool:
    """Return whether the same request may succeed later; not where SQLite says that a table or column is missing.

    PostgreSQL calls that a ProgrammingError; SQLite has one code, and Django one class, for it and for a lost file.
    """
    cause = getattr(error, "__cause__", None)
    if isinstance(error, DatabaseError) and getattr(cause, "sqlstate", None) in NOT_WRITABLE:
        return True
    code = getattr(cause, "sqlite_errorcode", None)
    return isinstance(error, DATABASE_AWAY) and code != sqlite3.SQLITE_ERROR
