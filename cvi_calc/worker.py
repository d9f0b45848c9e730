"""gunicorn's threads, given whole requests: slow clients wait in the poller, where they cost nobody anything.

A thread is taken once the head and the body of a request have arrived, and is free again when the answer is made; the
poller sends what a client takes slowly. So a slow client holds a socket until a deadline, never a thread. Threads are
taken in turns (`cvi_calc.turns`), so a caller with many costly questions keeps nobody else waiting.
"""

import selectors
import socket
import time
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from typing import Any

from django.conf import settings
from gunicorn import http
from gunicorn.workers.gthread import TConn, ThreadWorker

from cvi_calc.arriving import Arriving
from cvi_calc.outgoing import Outgoing, Room
from cvi_calc.turned_away import turned_away
from cvi_calc.turns import Turns, caller_of, kind_of

ANSWER_SECONDS = 60.0  # until an answer is taken
PARTING_SECONDS = 2.0  # until a client closes too
MOST_HELD = 48_000_000  # bytes of all requests that arrive, wait for a thread or are answered
ALWAYS_HELD = 100_000  # a question is never turned away for the sake of others
READ_SECONDS = 5.0  # for a thread that reads on all the same
PIECE = 64 * 1024
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class Connection(TConn):
    """A connection whose reads in a thread end, and whose writes never wait."""

    sock: Outgoing
    arrived: Arriving | None = None  # a whole request that waits for a thread
    worked = 0.0  # seconds of a processor for the last request

    def init(self) -> None:
        """Start reading, once; never without an end."""
        super().init()
        self.sock.settimeout(READ_SECONDS)


