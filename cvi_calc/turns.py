"""Whose request is next: of all that wait, the one whose caller will have had the least of our time when it is answered.

A queue without turns is taken whole by whoever sends fifty costly questions at once. Here a visitor who asks for a page
goes before them, however many wait and from however many addresses: what a kind of request costs is learned. And whoever
waits too long is told to come again, so no queue grows without end.
"""

from collections import OrderedDict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from web.callers import groups, seen_address

WAIT_SECONDS = 10.0  # for a thread; a proxy and most people give up a little later
HALF_LIFE_SECONDS = 30.0  # of the time that a caller has had
FORGOTTEN_SECONDS = 0.001  # whoever had less, has had none
QUICK_SECONDS = 0.05  # what takes more is costly, and leaves a thread to what is quick
PRESUMED_SECONDS = 2 * QUICK_SECONDS  # of a question of a kind that nobody asked yet
MOST_KINDS = 500  # of which the cost is known
FADING = 0.98  # of what a kind is known to cost, with each that cost less
IDLE_SHARE = 0.05  # of a second that a thread only waits: for its turn of the interpreter, or for a database
BEFORE_NAMES = ("api", "v1")

INSIDE = ""  # goes first
ASKED = "asked"

type Kind = tuple[str, ...]


def caller_of(forwarded: str, client: object, *, proxies: int) -> str:
    """Return whose turn a request takes: the nearest group of the address that the governor counts it for.

    What no proxy of ours passed on comes from inside, where probes of readiness do: a site that answers none is shut.
    """
    if proxies and not forwarded:
        return INSIDE
    remote = str(client[0]) if isinstance(client, tuple) else str(client)
    return groups(seen_address(forwarded, remote, proxies=proxies))[0][0]


def kind_of(method: str, target: str) -> Kind:
    """Return what a request has in common with others that cost as much: its path without what is asked about."""
    path, _, query = target.partition("?")
    steps = [step for step in path.split("/") if step and step not in BEFORE_NAMES]
    last = steps[-1] if len(steps) > 2 else ""
    return (method, *steps[:1], last, ASKED if query or method == "POST" else "")


@dataclass(slots=True)
class Waiting:
    """A request that has arrived, what it is, and since when it waits."""

    request: Any
    caller: str
    kind: Kind
    since: float


@dataclass
class Turns:
    """Who waits, who is being answered, and how long everybody was lately. Not for threads: the poller alone has it."""

    threads: int
    _waiting: dict[tuple[str, Kind], deque[Waiting]] = field(default_factory=dict)
    _begun: dict[Any, tuple[Waiting, float]] = field(default_factory=dict)
    _had: dict[str, float] = field(default_factory=dict)
    _costs: OrderedDict[Kind, float] = field(default_factory=OrderedDict)
    _faded_at: float = 0.0

    @property
    def all_but_one(self) -> int:
        """How many threads one caller, or all costly requests, may have: one is left, where there are several."""
        return max(1, self.threads - 1)

    def wait(self, request: Any, caller: str, kind: Kind, now: float) -> None:
        """Let a request wait for its turn."""
        self._waiting.setdefault((caller, kind), deque()).append(Waiting(request, caller, kind, now))

    def take(self, now: float) -> Iterator[Any]:
        """Yield the requests whose turn it is, as far as there are threads for them."""
        self._fade(now)
        while len(self._begun) < self.threads and (line := self._next()) is not None:
            waited = self._waiting[line].popleft()
            if not self._waiting[line]:
                del self._waiting[line]
            self._begun[waited.request] = (waited, now)
            yield waited.request

    def done(self, request: Any, now: float, *, worked: float) -> None:
        """Say that a request is answered, with its thread's seconds of work; nothing where that was said before."""
        if request not in self._begun:
            return
        waited, began = self._begun.pop(request)
        took = max(worked, (now - began) * IDLE_SHARE)
        self._had[waited.caller] = self._had.get(waited.caller, 0.0) + took
        known = self._costs.pop(waited.kind, None)
        if known is not None or took > QUICK_SECONDS or waited.kind[-1] == ASKED:
            # A refusal of what costs much costs little, and says nothing of the next.
            self._costs[waited.kind] = max(took, FADING * (known or 0.0))
            if len(self._costs) > MOST_KINDS:
                self._costs.popitem(last=False)

    def late(self, now: float) -> Iterator[Any]:
        """Yield, and let go of, the requests that waited too long."""
        for key, line in list(self._waiting.items()):
            while line and line[0].since + WAIT_SECONDS < now:
                yield line.popleft().request
            if not line:
                del self._waiting[key]

    def _next(self) -> tuple[str, Kind] | None:
        callers = [waited.caller for waited, _ in self._begun.values()]
        costly = sum(self._is_costly(waited.kind) for waited, _ in self._begun.values())
        may = [
            line
            for line in self._waiting
            if line[0] == INSIDE
            or (
                callers.count(line[0]) < self.all_but_one
                and (costly < self.all_but_one or not self._is_costly(line[1]))
            )
        ]
        return min(
            may, key=lambda line: (line[0] != INSIDE, callers.count(line[0]), self._will_have_had(*line)), default=None
        )

    def _will_have_had(self, caller: str, kind: Kind) -> float:
        return self._had.get(caller, 0.0) + self._cost_of(kind)

    def _cost_of(self, kind: Kind) -> float:
        return self._costs.get(kind, PRESUMED_SECONDS if kind[-1] == ASKED else 0.0)

    def _is_costly(self, kind: Kind) -> bool:
        return self._cost_of(kind) > QUICK_SECONDS

    def _fade(self, now: float) -> None:
        """Halve, once in a while, the time that each has had."""
        if now - self._faded_at < HALF_LIFE_SECONDS:
            return
        self._faded_at = now
        self._had = {caller: had / 2 for caller, had in self._had.items() if had / 2 > FORGOTTEN_SECONDS}
