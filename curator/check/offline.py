"""Offline is not rot: when nobody answers, the network is down, and no link is to blame."""

from typing import Final, Generic, NamedTuple, TypeVar

from curator.model import Fault, Response
from curator.urls.hosts import host_of

T = TypeVar("T")


class SilenceRow(NamedTuple):
    """One row: a probe that ended so may have met a dead network; `local` if it is hardly anything else."""

    fault: Fault
    reason: str
    local: bool = False


SILENCE: Final = (
    SilenceRow(Fault.TIMEOUT, "no packet came back; a silent host looks the same"),
    SilenceRow(Fault.REFUSED, "a proxy of one's own that is down refuses all hosts"),
    SilenceRow(Fault.RESET, "a firewall of one's own resets all connections"),
    SilenceRow(Fault.UNREACHABLE, "there is no route from here", local=True),
    SilenceRow(Fault.NO_SUCH_HOST, "a resolver without network says so on some systems (macOS)"),
    SilenceRow(Fault.NAME_SERVER, "no name server answers", local=True),
)
"""Any other fault, and every status but 511, is an answer from outside."""

HOSTS: Final = 8
"""Silent hosts in a row, without an answer in between, that mean a dead network. If one host in five were dead, as in a
catalogue that rots badly, eight of them would meet once in 400,000 links."""

LOCAL: Final = 24
"""Probes in a row that mean the same whatever their hosts, if the network here is what each of them complains of: for
the end of a run, when one host is left. A host whose name servers are down holds this many links in many catalogues,
but then others answer in between."""

SEVERAL: Final = 3
"""Hosts that are enough if a whole run had no answer at all."""

HELD: Final = 200
"""Observations that are held back at most; one silent host with more links than that is recorded as it is."""

PORTAL: Final = 511
"""Network Authentication Required (RFC 6585): what stands before the network has answered, not the host."""

_LOCAL = {row.fault: row.local for row in SILENCE}


class Watch(Generic[T]):
    """Holds back what may be the network's fault until somebody answers.

    What is silence does not say whose fault it is, so it waits. Any answer from outside shows that the network is up:
    then all that waited is recorded. Many silent hosts in a row, or as many that all end on one address of a strange
    host (the sign-in page of a hotel), show that it is `down`: then what waits is never recorded, and the run ends.
    """

    def __init__(self) -> None:
        self.down = False
        self._held: list[T] = []
        self._hosts: set[str] = set()
        self._local = 0
        self._portal = ""
        self._answered = False

    def take(self, item: T, response: Response) -> list[T]:
        """Give what can be recorded now: nothing, or all that waited and this."""
        sign = _sign(response)
        if self.down:
            return []
        if sign is None or (sign.portal and self._portal and sign.portal != self._portal):
            self._answered = True
            return self._release(item)
        self._held.append(item)
        self._hosts.add(sign.host)
        self._portal = sign.portal or self._portal
        self._local += sign.local
        self.down = len(self._hosts) >= HOSTS or self._local >= LOCAL
        return self._release() if len(self._held) > HELD and not self.down else []

    def rest(self) -> list[T]:
        """Give what waited when the run is over, unless the network was down: then say so, and give nothing."""
        self.down = self.down or (not self._answered and len(self._hosts) >= SEVERAL)
        return [] if self.down else self._release()

    def _release(self, *more: T) -> list[T]:
        released = [*self._held, *more]
        self._held, self._hosts, self._local, self._portal = [], set(), 0, ""
        return released


class _Sign(NamedTuple):
    """What speaks for a dead network: the host that was asked, and where a stranger answered in its place."""

    host: str
    local: bool = False
    portal: str = ""


def _sign(response: Response) -> _Sign | None:
    """Tell whether a response may be no answer from outside; None for what surely is one."""
    if response.status is None and response.fault in _LOCAL:
        return _Sign(host_of(response.url), _LOCAL[response.fault])
    if response.status == PORTAL:
        return _Sign(host_of(response.url), local=True)
    if response.hops:
        asked, final = host_of(response.url), host_of(response.final)
        if asked != final:
            return _Sign(asked, portal=response.final.partition("?")[0])
    return None

