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

UNSENT: Final = frozenset({Fault.FORBIDDEN, Fault.UNUSABLE})
"""Faults of links for which no packet was sent: they say nothing of the network, and need not wait."""

HOSTS: Final = 8
"""Silent sites in a row, without an answer in between, that mean a dead network. If one host in five were dead, as in a
catalogue that rots badly, eight of them would meet once in 400,000 links."""

LOCAL: Final = 24
"""Probes in a row that mean the same whatever their hosts, if the network here is what each of them complains of: for
the end of a run, when one host is left. A host whose name servers are down holds this many links in many catalogues,
but then others answer in between."""

SEVERAL: Final = 3
"""Sites that are enough if a whole run had no answer at all."""

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
        self._sites: set[str] = set()
        self._local = 0
        self._portal = ""
        self._answered = False

    def take(self, item: T, response: Response) -> list[T]:
        """Give what can be recorded now: nothing, or all that waited and this."""
        if self.down:
            return []
        if response.fault in UNSENT and not response.hops:
            return [item]
        sign = _sign(response)
        if sign is None or (sign.portal and self._portal and sign.portal != self._portal):
            self._answered = True
            return self._release(item) if self._held else [item]
        self._held.append(item)
        self._sites.add(sign.site)
        self._portal = sign.portal or self._portal
        self._local += sign.local
        self.down = len(self._sites) >= HOSTS or self._local >= LOCAL
        return self._release() if len(self._held) > HELD and not self.down else []

    def rest(self) -> list[T]:
        """Give what waited when the run is over, unless the network was down: then say so, and give nothing."""
        nobody = not self._answered and not self._portal
        self.down = self.down or (nobody and len(self._sites) >= SEVERAL)
        return [] if self.down else self._release()

    def _release(self, *more: T) -> list[T]:
        released = [*self._held, *more]
        self._held, self._sites, self._local, self._portal = [], set(), 0, ""
        return released


class _Sign(NamedTuple):
    """What speaks for a dead network: the site that was asked, and where a stranger answered in its place."""

    site: str
    local: bool = False
    portal: str = ""


def _sign(response: Response) -> _Sign | None:
    """Tell whether a response may be no answer from outside; None for what surely is one."""
    if not response.hops and response.status is not None and response.status != PORTAL:
        return None
    asked = host_of(response.url)
    if response.hops:
        final = host_of(response.final)
        return _Sign(_site(asked), portal=response.final.partition("?")[0]) if asked != final else None
    if response.status is None and response.fault in _LOCAL:
        return _Sign(_site(asked), _LOCAL[response.fault])
    return _Sign(_site(asked), local=True) if response.status == PORTAL else None


def _site(host: str) -> str:
    """Give the last two labels: all blogs of a service that closed are one site, and fall silent together."""
    return ".".join(host.rsplit(".", 2)[-2:])
