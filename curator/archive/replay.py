"""What an archive answers with in place of a page, turned back into what the page's own server answered then."""

from itertools import pairwise
from typing import Final, NamedTuple

from curator.archive.capture import Capture, read_address
from curator.archive.policy import Service
from curator.model import Hop, Response

ORIGINAL: Final = "x-archive-orig-"
"""What stands before the names of headers that the page came with (OpenWayback, pywb, the Wayback Machine)."""


class Replay(NamedTuple):
    """A capture as it was: the one that was shown in the end, and the response of that time."""

    capture: Capture
    response: Response


def replayed(service: Service, response: Response) -> Replay | None:
    """Give what was captured; None when the archive showed no capture, or something led out of the archive.

    Redirects from one time of a page to another are the archive's own, and are left out.
    """
    shown = read_address(response.final, service.snapshots)
    way = [read_address(hop.url, service.snapshots) for hop in response.hops]
    if shown is None or None in way or response.header("memento-datetime") is None:
        return None
    urls = [*(one.url for one in way if one), shown.url]
    hops = tuple(Hop(before, hop.status) for hop, (before, after) in zip(response.hops, pairwise(urls), strict=True)
                 if before != after)
    return Replay(shown, Response(
        urls[0], shown.at, shown.url, hops, response.status, _headers(response), response.body, response.whole,
    ))


def _headers(response: Response) -> tuple[tuple[str, str], ...]:
    """Give the page's own headers: who answers now says nothing of who answered then."""
    own = [(name.removeprefix(ORIGINAL), value) for name, value in response.headers if name.startswith(ORIGINAL)]
    if not any(name == "content-type" for name, _ in own):
        own += [("content-type", value) for name, value in response.headers if name == "content-type"]
    return tuple(own)
