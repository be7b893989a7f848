"""One link under way: where it stands, and what it met so far."""

from typing import NamedTuple

from curator.model import Exchange, Fault, Hop, Response
from curator.net.cookies import Cookies
from curator.net.interface import Target
from curator.net.place import Place
from curator.net.policy import HostPolicy


class Chain(NamedTuple):
    """A link under way. `place` is what is asked for next or now, `at` the wall clock's time of the first request.

    `spent` are the seconds that requests took so far. `tries` counts how often a busy server was asked again.
    `certificate` says what is wrong with one that was met, after which nothing is verified and nothing secret sent.
    `addresses` are those of the host where libcurl could not look them up. `raw` if the server's encoding cannot be
    read, so that none is asked for. `been` are the addresses asked so far, each with the cookies that went along: the
    same twice is a loop. `special` is a request that is no plain GET as any other of its host. `exchanges` are those of
    the hops, if they are to be kept.
    """

    target: Target
    place: Place
    rules: HostPolicy
    at: str
    method: str = "GET"
    body: bytes = b""
    hops: tuple[Hop, ...] = ()
    cookies: Cookies = ()
    been: tuple[tuple[str, str], ...] = ()
    spent: float = 0.0
    tries: int = 0
    certificate: str | None = None
    raw: bool = False
    first: Place | None = None
    special: bool = False
    exchanges: tuple[Exchange, ...] = ()
    addresses: tuple[str, ...] = ()

    @property
    def start(self) -> Place:
        """Give the address that was asked first."""
        return self.first or self.place


class Answer(NamedTuple):
    """What one request brought, and how many seconds it took.

    `untrusted` if a certificate stopped it, `unreadable` if the body's encoding did. `certificate` says what is wrong
    with the one that was shown. `exchanges` is what went over the wire, empty or one.
    """

    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    whole: bool = True
    peer: str = ""
    fault: Fault | None = None
    detail: str = ""
    certificate: str | None = None
    untrusted: bool = False
    unreadable: bool = False
    took: float = 0.0
    exchanges: tuple[Exchange, ...] = ()


def response(chain: Chain, answer: Answer) -> Response:
    """Give what a link's last request brought, with everything before it."""
    start = chain.start
    detail = answer.detail
    if start.stripped:
        detail = "; ".join(filter(None, (detail, "asked without the user name in the address")))
    return Response(
        start.url, chain.at, chain.place.url, chain.hops, answer.status, answer.headers, answer.body, answer.whole,
        chain.spent + answer.took, answer.peer, answer.fault, detail, answer.certificate or chain.certificate,
        chain.method, (*chain.exchanges, *answer.exchanges),
    )
