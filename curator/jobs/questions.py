"""Which questions about links are open to services, and what they answered before. Decides, and asks nobody."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from curator.catalogue.enrichments import answered, known_links, named_links
from curator.check.schedule import days_between
from curator.enrich.known import asked_of, identifiers, is_foreign
from curator.enrich.registry import believed
from curator.jobs.clock import timestamp
from curator.jobs.enriched import Enriched
from curator.jobs.selecting import wanted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from curator.catalogue.bulk import Bulk
    from curator.catalogue.enrichments import Answered
    from curator.crawl.facts import Metadata
    from curator.enrich.known import Known
    from curator.enrich.policy import Name, Service
    from curator.jobs.enriched import EnrichRequest

PAGE: Final = 500
"""Links that are loaded at once: as many as one request asks about at most."""


class Saying(NamedTuple):
    """What a service says, or said, of a link by an identifier of its work."""

    service: Service
    identifier: str
    link: Known
    said: Metadata

    def judged(self) -> Enriched:
        """Say what is to be taken of it."""
        taken = believed(self.service, self.identifier, self.said)
        return Enriched(self.link, self.service.name, self.identifier, taken, is_foreign(self.link, self.said))


@dataclass(slots=True)
class Page:
    """Some links: those with open questions, the questions, and what services said before.

    Questions are identifiers by service, each with the links that it names.
    """

    links: list[Known] = field(default_factory=list)
    questions: dict[Service, dict[str, list[Known]]] = field(default_factory=dict)
    known: list[Saying] = field(default_factory=list)


def pages(bulk: Bulk, request: EnrichRequest, asked: Collection[tuple[Name, str]] = ()) -> Iterator[Page]:
    """Give the links to ask about, page by page: there may be a million. What was `asked` in this run is not open.

    Raises NotFoundError for names that the catalogue does not know.
    """
    now, left = timestamp(), request.budget or float("inf")
    with bulk.transaction(writes=False):
        ids = named_links(bulk, wanted(bulk, request.choice, now)._replace(due_by=""))
    for at in range(0, len(ids), PAGE):
        with bulk.transaction(writes=False):
            links = known_links(bulk, ids[at:at + PAGE])
            names = {name for link in links for name in identifiers(link)}
            before = {one: answered(bulk, one.name, names) for one in request.policy.services}
        page = Page()
        for link in links:
            opened = []
            for service, name in _questions(link, request.policy.services):
                known = before[service].get(name)
                if known and ((service.name, name) in asked or not _again(known, request, now)):
                    page.known.append(Saying(service, name, link, known.said))
                else:
                    opened.append((service, name))
            if opened and len(page.links) < left:
                page.links.append(link)
                for service, name in opened:
                    page.questions.setdefault(service, {}).setdefault(name, []).append(link)
        yield page
        left -= len(page.links)
        if left <= 0:
            return


def batches(service: Service, names: Sequence[str]) -> list[Sequence[str]]:
    """Give identifiers in as many parts as there are requests."""
    return [names[at:at + service.at_once] for at in range(0, len(names), service.at_once)]


def rounds(questions: Mapping[Service, Mapping[str, object]]) -> Iterator[tuple[Service, Sequence[str]]]:
    """Give what to ask: one service after the other, so that each rests while the others answer."""
    queues = [[(one, batch) for batch in batches(one, [*names])] for one, names in questions.items()]
    for turn in zip_longest(*queues):
        yield from filter(None, turn)


def _questions(link: Known, services: Sequence[Service]) -> Iterator[tuple[Service, str]]:
    names = identifiers(link)
    for service in services:
        name = asked_of(service, names)
        if name:
            yield service, name


def _again(before: Answered, request: EnrichRequest, now: str) -> bool:
    """Tell whether a service is asked again: about what it did not know, after a while or when the link is named."""
    if request.choice.everything or before.said.facts:
        return request.choice.everything
    return bool(request.choice.links) or days_between(before.at, now) >= request.policy.again
