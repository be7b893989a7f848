"""Whose turn it is: every host has its own queue and its own pace, so that none waits for another."""

from collections import deque
from collections.abc import Iterator
from heapq import heappop, heappush

from curator.net.chain import Chain
from curator.net.interface import Left, Queue, Target
from curator.net.policy import NetPolicy
from curator.net.touchy import rules_for

TRIES = 2
"""How often a link is asked again of a server that said when to come back."""

CROWD = 20_000
"""Links under way that may wait for their redirects' hosts (about 1 KB each); beyond that no new link is begun."""

BREATH = 0.1
"""Seconds until a host is tried again that must begin nothing new for now."""

REFUSALS = frozenset({403, 429})


class Host:
    """A host's turn: since when it may be asked again, and how many requests are under way.

    Times are of the monotonic clock: a change of the wall clock changes no pace.
    """

    __slots__ = ("active", "drained", "interval", "name", "next", "pending", "queued", "refusals", "rules")

    def __init__(self, name: str, policy: NetPolicy, delay: float) -> None:
        self.name = name
        self.rules = rules_for(policy, name)
        self.interval = max(self.rules.interval, delay)
        self.next = 0.0
        self.active = 0
        self.pending: deque[Chain] = deque()
        self.queued = False
        self.drained = False
        self.refusals = 0


class Pace:
    """Gives turns to hosts. `left` are hosts that were left for later: no more of their links are taken."""

    def __init__(self, policy: NetPolicy) -> None:
        self.left: dict[str, Left] = {}
        self._policy = policy
        self._queue: Queue | None = None
        self._newcomers: Iterator[str] = iter(())
        self._hosts: dict[str, Host] = {}
        self._delays: dict[str, float] = {}
        self._ready: deque[Host] = deque()
        self._sleeping: list[tuple[float, int, Host]] = []
        self._slept = 0
        self._pending = 0
        self._newcomers_turn = False

    @property
    def hosts(self) -> int:
        """Count the hosts for which something waits or is under way."""
        return len(self._hosts)

    @property
    def waiting(self) -> int:
        """Count the links that have not been taken."""
        return len(self._queue) if self._queue is not None else 0

    def begin(self, queue: Queue, now: float) -> None:
        """Take links from this queue from now on. When a host was last asked is still known."""
        self._queue = queue
        self._newcomers = iter(queue.hosts())
        for host in self._hosts.values():
            host.drained = False
            self._enqueue(host, now)

    def end(self) -> None:
        """Begin nothing more."""
        self._queue, self._newcomers, self._pending = None, iter(()), 0
        for host in self._hosts.values():
            host.pending.clear()
            host.active = 0

    def delay(self, name: str, seconds: float) -> None:
        """Leave at least so many seconds between two starts on a host, as its robots.txt may ask."""
        self._delays[name] = seconds
        if name in self._hosts:
            self._hosts[name].interval = max(self._hosts[name].rules.interval, seconds)

    def turn(self, now: float) -> tuple[Host, Target | Chain] | None:
        """Give what may begin now, None when nothing may. If it is asked for, `begun` must follow; `ended` always."""
        self._rouse(now)
        while (host := self._next(now)) is not None:
            work = self._work(host, now)
            if work is not None:
                host.active += 1
                return host, work
        return None

    def begun(self, host: Host, now: float) -> None:
        """Count a request as begun: the next one has to wait."""
        host.next = now + host.interval
        self._enqueue(host, now)

    def wakes(self) -> float | None:
        """Give the time at which some host's turn comes, None if nobody waits for that."""
        return self._sleeping[0][0] if self._sleeping else None

    def is_empty(self) -> bool:
        """Tell whether nothing waits any more but what is under way, once `turn` had nothing to give."""
        if self._pending:
            return False
        # Who sleeps may sleep on when the queue is empty: he would find that out at his next turn.
        return self._queue is None or len(self._queue) == 0 or not (self._ready or self._sleeping)

    def ended(self, host: Host, now: float) -> None:
        """Count what had its turn as ended."""
        host.active -= 1
        self._enqueue(host, now)

    def again(self, name: str, chain: Chain, now: float) -> None:
        """Let a chain wait for its next request to a host, before the host's other links. Those left get none."""
        if name not in self.left:
            host = self._host(name)
            host.pending.append(chain)
            self._pending += 1
            self._enqueue(host, now)

    def answered(self, host: Host, status: int | None, wait: float | None, now: float) -> None:
        """Learn from an answer: leave a host for later that refuses, or give it the `wait` in seconds it asks for."""
        if status in REFUSALS:
            host.refusals += 1
        elif status is not None:
            host.refusals = 0
        if host.refusals >= self._policy.breaker:
            self.leave(host, f"{host.refusals} refusals in a row", wait or 0.0)
        elif wait is not None:
            host.next = max(host.next, now + wait)
            if wait > self._policy.patience:
                self.leave(host, f"asks to come back in {wait:.0f} s", wait)

    def leave(self, host: Host, why: str, seconds: float) -> None:
        """Ask a host for nothing more."""
        self.left[host.name] = Left(why, seconds)
        self._pending -= len(host.pending)
        host.pending.clear()

    def _host(self, name: str) -> Host:
        host = self._hosts.get(name)
        if host is None:
            host = self._hosts[name] = Host(name, self._policy, self._delays.get(name, 0.0))
        return host

    def _next(self, now: float) -> Host | None:
        """Give the next host whose turn it is: those that wait again and those not asked yet in alternation.

        So one host without an interval cannot keep all others from their first turn, nor a hundred thousand new ones
        the host that has most to do.
        """
        self._newcomers_turn = not self._newcomers_turn
        if self._newcomers_turn:
            return self._newcomer() or self._waiting(now)
        return self._waiting(now) or self._newcomer()

    def _newcomer(self) -> Host | None:
        return next((self._host(name) for name in self._newcomers if name not in self._hosts), None)

    def _waiting(self, now: float) -> Host | None:
        while self._ready:
            host = self._ready.popleft()
            host.queued = False
            if host.next <= now:
                return host
            self._enqueue(host, now)  # it asked for a pause meanwhile
        return None

    def _work(self, host: Host, now: float) -> Target | Chain | None:
        """Give what a host has to do. One that has nothing more is forgotten, so that only busy ones take memory."""
        if host.pending:
            self._pending -= 1
            return host.pending.popleft()
        if not host.drained and self._pending >= CROWD:
            host.next = now + max(host.interval, BREATH)
            self._enqueue(host, now)
            return None
        target = None
        if self._queue is not None and not host.drained and host.name not in self.left:
            target = self._queue.take(host.name)
        host.drained = target is None
        if host.drained and not host.active:
            del self._hosts[host.name]
        return target

    def _rouse(self, now: float) -> None:
        sleeping = self._sleeping
        while sleeping and sleeping[0][0] <= now:
            host = heappop(sleeping)[2]
            host.queued = False
            self._enqueue(host, now)

    def _enqueue(self, host: Host, now: float) -> None:
        """Let a host wait for its turn, unless it waits already or has as many connections as it may."""
        if host.queued or host.active >= host.rules.connections:
            return
        if host.name in self.left:  # nobody waits for a turn that will not come
            if not host.active:
                self._hosts.pop(host.name, None)
            return
        host.queued = True
        if host.next <= now:
            self._ready.append(host)
        else:
            self._slept += 1  # of two that wake at once, the one that slept first
            heappush(self._sleeping, (host.next, self._slept, host))
