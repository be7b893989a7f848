"""Many transfers at once on one thread: libcurl's multi interface, told by the system which sockets are ready."""

import contextlib
import errno
import socket
from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import Any, NamedTuple

import pycurl

from curator.net.sockets import watch

LOOK = 1.0
"""Seconds after which all sockets are looked at, whatever they say: libcurl does not tell at once that an HTTP/2
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
        self._due: float | None = None
        self._next_look = 0.0
        self._opening: socket.socket | None = None
        self._trouble: OSError | None = None
        self._bell, self._ear = socket.socketpair()
        self._bell.settimeout(0)
        self._watch = watch()
        self._watch.on(self._ear.fileno(), pycurl.POLL_IN)
        self._multi: Any = pycurl.CurlMulti()
        self._multi.setopt(pycurl.M_SOCKETFUNCTION, self._told)
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
        for fd, events in self._watch.ready(timeout):
            if fd == self._ear.fileno():
                self._ear.recv(4096)
            else:
                self._multi.socket_action(fd, events)
        if self._due is not None and self._due <= monotonic():
            self._due = None
            self._multi.socket_action(pycurl.SOCKET_TIMEOUT, 0)
        if self._next_look <= monotonic():
            self._next_look = monotonic() + LOOK
            for fd in self._watch.watched - {self._ear.fileno()}:
                self._multi.socket_action(fd, 0)
        return self._ended()

    def attend(self, curl: Any, refuses: Callable[[str, int], bool]) -> None:
        """Open a handle's sockets here. `refuses` is asked about an address and port before a socket is opened to it.

        When this machine has no more sockets to give, `wait` raises OSError.
        """
        curl.setopt(pycurl.OPENSOCKETFUNCTION, partial(self._open, refuses))
        curl.setopt(pycurl.SOCKOPTFUNCTION, self._opened)

    def close(self) -> None:
        """Close all connections."""
        self._multi.close()
        self._watch.close()
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

    def _opened(self, _fd: int, _purpose: int) -> int:
        """Let go of the socket: libcurl has a copy of its own by now."""
        if self._opening is not None:
            self._opening.close()
        return 0

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

    def _told(self, what: int, fd: int, _multi: object, _data: object) -> None:
        """Watch a socket, or no longer, as libcurl says."""
        if what == pycurl.POLL_REMOVE:
            self._watch.off(fd)
        else:
            self._watch.on(fd, what)

    def _set_timer(self, milliseconds: int) -> None:
        self._due = None if milliseconds < 0 else monotonic() + milliseconds / 1000
