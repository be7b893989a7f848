"""Many transfers at once on one thread: libcurl's multi interface, told by the system which sockets are ready."""

import contextlib
import errno
import os
import select
import selectors
import socket
import warnings
from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import Any, NamedTuple

import pycurl

_EVENTS = {
    pycurl.POLL_IN: selectors.EVENT_READ,
    pycurl.POLL_OUT: selectors.EVENT_WRITE,
    pycurl.POLL_INOUT: selectors.EVENT_READ | selectors.EVENT_WRITE,
}
_READY = {
    selectors.EVENT_READ: pycurl.CSELECT_IN,
    selectors.EVENT_WRITE: pycurl.CSELECT_OUT,
    selectors.EVENT_READ | selectors.EVENT_WRITE: pycurl.CSELECT_IN | pycurl.CSELECT_OUT,
}

LOOK = 1.0
"""Seconds after which all transfers are looked at, whatever sockets say: libcurl does not tell at once that an HTTP/2
connection broke down in its first bytes, and its own way of waiting looks once a second, too."""

_OWN_TROUBLE = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}
"""Errors of opening a socket that say something of this machine, and nothing of any server."""


class Ended(NamedTuple):
    """A transfer that ended: its handle, libcurl's code (0: well), and its words for it."""

    curl: Any
    code: int = 0
    text: str = ""


class Engine:
    """Runs transfers that are given as handles of pycurl. `kept` is how many idle connections stay open."""

    def __init__(self, kept: int) -> None:
        self._selector = selectors.DefaultSelector()
        self._sockets: set[int] = set()
        self._idle: set[int] = set()
        self._due: float | None = None
        self._next_look = 0.0
        self._opening: socket.socket | None = None
        self._trouble: OSError | None = None
        self._bell, self._ear = socket.socketpair()
        self._bell.settimeout(0)
        self._selector.register(self._ear, selectors.EVENT_READ)
        self._multi: Any = pycurl.CurlMulti()
        self._multi.setopt(pycurl.M_SOCKETFUNCTION, self._watch)
        self._multi.setopt(pycurl.M_TIMERFUNCTION, self._set_timer)
        self._multi.setopt(pycurl.M_MAXCONNECTS, kept)

    def add(self, curl: Any) -> None:
        """Begin a transfer."""
        self._multi.add_handle(curl)

    def drop(self, curl: Any) -> None:
        """Give a transfer up, unless it has ended while nobody took what it gave."""
        with contextlib.suppress(pycurl.error):
            self._multi.remove_handle(curl)

    def ring(self) -> None:
        """End the waiting of `wait`; may be called from another thread."""
        with contextlib.suppress(OSError):  # full: it will wake up anyway; closed: nobody waits
            self._bell.send(b"!")

    def wait(self, timeout: float) -> list[Ended]:
        """Work for at most so many seconds, but no longer than until something happened. Gives what has ended."""
        due = self._due
        if due is not None:
            timeout = min(timeout, due - monotonic())
        if timeout > 0:
            # The selector counts in whole milliseconds, which would add up to several per cent of a short interval.
            select.select([self._selector.fileno()], (), (), timeout)
        for key, events in self._selector.select(0):
            self._ready(key.fd, events)
        if self._due is not None and self._due <= monotonic():
            self._due = None
            self._multi.socket_action(pycurl.SOCKET_TIMEOUT, 0)
        if self._next_look <= monotonic():
            self._next_look = monotonic() + LOOK
            for fd in self._sockets - self._idle:
                self._multi.socket_action(fd, 0)
        return self._ended()

    def attend(self, curl: Any, refuses: Callable[[str, int], bool]) -> None:
        """Open and close a handle's sockets here, so that what becomes of their numbers is known.

        `refuses` is asked about every address and port before a socket is opened to it. It raises OSError later, in
        `wait`, when this machine has no more sockets to give.
        """
        curl.setopt(pycurl.OPENSOCKETFUNCTION, partial(self._open, refuses))
        curl.setopt(pycurl.SOCKOPTFUNCTION, self._opened)
        curl.setopt(pycurl.CLOSESOCKETFUNCTION, self._closed)

    def close(self) -> None:
        """Close all connections. Handles are closed afterwards: their connections tell them."""
        with warnings.catch_warnings():
            # pycurl cannot call back while it closes them; it says so, and closes the sockets itself.
            warnings.simplefilter("ignore", RuntimeWarning)
            self._multi.close()
        self._selector.close()
        self._bell.close()
        self._ear.close()

    def _open(self, refuses: Callable[[str, int], bool], _purpose: int, found: Any) -> Any:
        """Open a socket to the address that a name was resolved to, or none."""
        if refuses(*found.addr[:2]):
            return pycurl.SOCKET_BAD
        try:
            self._opening = socket.socket(found.family, found.socktype, found.protocol)
        except OSError as error:
            if error.errno in _OWN_TROUBLE:
                self._trouble = error
            return pycurl.SOCKET_BAD
        return self._opening

    def _opened(self, fd: int, _purpose: int) -> int:
        """Learn the number of libcurl's own copy of the socket; ours has done its part."""
        if self._opening is not None:
            self._opening.close()
        self._sockets.add(fd)
        return 0

    def _closed(self, fd: int) -> int:
        self._sockets.discard(fd)
        self._idle.discard(fd)
        if fd in self._selector.get_map():
            self._selector.unregister(fd)
        os.close(fd)
        return 0

    def _ready(self, fd: int, events: int) -> None:
        if fd == self._ear.fileno():
            self._ear.recv(4096)
        elif fd in self._idle:  # the server closes a connection that nobody uses; libcurl will see for itself
            self._idle.discard(fd)
            self._selector.unregister(fd)
        else:
            self._multi.socket_action(fd, _READY[events])

    def _ended(self) -> list[Ended]:
        if self._trouble is not None:
            raise self._trouble
        ended: list[Ended] = []
        more = 1
        while more:
            more, well, badly = self._multi.info_read()
            ended += map(Ended, well)
            ended += [Ended(*one) for one in badly]
        for one in ended:
            self._multi.remove_handle(one.curl)
        return ended

    def _watch(self, what: int, fd: int, _multi: object, _data: object) -> None:
        """Do as libcurl says. A connection it has done with stays watched: mostly it is wanted again at once."""
        if what != pycurl.POLL_REMOVE:
            self._idle.discard(fd)
            watch = self._selector.modify if fd in self._selector.get_map() else self._selector.register
            watch(fd, _EVENTS[what])
        elif fd in self._sockets:
            self._idle.add(fd)
        else:  # the resolver's own, whose end nobody tells
            self._selector.unregister(fd)

    def _set_timer(self, milliseconds: int) -> None:
        self._due = None if milliseconds < 0 else monotonic() + milliseconds / 1000
