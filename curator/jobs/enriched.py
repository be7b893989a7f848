"""What services are asked about identifiers, and what came of it: the values of a run."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from curator.enrich.policy import EnrichPolicy
from curator.errors import WorkspaceError
from curator.jobs.ended import Ended
from curator.jobs.selecting import Choice
from curator.net.policy import NetPolicy
from curator.urls.hosts import host_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from curator.crawl.facts import Metadata
    from curator.enrich.known import Known
    from curator.enrich.policy import Name, Service
    from curator.net.interface import Left
    from curator.settings import Settings


@dataclass(frozen=True, slots=True)
class EnrichRequest:
    """What services are asked.

    `budget` links at most, no longer than `seconds`; 0 sets no limit. `keys` are ours, by service.
    """

    database_url: str
    choice: Choice = field(default_factory=Choice)
    net: NetPolicy = field(default_factory=NetPolicy)
    policy: EnrichPolicy = field(default_factory=EnrichPolicy)
    budget: int = 0
    seconds: float = 0.0
    keys: Mapping[Name, str] = field(default_factory=dict, repr=False)


class Enriched(NamedTuple):
    """What a service said of a link. With a `conflict`, nothing of it is taken: it is about something else."""

    link: Known
    service: Name
    identifier: str
    said: Metadata
    conflict: bool

    @property
    def state(self) -> str:
        """Give a word for it."""
        return "conflict" if self.conflict else "found" if self.said.facts else "unknown"


class Plan(NamedTuple):
    """What a run would ask: about how many links, each service about how many identifiers, in `seconds` at least.

    `paused` are hosts of services that want to be left alone, and until when.
    """

    links: int
    identifiers: dict[str, int]
    seconds: float
    paused: dict[str, str]


@dataclass(slots=True)
class Summary:
    """What a run did. `states` counts what services said of links, `failures` why they were not understood.

    `links` were to be asked about; of `settled` everything is known that could be asked for.
    """

    links: int = 0
    settled: int = 0
    states: Counter[str] = field(default_factory=Counter)
    ended: Ended = Ended.DONE
    failures: Mapping[str, int] = field(default_factory=dict)
    left: Mapping[str, Left] = field(default_factory=dict)
    paused: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0


def request_of(
    settings: Settings, names: Collection[str] = (), environment: Mapping[str, str] = os.environ
) -> EnrichRequest:
    """Give the questions that the settings ask for, to the services of some names, or to all of theirs.

    Raises WorkspaceError for a key that cannot be one.
    """
    services = tuple(one for one in settings.enrich.services if not names or one.name in names)
    keys = {one.name: environment.get(one.key, "").strip() for one in services if one.key}
    for one in services:
        key = keys.get(one.name, "")
        if not (key.isascii() and key.isprintable()) or " " in key:
            raise WorkspaceError(f"{one.key} holds no key: one is a word of ASCII")
    return EnrichRequest(settings.database_url, net=paced(settings.net, services),
                         policy=replace(settings.enrich, services=services), keys=keys)


def paced(net: NetPolicy, services: Iterable[Service]) -> NetPolicy:
    """Give each service the pace that it demands, unless settings say something of its host."""
    own = {
        host_of(one.url): net.default._replace(interval=one.interval, connections=1)
        for one in services if net.of(host_of(one.url)) is net.default
    }  # fmt: skip
    return net._replace(hosts={**net.hosts, **own})
