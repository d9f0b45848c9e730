"""A socket that never waits to send: what its client does not take at once is kept, for the poller to send."""

import socket
import threading
from collections import deque
from typing import Any

MOST_KEPT = 48_000_000  # bytes of all answers together in one process; beyond it large answers are broken off
ALWAYS_KEPT = 100_000  # a page is never broken off for the sake of others


class Room:
    """The bytes that all connections of a process keep."""

    def __init__(self) -> None:
        self._kept = 0
        self._lock = threading.Lock()

    def take(self, size: int, *, already: int) -> None:
        """Make room for `size` more bytes of a connection that has some already. Raises BrokenPipeError where there is none."""
        with self._lock:
            if already + size > ALWAYS_KEPT and self._kept + size > MOST_KEPT:
                raise BrokenPipeError("too much waits to be sent")
            self._kept += size

    def give(self, size: int) -> None:
        """Say that so many bytes are kept no more."""
        with self._lock:
            self._kept -= size


class Outgoing:
    """The socket as gunicorn uses it, with a backlog."""

    def __init__(self, sock: socket.socket, room: Room) -> None:
        self._sock, self._room = sock, room
        self._pieces: deque[memoryview] = deque()
        self.waiting = 0  # bytes that the client has not taken yet

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)

    def sendall(self, data: bytes) -> None:
        """Send what the client takes now, keep the rest."""
        self.flush()
        view = memoryview(data)
        if not self._pieces:
            view = view[self._sent(view) :]
        if view:
            self._room.take(len(view), already=self.waiting)
            self.waiting += len(view)
            self._pieces.append(view)

    def flush(self) -> None:
        """Send of the backlog what the client takes now. Raises OSError where it is gone."""
        while self._pieces:
            piece = self._pieces.popleft()
            sent = self._sent(piece)
            self.waiting -= sent
            self._room.give(sent)
            if sent < len(piece):
                self._pieces.appendleft(piece[sent:])
                return

    def close(self) -> None:
        """Close the socket and forget what it kept."""
        self._room.give(self.waiting)
        self.waiting = 0
        self._pieces.clear()
        self._sock.close()

    def _sent(self, view: memoryview) -> int:
        sent = 0
        while sent < len(view):
            try:
                sent += self._sock.send(view[sent:], socket.MSG_DONTWAIT)
            except BlockingIOError:
                break
        return sent
