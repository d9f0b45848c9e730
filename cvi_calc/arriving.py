"""A request whose bytes are still arriving: whether a thread could read all of it without waiting, until when it may take,
and whether it is larger than is read at all.
"""

import time

HEAD_SECONDS, REQUEST_SECONDS = 10.0, 20.0  # from the first moment to the end of the head, and of the whole request
LARGEST_HEAD, LARGEST_BODY = 64 * 1024, 1_000_000
END_OF_HEAD = b"\r\n\r\n"


class Arriving:
    """The bytes of one request so far."""

    def __init__(self, *, longest_line: int) -> None:
        self.bytes = bytearray()
        self._started = time.monotonic()
        self.longest_line = longest_line
        self._host = ""
        self._forwarded: list[str] = []
        self._head_end = 0  # where the body begins; 0 while the head arrives
        self._body_length: int | None = 0  # None: in chunks
        self._chunk = 0  # where the next chunk begins
        self._chunk_too_large = False
        self.expects_word = False  # waits to hear "100 Continue" before it sends its body

    def take(self, piece: bytes) -> None:
        """Add what arrived."""
        searched = max(0, len(self.bytes) - len(END_OF_HEAD) + 1)
        self.bytes += piece
        if not self._head_end and (end := self.bytes.find(END_OF_HEAD, searched)) >= 0:
            self._head_end = self._chunk = end + len(END_OF_HEAD)
            self._read_head(bytes(self.bytes[:end]))

    @property
    def refusal(self) -> int | None:
        """The status of what is larger than the server reads, known before it is read; None where it is not."""
        line_end = self.bytes.find(b"\r\n", 0, self.longest_line + 2)
        if line_end < 0 and len(self.bytes) > self.longest_line:
            return 414
        if not self._head_end:
            return 431 if len(self.bytes) > LARGEST_HEAD else None
        if self._body_length is None:
            arrived = len(self.bytes) - self._head_end
            return 413 if self._chunk_too_large or arrived > LARGEST_BODY else None
        return 413 if self._body_length > LARGEST_BODY else None

    @property
    def first_line(self) -> tuple[str, str, str]:
        """The method and the path, as far as they may be said again, and the host where it has arrived."""
        method, target = self.asked
        return method, target.partition("?")[0][:200], self._host

    @property
    def asked(self) -> tuple[str, str]:
        """The method and the target, its query included."""
        method, target, *_ = (*bytes(self.bytes[: self.longest_line]).split(b" ", 2), b"", b"")
        return method.decode("latin-1"), target.decode("latin-1")

    @property
    def forwarded(self) -> str:
        """What proxies say of who asks (X-Forwarded-For), all of it in one line."""
        return ",".join(self._forwarded)

    @property
    def whole(self) -> bool:
        """Whether a thread can read all of it without waiting."""
        if not self._head_end:
            return False
        if self._body_length is None:
            return self._last_chunk_is_here()
        return len(self.bytes) - self._head_end >= self._body_length

    @property
    def deadline(self) -> float:
        """The moment, of the monotonic clock, when waiting ends."""
        return self._started + (REQUEST_SECONDS if self._head_end else HEAD_SECONDS)

    def _read_head(self, head: bytes) -> None:
        for line in head.split(b"\r\n")[1:]:
            name, _, value = line.partition(b":")
            match name.strip().lower(), value.strip().lower():
                case b"transfer-encoding", _:
                    self._body_length = None
                case b"content-length", digits if digits.isdigit() and self._body_length is not None:
                    self._body_length = int(digits[:20])
                case b"host", host:
                    self._host = host.decode("latin-1")
                case b"x-forwarded-for", addresses:
                    self._forwarded.append(addresses.decode("latin-1"))
                case b"expect", b"100-continue":
                    self.expects_word = True

    def _last_chunk_is_here(self) -> bool:
        """Return whether the empty chunk and its trailer have arrived; a senseless chunk ends the waiting too."""
        while (line_end := self.bytes.find(b"\r\n", self._chunk)) >= 0:
            size = self.bytes[self._chunk : line_end].partition(b";")[0].strip()
            try:
                length = int(size[:20], 16)
            except ValueError:
                return True
            if length == 0:
                return self.bytes.find(END_OF_HEAD, line_end) >= 0
            if length < 0:
                return True
            if length > LARGEST_BODY:
                self._chunk_too_large = True
                return False
            self._chunk = line_end + 2 + length + 2
        return False
