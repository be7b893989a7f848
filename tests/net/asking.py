"""What tests of the net ask with: the real net, over sites that stand on loopback."""

from collections.abc import Callable, Iterable
from typing import Any

from web.probing import Waiting
from web.server import Web

from curator.model import Response
from curator.net.interface import Target, never
from curator.net.prober import Prober, fetch

ORIGIN = "http://one.example"
OTHER = "http://two.example"


def asked(web: Web, url: str, **policy: Any) -> Response:
    """Ask for one address."""
    return fetch(web.policy(**policy), Target(0, url))


def probed(prober: Prober, urls: Iterable[str], until: Callable[[], bool] = never) -> dict[str, Response]:
    """Ask for addresses; give what came by address."""
    asked_for = list(urls)
    return {asked_for[key]: response for key, response in prober.probe(Waiting(asked_for), until=until)}
