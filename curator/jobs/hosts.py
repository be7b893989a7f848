"""Hosts are asked what they allow: robots.txt and tdmrep.json, before any of their pages."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Final

from curator.catalogue.fetches import RobotsRow
from curator.check.offline import Watch
from curator.crawl.robots import LONGEST
from curator.jobs.clock import timestamp
from curator.jobs.listed import Listed
from curator.jobs.permits import site_of
from curator.model import Fault
from curator.net.interface import Target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from curator.jobs.permits import Permits
    from curator.model import Response
    from curator.net.interface import Asking
    from curator.progress import Progress

FILES: Final = ("/robots.txt", "/.well-known/tdmrep.json")

BATCH: Final = 100
"""Hosts whose answers are stored at once: what a killed run asks for once more."""

_ENDLESS = frozenset({Fault.LOOP, Fault.TOO_MANY_REDIRECTS, Fault.BAD_REDIRECT})
"""Redirects that lead nowhere are as good as no file (RFC 9309, 2.3.1.2)."""


def ask_hosts(
    permits: Permits, asker: Asking, origins: Iterable[str], until: Callable[[], bool], progress: Progress
) -> bool:
    """Ask those of some origins that nobody asked lately, and keep to the pace that they want from now on.

    Gives whether the network here is down.
    """
    origins = [*origins]
    progress.begin("Asking what is allowed", None)
    try:
        is_down = _ask(permits, asker, permits.unasked(origins), until)
    finally:
        progress.end()
    for origin in origins:
        delay = permits.delay(origin)
        if delay:
            asker.delay(site_of(origin), delay)
    return is_down


def queue(origins: Iterable[str]) -> Listed:
    """Give what is to be asked of origins; keys count over `FILES` of the first, the second ..."""
    urls = enumerate(f"{origin}{file}" for origin in origins for file in FILES)
    return Listed(Target(key, url, most=LONGEST) for key, url in urls)


def _ask(permits: Permits, asker: Asking, origins: list[str], until: Callable[[], bool]) -> bool:
    answers, watch = _Answers(origins), Watch[int]()
    rows: list[RobotsRow] = []
    with closing(asker.probe(queue(origins), until=until)) as responses:
        for key, response in responses:
            watch.take(key, response)
            rows += answers.take(key, response)
            if len(rows) >= BATCH:
                permits.put(rows)
                rows = []
            if watch.down:
                break
    permits.put([*rows, *answers.rest()])
    watch.rest()
    return watch.down


class _Answers:
    """Puts together what origins answer, file by file."""

    def __init__(self, origins: list[str]) -> None:
        self._origins = origins
        self._halves: dict[int, tuple[int, Response]] = {}

    def take(self, key: int, response: Response) -> Iterator[RobotsRow]:
        """Take an answer; gives the row of its origin once both have come."""
        number, which = divmod(key, len(FILES))
        if number not in self._halves:
            self._halves[number] = which, response
            return
        other = self._halves.pop(number)[1]
        yield self._row(number, *((response, other) if which == 0 else (other, response)))

    def rest(self) -> Iterator[RobotsRow]:
        """Give the rows of origins of which one answer came only: their hosts were left for later."""
        for number, (which, response) in self._halves.items():
            yield self._row(number, *((response, None) if which == 0 else (None, response)))

    def _row(self, number: int, robots: Response | None, tdm: Response | None) -> RobotsRow:
        return RobotsRow(self._origins[number], timestamp(), robots and _status(robots), _text(robots), _text(tdm))


def _status(response: Response) -> int | None:
    return response.status if response.fault is None or response.fault in _ENDLESS or response.body else None


def _text(response: Response | None) -> str:
    if response is None or response.status is None or not 200 <= response.status < 300:
        return ""
    return response.body.decode("utf-8-sig", "replace")
