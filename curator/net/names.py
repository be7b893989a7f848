"""Names that libcurl could not look up: they do not exist, could not be looked up just now, or can be by now."""

import socket
from collections import deque
from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

from curator.model import Fault

_T = TypeVar("_T")

_ABSENT = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
"""A name server said that there is no such name, or that it has no address (glibc tells the two apart). When none
answers, or one that has trouble itself does, it is EAI_AGAIN or another number."""


Said = Fault | tuple[str, ...]
"""Why a name has no address, or its addresses."""


def asked(host: str) -> Said:
    """Ask for a name again: libcurl has one error for names that do not exist and for name servers in trouble.

    Nor does it look up more than twenty at once: who has to wait behind names whose servers are silent may be alive.
    """
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        return Fault.NO_SUCH_HOST if error.errno in _ABSENT else Fault.NAME_SERVER
    except (OSError, UnicodeError):
        return Fault.NAME_SERVER
    addresses = (str(address[0]) for *_, address in found)
    return tuple(dict.fromkeys(one for one in addresses if "%" not in one)) or Fault.NAME_SERVER


class Names(Generic[_T]):
    """Asks in threads of their own, since a name server may take half a minute; `ring` is called for every answer.

    The threads are daemons: the end of the program waits for none of them.
    """

    def __init__(self, ring: Callable[[], None]) -> None:
        self.answers: deque[tuple[_T, Said]] = deque()
        self._ring = ring

    def ask(self, host: str, what: _T) -> None:
        """Ask for a name; `what` comes back with the answer."""
        Thread(target=self._work, args=(host, what), name="names", daemon=True).start()

    def _work(self, host: str, what: _T) -> None:
        self.answers.append((what, asked(host)))
        self._ring()
