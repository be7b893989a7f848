"""What one look at a link saw: the response as it came, and the observation that is kept of it."""

from enum import StrEnum
from typing import NamedTuple

from curator.model.exchange import Exchange


class Fault(StrEnum):
    """Why a probe got no response that can be judged by its status."""

    TIMEOUT = "timeout"
    REFUSED = "refused"
    RESET = "reset"
    UNREACHABLE = "unreachable"
    """No route to the address: the host is down, or the network here is."""
    NO_SUCH_HOST = "no such host"
    """The name does not exist (NXDOMAIN), said by a name server that answers."""
    NAME_SERVER = "name server"
    """The name could not be looked up just now."""
    TLS = "tls"
    """No encrypted connection came about; a certificate that only cannot be trusted is no fault."""
    PROTOCOL = "protocol"
    """What came back is no HTTP, or breaks off, or breaks its own framing."""
    TOO_LARGE = "too large"
    """Headers beyond the limit."""
    LOOP = "redirect loop"
    TOO_MANY_REDIRECTS = "too many redirects"
    BAD_REDIRECT = "bad redirect"
    """A redirect to nothing that can be requested."""
    DISALLOWED = "disallowed redirect"
    """A redirect to what robots.txt forbids, which was not followed."""
    FORBIDDEN = "forbidden address"
    """A private, local or reserved address, or a port that policy does not allow: no packet was sent."""
    UNUSABLE = "unusable address"
    """No scheme or host that can be requested: no packet was sent."""


class Hop(NamedTuple):
    """One redirect that was followed: the address that was asked, and the status that sent elsewhere."""

    url: str
    status: int


class Response(NamedTuple):  # made for each look, as `Observation` is: a frozen dataclass takes four times as long
    """What one probe brought back. A value of the moment: `Observation` is what is kept.

    `url` is the address that was asked first; `final` the last one that was asked. `headers` are those of the last
    response, names in lower case. `body` is what was read of it, decompressed; `whole` tells whether that was all.
    `certificate` says what is wrong with it, None if nothing is. `peer` is the address that answered. `elapsed` is in
    seconds, waiting for one's turn not included. With a `fault` there may be no status. `exchanges` are what went over
    the wire, one for each hop and the last answer, where that was asked for.
    """

    url: str
    at: str
    final: str
    hops: tuple[Hop, ...] = ()
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    whole: bool = True
    elapsed: float = 0.0
    peer: str = ""
    fault: Fault | None = None
    detail: str = ""
    certificate: str | None = None
    method: str = "GET"
    exchanges: tuple[Exchange, ...] = ()

    def header(self, name: str) -> str | None:
        """Give the last value of a header, None if it was not sent."""
        for key, value in reversed(self.headers):
            if key == name:
                return value
        return None


class Outcome(StrEnum):
    """What a single observation says."""

    ALIVE = "alive"
    MOVED = "moved"
    GONE = "gone"
    BLOCKED = "blocked"
    FAILING = "failing"
    INSECURE = "insecure"
    UNUSABLE = "unusable"


class Evidence(NamedTuple):
    """Why an outcome is what it is: the rule that spoke, and what it found."""

    rule: str
    found: str


class Observation(NamedTuple):
    """What is kept of one look at a link, never changed afterwards.

    `url` is what was asked, `final` where it ended. `headers` are those that matter for a verdict. `size` counts the
    bytes of body that were read. `moved_to` is the new address behind permanent redirects.
    """

    at: str
    url: str
    final: str
    outcome: Outcome
    evidence: tuple[Evidence, ...] = ()
    method: str = "GET"
    hops: tuple[Hop, ...] = ()
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    elapsed: float = 0.0
    peer: str = ""
    certificate: str | None = None
    size: int = 0
    title: str | None = None
    fault: Fault | None = None
    detail: str = ""
    moved_to: str | None = None
