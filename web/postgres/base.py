"""The backend: a server that is frozen, or gone without a word, is noticed by us, for no server-side limit would be kept."""

from types import SimpleNamespace
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg.errors import _WaitTimeout

from web.deadline import seconds
from web.postgres.breaker import Breaker

breaker = Breaker()
SERVER_GIVES_UP_AT = (
    0.8  # of our wait: who waits in vain for a row that another holds is told so by a server that answers
)


class Connection(psycopg.Connection[Any]):
    """A connection that waits for each answer so many seconds (DATABASE_SECONDS; none: without end), and then is closed."""

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """Return what the server answers. Raises OperationalError where it does not in time."""
        if not (most := seconds()):
            return super().wait(gen, interval, timeout)
        if not breaker.may_try():
            self.pgconn.finish()
            raise psycopg.OperationalError("the database did not answer just now")
        try:
            answer = super().wait(gen, interval, timeout or most)
        except _WaitTimeout:
            breaker.opened()
            self.pgconn.finish()
            raise psycopg.OperationalError(f"no answer within {most:g} s") from None
        breaker.closed()
        return answer


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, connecting with deadlines."""

    # psycopg as Django knows it, but for the kind of connection.
    Database = SimpleNamespace(**{**vars(psycopg), "connect": Connection.connect})  # type: ignore[assignment]

    def get_connection_params(self) -> dict[str, Any]:
        """Return Django's parameters; the server gives a statement up before we do, so that only its silence opens the breaker."""
        params: dict[str, Any] = super().get_connection_params()
        if most := seconds():
            params["options"] = (
                f"{params.get('options', '')} -c statement_timeout={most * SERVER_GIVES_UP_AT * 1000:.0f}"
            )
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect. Raises OperationalError at once while the server is known not to answer."""
        if seconds() and not breaker.may_try():
            raise psycopg.OperationalError("the database did not answer just now")
        try:
            connection = super().get_new_connection(conn_params)
        except psycopg.errors.ConnectionTimeout:
            breaker.opened()
            raise
        breaker.closed()  # it let us in, so what follows need not ask again
        return connection
