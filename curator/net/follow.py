"""What comes after an answer: another request of the same chain, or a response that ends it. Decides, does nothing."""

from typing import Any

from curator.model import Fault, Hop, Response
from curator.net.chain import Answer, Chain, response
from curator.net.cookies import header, remembered
from curator.net.faults import said
from curator.net.place import Place, redirected
from curator.net.policy import NetPolicy

REDIRECTS = frozenset({301, 302, 303, 307, 308})
BECOME_GET = frozenset({301, 302, 303})
"""After these, every client goes on with GET, whatever was asked before (RFC 9110, 15.4)."""

ASKING = frozenset({"GET", "HEAD"})

BUSY = frozenset({429, 503})
"""What `Retry-After` is read of."""


def after(chain: Chain, answer: Answer, policy: NetPolicy) -> Response | Chain:
    """Say what an answer leads to: the chain's next request, or the response that ends it."""
    if answer.untrusted:
        return _unverified(chain, answer)
    if answer.unreadable:
        return further(chain, answer, raw=True)
    if answer.status in REDIRECTS and chain.target.follow:  # whatever became of the body behind it
        location = next((value for name, value in reversed(answer.headers) if name == "location"), None)
        if location is not None:
            return _redirected(chain, answer, location, policy)
    return response(chain, answer)


def _unverified(chain: Chain, answer: Answer) -> Response | Chain:
    """Ask again without verifying, once; a proxy's certificate fails the same way and stays a fault.

    What is more than a question, as a report or an order, is for nobody who cannot show who he is.
    """
    if chain.certificate is not None or chain.method not in ASKING:
        return response(chain, answer._replace(fault=Fault.TLS, detail=f"certificate {answer.certificate}"))
    return further(chain, answer, certificate=answer.certificate)


def _redirected(chain: Chain, answer: Answer, location: str, policy: NetPolicy) -> Response | Chain:
    target = redirected(chain.place.url, location)
    if target is None:
        return response(chain, answer._replace(fault=Fault.BAD_REDIRECT, detail=said(location)))
    cookies = remembered(chain.cookies, chain.place.url, answer.headers)
    been = (*chain.been, (chain.place.url, header(chain.cookies, chain.place.url)))
    if (target.url, header(cookies, target.url)) in been:
        return response(chain, answer._replace(fault=Fault.LOOP, detail=f"back to {target.url}"))
    if len(chain.hops) >= policy.redirects:
        return response(chain, answer._replace(fault=Fault.TOO_MANY_REDIRECTS, detail=f"on to {target.url}"))
    if chain.target.may and not chain.target.may(target.url):
        return response(chain, answer._replace(fault=Fault.DISALLOWED, detail=f"on to {target.url}"))
    return _step(chain, answer, target)._replace(cookies=cookies, been=been)


def further(chain: Chain, answer: Answer, **changes: Any) -> Chain:
    """Give the next request of a chain, which differs from any other of its host."""
    return chain._replace(special=True, first=chain.start, spent=chain.spent + answer.took, **changes)


def _step(chain: Chain, answer: Answer, target: Place) -> Chain:
    """Go on to another address; a body is never sent on to another host, and asking is all that is left then."""
    stays = target.host == chain.place.host and target.port == chain.place.port and target.scheme == chain.place.scheme
    keeps = chain.method == "HEAD" or (answer.status not in BECOME_GET and (stays or not chain.body))
    hop = Hop(chain.place.url, answer.status or 0)
    return further(
        chain, answer, place=target, hops=(*chain.hops, hop), tries=0, raw=False, addresses=(),
        exchanges=(*chain.exchanges, *answer.exchanges),
        method=chain.method if keeps else "GET", body=chain.body if keeps else b"",
    )


def waiting(answer: Answer, now: float) -> float | None:
    """Give the seconds a busy server asks to wait (`Retry-After`, seconds or a date); None if it does not.

    `now` is the wall clock's time, in seconds since 1970.
    """
    if answer.status not in BUSY:
        return None
    text = next((value for name, value in reversed(answer.headers) if name == "retry-after"), "")
    if not text:
        return None
    if text.isascii() and text.isdigit():
        return float(text[:9])
    from email.utils import parsedate_to_datetime  # late: 3 ms for what few servers send

    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - now)
    except (ValueError, OverflowError, OSError):
        return None
