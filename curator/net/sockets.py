"""Waiting for whatever may have happened on any of libcurl's sockets."""

import resource
import select
from collections.abc import Callable
from typing import Final, Protocol

SPARE: Final = 100
"""Files that are open beside sockets: the catalogue, pipes, name look-ups."""

SELECT: Final = 1_024
"""Files that `select` can wait for: those with lower numbers (FD_SETSIZE)."""

_EDGES: Final = 1 | 4 | 0x2000 | 1 << 31
"""EPOLLIN, EPOLLOUT, EPOLLRDHUP and EPOLLET, which other systems' modules lack."""

Files = tuple[list[int], list[int], list[int]]
"""Files to be read, to be written, and to be looked at for errors, by their numbers."""


class Watch(Protocol):
    """Waits for sockets. Nobody asks which of them it was: libcurl looks at all that it has."""

    def opened(self, fd: int) -> None:
        """Watch a new socket of libcurl's, until it is closed."""
        ...

    def wait(self, timeout: float) -> None:
        """Wait until something has happened since the last time, for at most so many seconds."""
        ...

    def close(self) -> None:
        """Watch nothing any more."""
        ...


class Epoll:
    """Linux's own. It tells once of whatever happens to a socket (edges), so none is named more than once.

    libcurl takes all that there is whenever it looks. Having it say for each request what it waits for, and look at
    single sockets, takes twice as long.
    """

    def __init__(self, ear: int, waited: Callable[[], Files]) -> None:
        self._epoll = select.epoll()
        self._waited = waited
        self._known: set[int] = set()
        self.opened(ear)

    def opened(self, fd: int) -> None:
        """Watch; the system forgets a socket that is closed, and its number comes again."""
        self._known.add(fd)
        try:
            self._epoll.register(fd, _EDGES)
        except FileExistsError:  # a copy of what had the number before is open somewhere
            self._epoll.modify(fd, _EDGES)

    def wait(self, timeout: float) -> None:
        """Wait with `select`: epoll counts in milliseconds, several per cent of a short interval."""
        if timeout > 0:
            for fd in self._waited()[0]:
                if fd not in self._known:  # libcurl's own, by which its look-ups of names say that they are done
                    self.opened(fd)
            select.select([self._epoll], (), (), timeout)
        self._epoll.poll(0)

    def close(self) -> None:
        """Close."""
        self._epoll.close()


class Select:
    """Every other system's: libcurl says each time what it waits for."""

    def __init__(self, ear: int, waited: Callable[[], Files]) -> None:
        self._ear, self._waited = ear, waited

    def opened(self, fd: int) -> None:
        """Leave it to libcurl."""

    def wait(self, timeout: float) -> None:
        """Wait."""
        reading, writing, failing = self._waited()
        select.select([*reading, self._ear], writing, failing, max(0.0, timeout))

    def close(self) -> None:
        """Hold nothing that could be closed."""


def watch(ear: int, waited: Callable[[], Files]) -> Watch:
    """Give the best that this system has. `ear` is watched, too; `waited` says what libcurl waits for."""
    return Epoll(ear, waited) if hasattr(select, "epoll") else Select(ear, waited)


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
