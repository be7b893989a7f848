"""Looking one link up: the nearest snapshot to a day that shows the thing, and what was seen on the way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from curator.archive.capture import nearest_first
from curator.archive.interface import Answer
from curator.archive.policy import Kind
from curator.archive.registry import PAGES, SPEAKERS
from curator.archive.replay import replayed
from curator.check.examine import observe
from curator.jobs.clock import timestamp
from curator.model import Ask, Evidence, Outcome, Snapshot
from curator.urls.identity import identify

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from curator.archive.capture import Capture
    from curator.archive.policy import ArchivePolicy, Service
    from curator.catalogue.lookups import Cited
    from curator.check.examine import Examination
    from curator.jobs.asking import Services
    from curator.model import Response

NOT_THERE = "archive"
"""The rule of the evidence for captures that the archive did not show."""


class Found(NamedTuple):
    """What a lookup came to: the nearest snapshot that shows the thing, and all that were looked at.

    Without one, `sure` tells that every archive was heard, so that there is none.
    """

    nearest: Snapshot | None
    seen: tuple[Snapshot, ...]
    sure: bool


class Lookup:
    """Looks links up, as a policy says, and judges snapshots as an examination judges pages."""

    def __init__(self, archives: Services, policy: ArchivePolicy, examined_by: Examination) -> None:
        self._archives, self._policy, self._examination = archives, policy, examined_by

    def find(self, link: Cited, day: str, known: Mapping[str, Snapshot]) -> Found:
        """Find the snapshot of a link that is nearest to a day. `known` are those looked at before, by address."""
        seen = dict(known)
        sure = True
        for services in self._policy.lookups.values():
            for url in dict.fromkeys((link.canonical, link.written.partition("#")[0])):
                heard = self._heard(services, url, day)
                if heard is None:
                    sure = False
                    break
                nearest, judged = self._nearest(heard[0], link, nearest_first(heard[1], day), seen)
                if nearest:
                    return Found(nearest, _new(seen, known), sure=True)
                sure = sure and judged
        return Found(None, _new(seen, known), sure)

    def judge(self, service: Service, capture: Capture) -> Snapshot | None:
        """Look at a capture: give what it is, None when the archive did not answer."""
        response = self._archives.ask(Ask(capture.raw))
        if response is None:
            return None
        replay = replayed(service, response)
        if replay is None:
            why = Evidence(NOT_THERE, f"no snapshot: {response.status or response.fault} at {response.final}")
            return _snapshot(service, capture, response, Outcome.GONE, (why,))
        seen = observe(replay.response, self._examination)
        one = _snapshot(service, replay.capture, response, seen.outcome, seen.evidence)
        # What is not offered keeps the address that it was asked by: so it is passed over the next time.
        return one if one.offered else replace(one, address=capture.address, taken_at=capture.at, digest=capture.digest)

    def _heard(self, services: Sequence[Service], url: str, day: str) -> tuple[Service, list[Capture]] | None:
        """Ask the services of one archive until one answers; None if none does."""
        for service in self._archives.reachable(services):
            captures: list[Capture] = []
            for answer in self._pages(service, url, day):
                if answer is None:
                    break
                captures += answer.captures
            else:
                return service, captures
        return None

    def _pages(self, service: Service, url: str, day: str) -> Iterator[Answer | None]:
        """Give page after page of what a service tells; None for one that cannot be had."""
        speaker = SPEAKERS[service.kind]
        ask = speaker.ask(service, url, day)._replace(most=self._policy.most if service.kind is Kind.TIMEMAP else 0)
        for _ in range(PAGES):
            response = self._archives.ask(ask)
            answer = speaker.read(service, response, day) if response else None
            if response and answer is None:
                self._archives.fail(f"{service.url}: an answer that cannot be read ({response.status})")
            yield answer
            if answer is None or not answer.more:
                return
            ask = ask._replace(url=answer.more)

    def _nearest(
        self, service: Service, link: Cited, captures: Sequence[Capture], seen: dict[str, Snapshot]
    ) -> tuple[Snapshot | None, bool]:
        """Give the first capture that shows the thing, and whether all that were tried could be judged."""
        tries = self._policy.tries
        for capture in captures:
            one = seen.get(capture.address)
            if not _is_of(capture, link) or (one is None and _is_known(capture, seen)):
                continue
            if one is None or one.outcome is None:
                one = self.judge(service, capture) if tries else None
                if one is None:
                    return None, not tries
                tries -= 1
                seen[one.address] = one
            if one.offered:
                return one, True
        return None, True


def _is_of(capture: Capture, link: Cited) -> bool:
    """Tell whether a capture is of this very link, whatever the archive was asked for."""
    return identify(capture.url).identity == link.identity


def _is_known(capture: Capture, seen: Mapping[str, Snapshot]) -> bool:
    """Tell whether a capture has the same contents as one that was refused."""
    return any(one.digest == capture.digest for one in seen.values() if one.digest and one.outcome and not one.offered)


def _new(seen: Mapping[str, Snapshot], known: Mapping[str, Snapshot]) -> tuple[Snapshot, ...]:
    return tuple(one for address, one in seen.items() if known.get(address) is not one)


def _snapshot(
    service: Service, capture: Capture, response: Response, outcome: Outcome, evidence: tuple[Evidence, ...]
) -> Snapshot:
    return Snapshot(
        service.archive, capture.address, capture.at, response.status, capture.digest, outcome, evidence, timestamp()
    )
