"""One run of questions to services: one after the other, as each is paced, until nobody answers or time is over."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING, Protocol, TypeVar

from curator.catalogue.checks import pauses
from curator.check.offline import SILENCE
from curator.check.schedule import moment, written
from curator.jobs.clock import timestamp
from curator.jobs.ended import Ended
from curator.jobs.waiting import LONGEST_PAUSE
from curator.model import Fault
from curator.net.interface import Target
from curator.urls.hosts import host_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from curator.catalogue.bulk import Bulk
    from curator.model import Ask, Response
    from curator.net.prober import Prober

SILENT = 6
"""Questions in a row without any answer after which a run ends: the network here, or every service, is down."""

_SILENCE = {row.fault for row in SILENCE}

_MISLED = {Fault.LOOP, Fault.TOO_MANY_REDIRECTS, Fault.BAD_REDIRECT, Fault.FORBIDDEN, Fault.UNUSABLE}
"""What becomes of redirects that lead nowhere: the service has answered, if with nothing of use."""


class _Placed(Protocol):
    @property
    def url(self) -> str: ...


_Service = TypeVar("_Service", bound=_Placed)


class Services:
    """Asks services. `failures` counts why there was no answer that says anything; `ended` says why a run ends.

    Nothing is asked of `resting` hosts, which want to be left alone, nor after `seconds` (0: never) are over, nor once
    `stop` says true.
    """

    def __init__(
        self, prober: Prober, resting: Collection[str], *, seconds: float, stop: Callable[[], bool]
    ) -> None:
        self.failures: Counter[str] = Counter()
        self.ended = Ended.DONE
        self._prober, self._resting, self._stop = prober, resting, stop
        self._end = monotonic() + seconds if seconds else float("inf")
        self._silent = 0

    def ask(self, ask: Ask) -> Response | None:
        """Ask, and give what a service answered; None when nobody did, or did not want to."""
        if self.is_over() or self._rests(ask.url):
            return None
        target = Target(0, ask.url, ask.method, ask.body, ask.headers, most=ask.most)
        response = self._prober.ask(target, until=self.is_over)
        if response is None:
            if self.ended is Ended.DONE:
                self.fail(f"{host_of(ask.url)}: left for later")
            return None
        self._silent = self._silent + 1 if response.fault in _SILENCE and response.status is None else 0
        if self._silent >= SILENT:
            self.ended = Ended.OFFLINE
        why = _unheard(response)
        if why:
            self.fail(f"{host_of(ask.url)}: {why}")
        return None if why else response

    def fail(self, why: str) -> None:
        """Note why an answer says nothing."""
        self.failures[why] += 1

    def is_over(self) -> bool:
        """Tell whether nothing more is to be asked."""
        if self.ended is Ended.DONE and self._stop():
            self.ended = Ended.STOPPED
        elif self.ended is Ended.DONE and monotonic() >= self._end:
            self.ended = Ended.TIME
        return self.ended is not Ended.DONE

    def reachable(self, services: Iterable[_Service]) -> Sequence[_Service]:
        """Give those services whose hosts may still be asked."""
        return [one for one in services if not self._rests(one.url)]

    def slow(self, url: str, seconds: float) -> None:
        """Leave at least so many seconds between two questions to a host."""
        self._prober.delay(host_of(url), seconds)

    def _rests(self, url: str) -> bool:
        host = host_of(url)
        return host in self._resting or host in self._prober.left


def resting(bulk: Bulk, services: Iterable[_Placed]) -> dict[str, str]:
    """Give the hosts of services that want to be left alone, and until when."""
    now = timestamp()
    with bulk.transaction(writes=False):
        found = pauses(bulk, now, written(moment(now) + timedelta(seconds=LONGEST_PAUSE)))
    hosts = {host_of(one.url) for one in services}
    return {host: until for host, until in found.items() if host in hosts}


def _unheard(response: Response) -> str:
    """Say why an answer is none of the service's own; what an archive captured of a failing page is one."""
    if response.certificate:
        return f"certificate {response.certificate}"
    led = response.fault in _MISLED and bool(response.status or response.hops)
    if response.fault and not led:  # also where it broke off: what did not come may have been the nearest
        return str(response.fault)
    if response.status is None:
        return ""
    busy = response.status == 429 or response.status >= 500
    return f"answers {response.status}" if busy and response.header("memento-datetime") is None else ""
