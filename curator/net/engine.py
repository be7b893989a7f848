"""Many transfers at once on one thread: libcurl's multi interface, told by the system at which sockets to look."""

import contextlib
import errno
import os
import socket
from collections.abc import Callable
from functools import partial
from threading import Thread
from time import monotonic
from typing import Any, NamedTuple

import pycurl

from curator.net.sockets import watch

_OWN_TROUBLE = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}
"""Errors of opening a socket that say something of this machine, and nothing of any server."""


REMEMBERED = 60.0
"""Seconds for which addresses of names are remembered at least (libcurl's own default), and twice that at most."""

_FOR_GOOD = -1

FAREWELL = 0.5
"""Seconds that closing takes at most: of 1,000 connections it takes hundredths."""


class Ended(NamedTuple):
    """A transfer that ended: its handle, libcurl's code (0: well), and its words for it."""

    curl: Any
    code: int = 0
    text: str = ""


class Engine:
    """Runs transfers that are given as handles of pycurl. `kept` is how many idle connections stay open."""

    def __init__(self, kept: int) -> None:
        self._opening: socket.socket | None = None
        self._trouble: OSError | None = None
        self._bell, self._ear = socket.socketpair()
        self._bell.settimeout(0)
        self._ear.settimeout(0)
        self._rung = self._idle = False
        self._multi: Any = pycurl.CurlMulti()
        self._multi.setopt(pycurl.M_MAXCONNECTS, kept)
        self._forgotten = monotonic()
        self._forgetful: Any = None
        self._watch = watch(self._ear.fileno())
        self._multi.setopt(pycurl.M_SOCKETFUNCTION, self._watch.wanted)

    def add(self, curl: Any) -> None:
        """Begin a transfer."""
        if self._forgetful is None and monotonic() - self._forgotten >= REMEMBERED:
            self._forgetful = curl
            curl.setopt(pycurl.DNS_CACHE_TIMEOUT, int(REMEMBERED))
        self._multi.add_handle(curl)
        self._idle = False

    def drop(self, curl: Any) -> None:
        """Give a transfer up, unless it has ended while nobody took what it gave."""
        with contextlib.suppress(pycurl.error):
            self._remove(curl)

    def ring(self) -> None:
        """End the waiting of `wait`; may be called from another thread."""
        with contextlib.suppress(OSError):  # full: it will wake up anyway; closed: nobody waits
            self._bell.send(b"!")
        self._rung = True

    def wait(self, timeout: float) -> list[Ended]:
        """Work for at most so many seconds, but no longer than until something happened. Gives what has ended."""
        multi = self._multi
        due = multi.timeout()  # in milliseconds, -1 for never
        if due == 0 and self._idle:  # else it would spin for look-ups that were given more time than at first
            due = 1
        happened = self._watch.wait(min(timeout, due / 1000) if due >= 0 else timeout)
        for fd, what in happened:
            multi.socket_action(fd, what)
        if self._rung:
            self._rung = False
            with contextlib.suppress(BlockingIOError):  # two rang at once, and both were heard the last time
                self._ear.recv(4096)
        multi.socket_action(pycurl.SOCKET_TIMEOUT, 0)  # begins what is new, and ends what took too long
        ended = self._ended()
        self._idle = not happened and not ended
        return ended

    def attend(self, curl: Any, refuses: Callable[[str, int], bool]) -> None:
        """Open a handle's sockets here. `refuses` is asked about an address and port before a socket is opened to it.

        When this machine has no more sockets to give, `wait` raises OSError. At the end of each transfer libcurl looks
        through all the names it remembers for what is old, which for 200 hosts takes a twentieth of all it does; so
        only one transfer in a while is told that anything gets old.
        """
        curl.setopt(pycurl.DNS_CACHE_TIMEOUT, _FOR_GOOD)
        curl.setopt(pycurl.OPENSOCKETFUNCTION, partial(self._open, refuses))
        curl.setopt(pycurl.SOCKOPTFUNCTION, self._opened)

    def close(self) -> None:
        """Close all connections. Look-ups that hang are left to a thread: libcurl waits for them to the end."""
        closing = Thread(target=self._multi.close, name="closing", daemon=True)
        closing.start()
        closing.join(FAREWELL)
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

    def _opened(self, fd: int, _purpose: int) -> int:
        """Watch the socket, and let go of ours: libcurl has a copy of its own by now."""
        self._watch.opened(fd)
        if self._opening is not None:
            self._opening.close()
            self._opening = None
        return 0

    def _ended(self) -> list[Ended]:
        if self._opening is not None:  # it got the last number that there was, and libcurl none for its copy
            self._opening.close()
            self._trouble = OSError(errno.EMFILE, os.strerror(errno.EMFILE))
        if self._trouble is not None:
            raise self._trouble
        ended: list[Ended] = []
        more = 1
        while more:
            more, well, badly = self._multi.info_read()
            ended += map(Ended, well)
            ended += [Ended(*one) for one in badly]
        for one in ended:
            self._remove(one.curl)
        return ended

    def _remove(self, curl: Any) -> None:
        self._multi.remove_handle(curl)
        if curl is self._forgetful:
            curl.setopt(pycurl.DNS_CACHE_TIMEOUT, _FOR_GOOD)
            self._forgetful, self._forgotten = None, monotonic()