class PatientWorker(ThreadWorker):
    """Threads for whole requests; the poller for those that still arrive, and for answers that are not taken yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.arriving: dict[Connection, Arriving] = {}
        self.leaving: dict[Connection, float] = {}
        self.held: dict[Connection, int] = {}
        self.bytes_held = 0
        self.room = Room()
        self.turns = Turns(threads=self.cfg.threads)

    def accept(self, listener: socket.socket) -> None:
        """Accept a connection, and wait for its request."""
        try:
            client, address = listener.accept()
        except OSError:  # taken by another worker, or gone already
            return
        self.nr_conns += 1
        self._make_room()
        self._wait_for(Connection(self.cfg, Outgoing(client, self.room), address, listener.getsockname()))

    def _make_room(self) -> None:
        """Where every place is taken, end who waits longest: what a visitor sends is there at once."""
        if self.nr_conns < self.worker_connections:
            return
        if self.arriving:
            self._end(next(iter(self.arriving)))
        elif self.keepalived_conns:
            idle = self.keepalived_conns.popleft()
            self.poller.unregister(idle.sock)
            self.nr_conns -= 1
            idle.close()
        elif self.leaving:
            self._break_off(next(iter(self.leaving)))

    def on_client_socket_readable(self, conn: Connection, client: Outgoing) -> None:
        """Take up a kept-alive connection whose next request begins."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._wait_for(conn)

    def enqueue_req(self, conn: Connection) -> None:
        """Wait for the rest of a request whose beginning came with the one before."""
        self._wait_for(conn, conn.parser.unreader.take_buffered())

    def handle(self, conn: Connection) -> Any:
        """Answer, in a thread, and note how much work it was."""
        began = time.thread_time()
        try:
            return super().handle(conn)
        finally:
            conn.worked = time.thread_time() - began

    def finish_request(self, conn: Connection, fs: Future[Any]) -> None:
        """Go on to the next request, or close; first send what the client has not taken yet."""
        self._let_go(conn)
        self.turns.done(conn, time.monotonic(), worked=conn.worked)
        self._give_turns()
        if conn.sock.waiting and fs.exception() is None:
            conn.sock.setblocking(False)
            self.leaving[conn] = time.monotonic() + ANSWER_SECONDS
            self.poller.register(conn.sock, selectors.EVENT_WRITE, partial(self._on_writable, conn, fs))
        elif not fs.cancelled() and fs.exception() is None and fs.result():
            super().finish_request(conn, fs)
        else:
            self._see_off(conn)

    def murder_pending(self) -> None:
        """Close connections whose request or answer took too long; a stopping worker waits for none that has not begun."""
        super().murder_pending()
        self._make_room()  # those that took the last place may have been at work, and idle since
        now = time.monotonic()
        for conn, arriving in list(self.arriving.items()):
            if arriving.deadline < now or not (self.alive or arriving.bytes):
                self._end(conn)
        for conn, deadline in list(self.leaving.items()):
            if deadline < now:
                self._break_off(conn)
        for conn in self.turns.late(now):
            self._let_go(conn)
            self._turn_away(conn, conn.arrived, 503)

    def _on_writable(self, conn: Connection, fs: Future[Any], client: Outgoing) -> None:
        try:
            client.flush()
        except OSError:
            self._break_off(conn)
            return
        if not client.waiting:
            self.poller.unregister(client)
            del self.leaving[conn]
            self.finish_request(conn, fs)

    def _see_off(self, conn: Connection) -> None:
        """Close our side and wait, in the poller, for the client to close its own (RFC 9112, 9.6)."""
        try:
            conn.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self.nr_conns -= 1
            conn.close()
            return
        conn.sock.setblocking(False)
        self.leaving[conn] = time.monotonic() + PARTING_SECONDS
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._on_parting, conn))

    def _on_parting(self, conn: Connection, client: Outgoing) -> None:
        try:
            said_more = client.recv(PIECE)
        except BlockingIOError:
            return
        except OSError:
            said_more = b""
        if not said_more:
            self._break_off(conn)

    def _break_off(self, conn: Connection) -> None:
        self.poller.unregister(conn.sock)
        del self.leaving[conn]
        self.nr_conns -= 1
        conn.close()

    def _wait_for(self, conn: Connection, early: bytes = b"") -> None:
        conn.sock.setblocking(False)
        self.arriving[conn] = Arriving(longest_line=self.cfg.limit_request_line)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._on_readable, conn))
        if early:
            self._take(conn, early)
        else:
            self._on_readable(conn, conn.sock)  # most requests are there already

    def _on_readable(self, conn: Connection, client: Outgoing) -> None:
        try:
            piece = client.recv(PIECE)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        if piece:
            self._take(conn, piece)
        else:
            self._end(conn)

    def _take(self, conn: Connection, piece: bytes) -> None:
        arriving = self.arriving[conn]
        arriving.take(piece)
        self._hold(conn, len(piece))
        if conn not in self.arriving:
            return  # ended for its size
        whole = arriving.whole
        if status := arriving.refusal:
            self._forget(conn)
            self._turn_away(conn, arriving, status)
        elif whole:
            self._forget(conn, still_held=True)
            caller = caller_of(arriving.forwarded, conn.client, proxies=settings.PROXIES)
            conn.arrived = arriving
            self.turns.wait(conn, caller, kind_of(*arriving.asked), time.monotonic())
            self._give_turns()
        elif arriving.expects_word:
            arriving.expects_word = False
            with suppress(OSError):
                conn.sock.send(CONTINUE)

    def _give_turns(self) -> None:
        """Give free threads to the requests whose turn it is."""
        for conn in self.turns.take(time.monotonic()):
            if conn.parser is None:
                conn.parser = http.get_parser(self.cfg, conn.sock, conn.client)
            conn.parser.unreader.unread(bytes(conn.arrived.bytes))
            conn.arrived, conn.data_ready = None, True
            super().enqueue_req(conn)

    def _turn_away(self, conn: Connection, arriving: Arriving, status: int) -> None:
        with suppress(OSError):
            conn.sock.send(turned_away(arriving, status))
        self._see_off(conn)  # the rest is read and dropped: a connection closed on it would lose the answer

    def _hold(self, conn: Connection, size: int) -> None:
        """Count what arrived; where all hold too much, end who waits longest, and a large one where nobody waits."""
        self.held[conn] = self.held.get(conn, 0) + size
        self.bytes_held += size
        while self.bytes_held > MOST_HELD:
            longest = next((other for other in self.arriving if self.held.get(other, 0) > ALWAYS_HELD), None)
            if longest is None:
                return
            self._end(longest)

    def _let_go(self, conn: Connection) -> None:
        self.bytes_held -= self.held.pop(conn, 0)

    def _end(self, conn: Connection) -> None:
        self._forget(conn)
        self.nr_conns -= 1
        conn.close()

    def _forget(self, conn: Connection, *, still_held: bool = False) -> None:
        self.poller.unregister(conn.sock)
        del self.arriving[conn]
        if not still_held:
            self._let_go(conn)
