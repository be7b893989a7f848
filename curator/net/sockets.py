"""Waiting for what happens on libcurl's sockets."""

import resource
import select
from functools import reduce
from operator import or_
from time import monotonic, sleep
from typing import Final, Protocol

SPARE: Final = 100
"""Files that are open beside sockets: the catalogue, pipes, name look-ups."""

SELECT: Final = 1_024
"""Files that `select` can wait for: those with lower numbers (FD_SETSIZE)."""

REMOVED: Final = 4
"""Libcurl's POLL_REMOVE; POLL_IN and POLL_OUT are as below."""

READABLE: Final = 1
WRITABLE: Final = 2
BROKEN: Final = 4
"""What happened to a socket, added up, as libcurl has it (CURL_CSELECT_IN, _OUT, _ERR)."""

_EDGES: Final = 1 | 4 | 0x2000 | 1 << 31
"""EPOLLIN, EPOLLOUT, EPOLLRDHUP and EPOLLET, which other systems' modules lack."""

_MEANS: Final = {1: READABLE, 4: WRITABLE, 8: BROKEN, 0x10: READABLE | BROKEN, 0x2000: READABLE}
"""What the bits of epoll's answer mean: EPOLLIN, EPOLLOUT, EPOLLERR, EPOLLHUP and EPOLLRDHUP."""

_LAST: Final = 8 | 0x10 | 0x2000
"""Those after which nothing more happens to a socket."""

SWEEP: Final = 1.0
"""Seconds after which libcurl looks at all sockets, whatever the system told of them. An edge is told once: one that
came when libcurl did not want to hear of it would otherwise be missed until its request took too long. And what TLS has
unpacked already, libcurl may forget until it looks again (8.23, where HTTP/2 was agreed on and something else came)."""

MANY: Final = 500
BREATH: Final = 0.0005
"""Sockets from which on, once something has happened, so many seconds pass until it is told: more has happened then.
To hear each answer of a thousand by itself takes a tenth more of the processor."""

Happened = list[tuple[int, int]]
"""Sockets by their numbers, each with what happened to it."""


class Watch(Protocol):
    """Waits for sockets."""

    def opened(self, fd: int) -> None:
        """Watch a new socket, until it is closed."""
        ...

    def wanted(self, what: int, fd: int, *_: object) -> None:
        """Hear from libcurl what it waits for at a file from now on (POLL_IN, POLL_OUT, POLL_INOUT, POLL_REMOVE)."""
        ...

    def wait(self, timeout: float) -> Happened:
        """Wait until something has happened since the last time, for at most so many seconds."""
        ...

    def close(self) -> None:
        """Watch nothing any more."""
        ...


class Epoll:
    """Linux's own. It tells once of whatever happens to a socket (edges), so each is named to it once.

    What libcurl waits for is not told on: that takes a call of the system for each change, of which every request has
    four, and another third of the time of asking. Only when it begins to wait for a socket whose other end has said its
    last it is told so once more: it may have been busy with something else the first time.
    """

    def __init__(self, ear: int) -> None:
        self._epoll = select.epoll()
        self._known: dict[int, int] = {}
        self._again: Happened = []
        self._meant: dict[int, int] = {}
        self._swept = monotonic()
        self.opened(ear)

    def opened(self, fd: int) -> None:
        """Watch; the system forgets a socket that is closed, and its number comes again."""
        self._known[fd] = 0
        try:
            self._epoll.register(fd, _EDGES)
        except FileExistsError:  # a copy of what had the number before is open somewhere
            self._epoll.modify(fd, _EDGES)

    def wanted(self, what: int, fd: int, *_: object) -> None:
        """Watch a file that was not opened here: libcurl has one, for its look-ups of names, and keeps it."""
        last = self._known.get(fd)
        if last is None:
            self.opened(fd)
        elif last and what != REMOVED:
            self._again.append((fd, last))

    def wait(self, timeout: float) -> Happened:
        """Wait with `select`: epoll counts in milliseconds, several per cent of a short interval."""
        if timeout > 0 and not self._again:
            woken, _, _ = select.select([self._epoll], (), (), timeout)
            if woken and len(self._known) >= MANY:
                sleep(BREATH)
        now = monotonic()
        happened, self._again = self._again, []
        for fd, bits in self._epoll.poll(0):
            meaning = self._meaning(bits)
            happened.append((fd, meaning))
            if bits & _LAST:
                self._known[fd] = meaning
        if now - self._swept < SWEEP:
            return happened
        self._swept = now
        return [(fd, READABLE | WRITABLE) for fd in self._known]

    def close(self) -> None:
        """Close."""
        self._epoll.close()

    def _meaning(self, bits: int) -> int:
        if bits not in self._meant:
            self._meant[bits] = reduce(or_, (meaning for bit, meaning in _MEANS.items() if bits & bit), 0)
        return self._meant[bits]


class Select:
    """Every other system's: it is asked each time what has happened since, of all that libcurl waits for."""

    def __init__(self, ear: int) -> None:
        self._ear = ear
        self._reading: set[int] = {ear}
        self._writing: set[int] = set()
        self._swept = monotonic()

    def opened(self, fd: int) -> None:
        """Leave it to libcurl."""

    def wanted(self, what: int, fd: int, *_: object) -> None:
        """Remember it."""
        for files, wish in ((self._reading, READABLE), (self._writing, WRITABLE)):
            (files.add if what != REMOVED and what & wish else files.discard)(fd)

    def wait(self, timeout: float) -> Happened:
        """Wait."""
        reading, writing, _ = select.select(self._reading, self._writing, (), max(0.0, timeout))
        now = monotonic()
        if now - self._swept >= SWEEP:
            self._swept, reading, writing = now, [*self._reading], [*self._writing]
        return [*((fd, READABLE) for fd in reading), *((fd, WRITABLE) for fd in writing)]

    def close(self) -> None:
        """Hold nothing that could be closed."""


def watch(ear: int) -> Watch:
    """Give the best that this system has. `ear` is watched, too."""
    return Epoll(ear) if hasattr(select, "epoll") else Select(ear)


def room(wanted: int) -> int:
    """Have the system allow so many sockets if it can, and say how many there may be.

    It often allows 1,024 files at first (the soft limit), whatever it could bear; some are wanted for other things.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted + SPARE and soft != resource.RLIM_INFINITY:
        soft = wanted + SPARE if hard == resource.RLIM_INFINITY else min(hard, wanted + SPARE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    most = wanted if soft == resource.RLIM_INFINITY else max(1, soft - SPARE)
    return most if hasattr(select, "epoll") else min(most, SELECT - SPARE)
