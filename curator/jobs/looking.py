"""Look into the catalogue: topics, one thing, search, counts. Nothing is changed by looking."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING

from curator.catalogue.curated import TagCount, count_tags
from curator.catalogue.engine import reading
from curator.catalogue.entries import entries_by_topic
from curator.catalogue.finding import find_topics
from curator.catalogue.found import with_found
from curator.catalogue.looking import DocumentFound, LinkFound, find_document, find_link, named_link
from curator.catalogue.opening import open_existing
from curator.catalogue.owning import laid_over, with_own, works_of
from curator.catalogue.sayings import Saying, sayings
from curator.catalogue.search import Hit, search
from curator.catalogue.standings import LinkStanding, list_standings
from curator.catalogue.stats import Stats, stats
from curator.catalogue.topics import TopicCount, Treatment, count_topics, documents_of
from curator.errors import NotFoundError
from curator.jobs.folding import folding, repeats_of
from curator.model import Selection, Topic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from curator.catalogue.engine import Looking
    from curator.model import Entry


@dataclass(frozen=True, slots=True)
class TopicFound:
    """A topic with the documents it runs over and its reading list."""

    topic: Topic
    documents: tuple[Treatment, ...]
    entries: tuple[Entry, ...]


def list_topics(database_url: str) -> list[TopicCount]:
    """List all topics with their counts."""
    with reading(open_existing(database_url)) as connection:
        return count_topics(connection)


def count_all(database_url: str) -> Stats:
    """Count what there is."""
    with reading(open_existing(database_url)) as connection:
        return stats(connection)


def find_words(database_url: str, words: str, limit: int) -> list[Hit]:
    """Search titles, notes and texts."""
    with reading(open_existing(database_url)) as connection:
        return search(connection, words, limit)


def list_links(database_url: str, selection: Selection) -> Iterator[LinkStanding]:
    """List links with where they stand, under their own titles. Raises what a selection's `conditions` raise."""
    with reading(open_existing(database_url)) as connection:
        found = list_standings(connection, selection)
        for one, own in with_own(connection, found, attrgetter("identity")):
            title = own.words.get(("title", "")) if own else None
            yield one if title is None else replace(one, title=str(title) or None)


def list_tags(database_url: str) -> list[TagCount]:
    """List all tags with how many works have them, the most frequent first."""
    with reading(open_existing(database_url)) as connection:
        return count_tags(connection)


def list_sayings(database_url: str, name: str = "", latest: int = 0) -> Iterator[Saying]:
    """Tell what was ever said of links, or of one and those that are the same work, the oldest first.

    `latest` is the number of changes to tell of, 0 for all. Raises NotFoundError for a name that no link has.
    """
    with reading(open_existing(database_url)) as connection:
        links = None
        if name:
            row = named_link(connection, name)
            if row is None:
                raise NotFoundError(f"no link is known as {name!r}")
            links = works_of(connection, [row.id])[row.id]
        yield from sayings(connection, links, latest)


def show(database_url: str, name: str) -> LinkFound | DocumentFound | TopicFound:
    """Find what a name means: a link's address, citation key or identity, a document, or a topic, in this order.

    Raises NotFoundError with the nearest names of topics and documents.
    """
    attempts: tuple[Callable[[Looking, str], LinkFound | DocumentFound | TopicFound], ...]
    attempts = (find_link, _find_document, _find_topic)
    said: list[str] = []
    with reading(open_existing(database_url)) as connection:
        for attempt in attempts:
            try:
                return attempt(connection, name)
            except NotFoundError as error:
                said.append(str(error))
    raise NotFoundError("; ".join(said))


def _find_document(connection: Looking, name: str) -> DocumentFound:
    found = find_document(connection, name)
    return replace(found, repeats=repeats_of(connection, found.key))


def _find_topic(connection: Looking, name: str) -> TopicFound:
    found = find_topics(connection, name)
    if len(found) > 1:
        names = ", ".join(one.topic.label for one in found[:8])
        raise NotFoundError(f"{len(found)} topics are named like {name!r}: {names}")
    label = found[0].topic.label
    given = entries_by_topic(connection, Selection(topics=(label,)), folding(connection))
    listed = laid_over(connection, with_found(connection, given), works=True)
    return TopicFound(found[0].topic, tuple(documents_of(connection, found[0].id)), tuple(listed))
