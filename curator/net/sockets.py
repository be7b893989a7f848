"""Which sockets are ready, told in libcurl's own words."""

import resource
import select
import selectors
from typing import Protocol

import pycurl

AT_ONCE = 64
"""Sockets that are told of at once: what they brought is answered by new requests before others are looked at."""

SPARE = 100
"""Files that are open beside sockets: the catalogue, pipes, name look-ups."""

_WANTED = {
    pycurl.POLL_IN: selectors.EVENT_READ,
    pycurl.POLL_OUT: selectors.EVENT_WRITE,
    pycurl.POLL_INOUT: selectors.EVENT_READ | selectors.EVENT_WRITE,
}

_EPOLL = {pycurl.POLL_IN: 1, pycurl.POLL_OUT: 4, pycurl.POLL_INOUT: 5}
"""The same in Linux's words (EPOLLIN, EPOLLOUT), which other systems' modules lack."""

_CSELECT = {1: pycurl.CSELECT_IN, 4: pycurl.CSELECT_OUT}
_ANY = pycurl.CSELECT_IN | pycurl.CSELECT_OUT | pycurl.CSELECT_ERR
"""What epoll says of a socket in most cases, and what is said of one that is closed, broken, or more than one of them:
libcurl looks for itself."""


class Watch(Protocol):
    """Watches sockets. Events are `pycurl.POLL_…` in, `pycurl.CSELECT_…` out. `watched` are the numbers of sockets."""

    watched: set[int]

    def on(self, fd: int, what: int) -> None:
        """Watch a socket from now on for what libcurl wants of it."""
        ...

    def off(self, fd: int) -> None:
        """Watch it no longer; it may be closed already when somebody looks again."""
        ...

    def ready(self, timeout: float) -> list[tuple[int, int]]:
        """Wait for at most so many seconds, and give sockets with what has happened to them."""
        ...

    def close(self) -> None:
        """Watch nothing any more."""
        ...


class Epoll:
    """Linux's own: a connection that libcurl has done with stays watched, as mostly it is wanted again at once.

    That saves a third of the time of a link. The system forgets a socket that is closed, and says so when its number
    is wanted again.
    """

    def __init__(self) -> None:
        self._epoll = select.epoll()
        self.watched: set[int] = set()

    def on(self, fd: int, what: int) -> None:
        """Watch."""
        self.watched.add(fd)
        try:
            self._epoll.modify(fd, _EPOLL[what])
        except FileNotFoundError:
            self._epoll.register(fd, _EPOLL[what])

    def off(self, fd: int) -> None:
        """Leave it be."""
        self.watched.discard(fd)

    def ready(self, timeout: float) -> list[tuple[int, int]]:
        """Look; waiting is for `select`, as epoll counts in milliseconds, several per cent of a short interval."""
        if timeout > 0:
            select.select([self._epoll], (), (), timeout)
        happened = self._epoll.poll(0, AT_ONCE)
        return [(fd, _CSELECT.get(events, _ANY)) for fd, events in happened if self._is_wanted(fd)]

    def close(self) -> None:
        """Close."""
        self._epoll.close()

    def _is_wanted(self, fd: int) -> bool:
        """Forget a connection that the server closes while nobody uses it; libcurl will see for itself."""
        if fd in self.watched:
            return True
        self._epoll.unregister(fd)
        return False


class Others:
    """Every other system's, by the standard library."""

    def __init__(self) -> None:
        self._selector = selectors.DefaultSelector()
        self.watched: set[int] = set()

    def on(self, fd: int, what: int) -> None:
        """Watch."""
        change = self._selector.modify if fd in self.watched else self._selector.register
        self.watched.add(fd)
        change(fd, _WANTED[what])

    def off(self, fd: int) -> None:
        """Forget it at once: nobody would tell that it is another socket when its number comes again."""
        self.watched.discard(fd)
        self._selector.unregister(fd)

    def ready(self, timeout: float) -> list[tuple[int, int]]:
        """Wait and look."""
        return [(key.fd, _ANY) for key, _ in self._selector.select(timeout)[:AT_ONCE]]

    def close(self) -> None:
        """Close."""
        self._selector.close()


def watch() -> Watch:
    """Give the best that this system has."""
    return Epoll() if hasattr(select, "epoll") else Others()


def room(wanted: int) -> int:
    """Have the system allow so many sockets if it can, and say how many there may be.

    It often allows 1,024 files at first (the soft limit), whatever it could bear; some are wanted for other things.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted + SPARE and soft != resource.RLIM_INFINITY:
        soft = wanted + SPARE if hard == resource.RLIM_INFINITY else min(hard, wanted + SPARE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return max(1, soft - SPARE) if soft != resource.RLIM_INFINITY else wanted
