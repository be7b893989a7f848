"""One run of checks under way: what the net brings becomes observations, until nothing waits or somebody says stop."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING

from curator.check.examine import Examination, observe
from curator.check.offline import Watch
from curator.check.recognise import Signatures
from curator.check.sibling import sibling_url, wanted
from curator.check.signatures import SIGNATURES, Signature
from curator.jobs.clock import timestamp
from curator.jobs.ended import Ended
from curator.jobs.listed import Listed
from curator.model import Fault, Response
from curator.net.interface import Target

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from curator.jobs.recording import Recorder
    from curator.jobs.waiting import Loaded
    from curator.model import Observation
    from curator.net.interface import Asking, Left
    from curator.net.policy import NetPolicy
    from curator.progress import Progress

WEB = ("http://", "https://")

PAGE = 500
"""Links that are looked up at once."""

SHOWN = 1.0
"""Seconds between two looks at how far the run is."""


class Run:
    """A run: stops after `seconds` (0: never), when `stop` says true, and when the network here is down."""

    def __init__(
        self, prober: Asking, examined_by: Examination, recorder: Recorder, *,
        seconds: float, progress: Progress, stop: Callable[[], bool],
    ) -> None:  # fmt: skip
        self.left: Mapping[str, Left] = {}
        self._prober, self._examination, self._recorder = prober, examined_by, recorder
        self._progress, self._stop = progress, stop
        self._doing = "Crawling" if recorder.keeps else "Checking"
        self._began = monotonic()
        self._end = self._began + seconds if seconds else float("inf")
        self._ended = Ended.DONE
        self._fresh = self._done = 0
        self._shown = 0.0

    def look_at(self, loaded: Loaded, least: float) -> Ended:
        """Look at all links, and say why it ended. `left` then has the hosts that were left for later.

        `least` is how many seconds that takes at the least.
        """
        self._progress.begin(self._doing, loaded.links)
        try:
            self._refuse(loaded)
            self._probe(loaded, self._began + least)
            self._ask_siblings()
            self.left = dict(self._prober.left)
            self._recorder.look_back()
        finally:
            self._progress.end()
        return self._ended

    def _refuse(self, loaded: Loaded) -> None:
        """Note the links that must not be asked for, without the net."""
        for at in range(0, len(loaded.unusable), PAGE):
            for link_id, url, *_ in loaded.targets(loaded.unusable[at:at + PAGE]):
                fault = Fault.FORBIDDEN if url.startswith(WEB) else Fault.UNUSABLE
                self._recorder.add(link_id, self._observe(Response(url, timestamp(), url, fault=fault)))
                self._fresh += 1

    def _probe(self, loaded: Loaded, least: float) -> None:
        watch: Watch[tuple[int, Observation, str | None, Response | None]] = Watch()
        asks_siblings, keeps = self._recorder.asks_siblings, self._recorder.keeps
        with closing(self._prober.probe(loaded.waiting, until=lambda: self._is_over(least))) as responses:
            for key, response in responses:
                seen = observe(response, self._examination)
                place = wanted(response, seen, ()) if asks_siblings else None
                kept = response if keeps else None
                for one in watch.take((key, seen, place, kept), response):
                    self._recorder.add(*one)
                self._fresh += 1
                if watch.down:
                    break
        # Who ended early may have heard nobody for a while: what is silent then is due as before.
        for one in watch.rest() if self._ended is Ended.DONE else ():
            self._recorder.add(*one)
        if watch.down and self._ended is Ended.DONE:
            self._ended = Ended.OFFLINE

    def _ask_siblings(self) -> None:
        """Ask for a random name in each directory about whose pages nothing else speaks."""
        if self._ended is not Ended.DONE:
            return
        self._recorder.flush()
        if not self._recorder.directories:
            return
        from random import Random  # late: it takes a millisecond

        rng = Random()  # noqa: S311 - the names only must not exist
        places = [*self._recorder.directories.items()]
        urls = enumerate(sibling_url(url, place, rng) for place, url in places)
        queue = Listed(Target(key, url) for key, url in urls if self._recorder.allows(url))
        self._progress.tell(f"Asking for {len(queue)} names that cannot be, to see what a 200 is worth")
        for key, response in self._prober.probe(queue, until=self._is_late):
            if response.status is not None:
                self._recorder.add_sibling(places[key][0], self._observe(response))

    def _observe(self, response: Response) -> Observation:
        return observe(response, self._examination)

    def _is_late(self) -> bool:
        if self._stop():
            self._ended = Ended.STOPPED
        elif monotonic() >= self._end:
            self._ended = Ended.TIME
        return self._ended is not Ended.DONE

    def _is_over(self, least: float) -> bool:
        """Tell whether nothing more is to be begun. Asked several times a second, so it stores and shows, too."""
        self._recorder.pulse()
        now = monotonic()
        if now - self._shown >= SHOWN:
            self._shown = now
            self._show(least - now)
        return self._is_late()

    def _show(self, least: float) -> None:
        self._done += self._fresh
        self._progress.advance(self._fresh)
        self._fresh = 0
        rate = self._done / max(monotonic() - self._began, SHOWN)
        left = max(least, self._prober.waiting / rate if rate else 0.0)
        hosts, time = self._prober.hosts, timedelta(seconds=round(left))
        self._progress.tell(f"{self._doing}: {hosts} hosts, {rate:.3g}/s, {time} left")


def examination(net: NetPolicy, signatures: Sequence[Signature]) -> Examination:
    """Give what responses are examined by: the user's signatures before curator's own, and the statuses he accepts."""
    accepted = {host: frozenset(row.accept) for host, row in net.hosts.items() if row.accept}
    return Examination(Signatures((*signatures, *SIGNATURES)), accepted, net.body)
