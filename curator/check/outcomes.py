"""What a fault or a status says by itself, before anybody looks at the page."""

from typing import Final, NamedTuple

from curator.model import Evidence, Fault, Outcome, Response

ALIVE, GONE, BLOCKED, FAILING = Outcome.ALIVE, Outcome.GONE, Outcome.BLOCKED, Outcome.FAILING


class FaultRow(NamedTuple):
    """One row: a probe that ended so says this of the link."""

    fault: Fault
    outcome: Outcome
    reason: str


FAULTS: Final = (
    FaultRow(Fault.TIMEOUT, FAILING, "the server may be busy, or the way to it"),
    FaultRow(Fault.REFUSED, FAILING, "the host is there, the server is not, perhaps for now"),
    FaultRow(Fault.RESET, FAILING, "something on the way hangs up"),
    FaultRow(Fault.UNREACHABLE, FAILING, "no route, perhaps for now"),
    FaultRow(Fault.NO_SUCH_HOST, GONE, "a name server that answers says that there is no such name (NXDOMAIN)"),
    FaultRow(Fault.NAME_SERVER, FAILING, "nobody said that the name does not exist"),
    FaultRow(Fault.TLS, FAILING, "no browser gets further, either"),
    FaultRow(Fault.PROTOCOL, FAILING, "no page came"),
    FaultRow(Fault.TOO_LARGE, FAILING, "no page came within the limits"),
    FaultRow(Fault.LOOP, FAILING, "browsers give up, too"),
    FaultRow(Fault.TOO_MANY_REDIRECTS, FAILING, "browsers give up, too, if later"),
    FaultRow(Fault.BAD_REDIRECT, FAILING, "it leads to nothing that a browser can show"),
    FaultRow(Fault.DISALLOWED, Outcome.BLOCKED, "robots.txt keeps programs out, and nobody else"),
    FaultRow(Fault.FORBIDDEN, Outcome.UNUSABLE, "a private address means another thing on every network"),
    FaultRow(Fault.UNUSABLE, Outcome.UNUSABLE, "there is nothing to ask for"),
)


class StatusRow(NamedTuple):
    """One row: the statuses from `first` to `last` say this of the link."""

    first: int
    last: int
    outcome: Outcome
    reason: str


STATUSES: Final = (
    StatusRow(200, 299, ALIVE, "what was asked for came, or is there without content (204)"),
    StatusRow(300, 300, ALIVE, "several forms of it are there to choose from"),
    StatusRow(304, 304, ALIVE, "it is there and has not changed"),
    StatusRow(301, 399, FAILING, "a redirect that leads nowhere"),
    StatusRow(404, 404, GONE, "not found"),
    StatusRow(410, 410, GONE, "gone, the server says on purpose"),
    StatusRow(408, 408, FAILING, "the server did not wait for the request: a fault on the way"),
    StatusRow(421, 421, FAILING, "this server does not answer for that name"),
    StatusRow(425, 425, FAILING, "too early: later it may work"),
    StatusRow(400, 499, BLOCKED,
              "the request is refused, the page may be there: sign-in (401, 403, 407), payment (402), robots (405 and "
              "406 of firewalls, 412 of Bilibili, 418 of Douban), haste (429), law (451)"),
    StatusRow(511, 511, BLOCKED, "this network wants a sign-in (RFC 6585): the page was never asked for"),
    StatusRow(567, 567, BLOCKED, "the firewall of Tencent's EdgeOne refuses; not verified live"),
    StatusRow(500, 599, FAILING, "the server fails, perhaps for now"),
    StatusRow(999, 999, BLOCKED, "LinkedIn and others refuse robots so"),
    StatusRow(0, 999, FAILING, "no status that HTTP knows"),
)
"""The first row that holds decides."""

_FAULTS = {row.fault: row.outcome for row in FAULTS}


def by_status(status: int) -> Outcome:
    """Give what a status says by itself."""
    return next((row.outcome for row in STATUSES if row.first <= status <= row.last), FAILING)


def plain(response: Response, accept: frozenset[int] = frozenset()) -> tuple[Outcome, tuple[Evidence, ...]]:
    """Give what a response says without a look at its page; statuses in `accept` count as alive.

    A page that came in part is there: a browser shows what it got, too. So a fault says nothing once a status of
    success has come and something of the page behind it, nor where a refusal breaks off, which counts against nobody.
    """
    status, fault = response.status, response.fault
    if fault is not None and not _has_answered(response):
        return _FAULTS[fault], (Evidence(fault.value, response.detail),)
    if status is None:
        return FAILING, (Evidence("no status", response.detail),)
    if status in accept:
        return ALIVE, (Evidence("accepted", str(status)),)
    if status == 200:
        return ALIVE, ()
    return by_status(status), (Evidence("status", str(status)),)


def _has_answered(response: Response) -> bool:
    status = response.status
    if status is None:
        return False
    return bool(response.body) if 200 <= status < 300 else by_status(status) is BLOCKED
