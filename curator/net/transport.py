"""httpx over the net's own engine: whoever speaks httpx here keeps to the same guard, limits and pauses as links do."""

import httpx

from curator.model import Fault
from curator.net.interface import Target
from curator.net.policy import NetPolicy
from curator.net.prober import Prober

ERRORS: dict[Fault, type[httpx.TransportError]] = {
    Fault.TIMEOUT: httpx.ReadTimeout,
    Fault.RESET: httpx.ReadError,
    Fault.PROTOCOL: httpx.RemoteProtocolError,
    Fault.TOO_LARGE: httpx.RemoteProtocolError,
    Fault.FORBIDDEN: httpx.UnsupportedProtocol,
    Fault.UNUSABLE: httpx.UnsupportedProtocol,
}
"""What httpx calls a fault; every other one is a ConnectError: no connection came about."""

_OURS = {"host", "connection", "user-agent", "accept-encoding", "content-length", "transfer-encoding"}
"""Headers that policy or libcurl sets."""

_UNPACKED = {"content-encoding", "content-length", "transfer-encoding"}
"""Headers that are no longer true of a body that was read and decompressed."""


class Transport(httpx.BaseTransport):
    """A transport for `httpx.Client(transport=Transport(policy))`; the client closes it.

    Bodies are read as far as policy says. Redirects are left to the client. A certificate that cannot be trusted is an
    error here. Raises httpx.TransportError, of the kind that `ERRORS` says.
    """

    def __init__(self, policy: NetPolicy) -> None:
        self._prober = Prober(policy)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Ask when the host's turn comes."""
        headers = tuple((name, value) for name, value in request.headers.items() if name not in _OURS)
        target = Target(0, str(request.url), request.method, request.read(), headers, follow=False)
        response = self._prober.ask(target)
        if response is None:
            raise httpx.ConnectError("the host was left for later", request=request)
        if response.certificate is not None:
            raise httpx.ConnectError(f"certificate {response.certificate}", request=request)
        if response.fault is not None:
            raise ERRORS.get(response.fault, httpx.ConnectError)(response.detail, request=request)
        kept = [(name, value) for name, value in response.headers if name not in _UNPACKED]
        return httpx.Response(response.status or 0, headers=kept, content=response.body, request=request)

    def close(self) -> None:
        """Close all connections."""
        self._prober.close()
