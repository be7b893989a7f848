"""Names that people type, found among what the catalogue knows; a name that is none is refused with the nearest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from curator.catalogue.hosts import find_host
from curator.catalogue.tables import table_of
from curator.errors import NotFoundError
from curator.model import Topic
from curator.text.fold import fold
from curator.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

_document, _revision, _section = table_of("document"), table_of("revision"), table_of("section")
_link, _topic = table_of("link"), table_of("topic")


@dataclass(frozen=True, slots=True)
class FoundTopic:
    """A topic with its id in the catalogue."""

    id: int
    topic: Topic


@dataclass(frozen=True, slots=True)
class Subject:
    """What a name of a subject stands for: topics, or where none is named so, headings as documents write them."""

    topics: tuple[FoundTopic, ...] = ()
    headings: tuple[str, ...] = ()


def find_topics(connection: Connection, name: str) -> list[FoundTopic]:
    """Find topics by name: equal to a name, or to a name with its series, else beginning with it, else containing it.

    Case, width and punctuation around do not matter. Raises NotFoundError, with the nearest names, if none is.
    """
    found = _topics(connection)
    wanted = fold(name)
    for matches in (_equal, str.startswith, str.__contains__):
        hits = [one for one in found if any(matches(fold(text), wanted) for text in _names(one.topic))]
        if hits and wanted:
            return hits
    raise NotFoundError(f"no topic is named {name!r}{nearest(name, [one.topic.name for one in found])}")


def find_subject(connection: Connection, name: str) -> Subject:
    """Find what a name stands for with all that lies below it.

    A topic's subtopics are what stands under its headings, at any depth: sections carry the topic they belong to. A
    series' subtopics are its topics. A heading that is no topic's name is a subject of its own, with the headings below
    it, wherever it stands. A slash in a name tells nothing: 人脸检测/识别 is one topic. A part of a name is looked for
    last, as `find_topics` does. Raises NotFoundError, as that.
    """
    wanted = fold(name)
    hits = [one for one in _topics(connection) if wanted in map(fold, (*_names(one.topic), one.topic.series))]
    if hits and wanted:
        return Subject(tuple(hits))
    headings = [heading for heading in _headings(connection) if fold(heading) == wanted]
    if headings and wanted:
        return Subject(headings=tuple(headings))
    return Subject(tuple(find_topics(connection, name)))


def find_documents(connection: Connection, name: str) -> list[str]:
    """Find documents by key, or by the end of a key from a slash on. Raises NotFoundError with the nearest names."""
    keys = list(connection.execute(select(_document.c.key).order_by(_document.c.key)).scalars())
    hits = [key for key in keys if key == name] or [key for key in keys if key.endswith("/" + name)]
    if not hits:
        raise NotFoundError(f"no document is named {name!r}{nearest(name, keys)}")
    return hits


def find_category(connection: Connection, name: str) -> list[str]:
    """Find a category in all its spellings. Raises NotFoundError with the nearest names."""
    query = select(_revision.c.category).where(_revision.c.category.is_not(None)).distinct()
    found = list(connection.execute(query).scalars())
    hits = [one for one in found if fold(one) == fold(name)]
    if not hits:
        raise NotFoundError(f"no category is named {name!r}{nearest(name, found)}")
    return hits


def hosts_of(connection: Connection) -> list[str]:
    """Name all hosts of links."""
    query = select(_link.c.host).where(_link.c.host != "").distinct().order_by(_link.c.host)
    return list(connection.execute(query).scalars())


def find_hosts(connection: Connection, names: Sequence[str]) -> list[str]:
    """Give names of hosts as links have them. Raises NotFoundError for one on which, and below which, no link is."""
    known = hosts_of(connection) if names else []
    return [find_host(name, known) for name in names]


def _topics(connection: Connection) -> list[FoundTopic]:
    query = select(_topic.c.id, _topic.c.series, _topic.c.name).order_by(_topic.c.series, _topic.c.name, _topic.c.id)
    return [FoundTopic(row.id, Topic(row.series, row.name)) for row in connection.execute(query)]


def _headings(connection: Connection) -> list[str]:
    now = _section.join(_revision, _revision.c.id == _section.c.revision_id)
    query = select(_section.c.heading).select_from(now).where(_revision.c.current).distinct()
    return list(connection.execute(query.order_by(_section.c.heading)).scalars())


def _equal(text: str, wanted: str) -> bool:
    return text == wanted


def _names(one: Topic) -> tuple[str, ...]:
    return (one.name, one.label, f"{one.series}/{one.name}")
