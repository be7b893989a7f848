"""Entries for export: what documents say now, one item for each work, streamed."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, select

from curator.catalogue.current import (
    MENTIONS,
    conditions,
    document,
    heading_path,
    link,
    mention,
    revision,
    section,
    streamed,
    topic,
)
from curator.catalogue.folding import RAW, Folding, mentions_shown, shown
from curator.model import Details, Entry, Place, Topic
from curator.text.fold import fold
from curator.text.titles import choose_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection, Select

    from curator.model import Selection

    Conditions = Sequence[ColumnElement[bool]]

COLUMNS = (
    shown.c.citation_key, shown.c.identity, shown.c.rule, shown.c.host, shown.c.imported_at, shown.c.canonical,
    link.c.identity.label("written"), section.c.id.label("section"),
    mention.c.url, mention.c.title, mention.c.note, mention.c.label, mention.c.line, mention.c.details,
    document.c.key.label("document"), revision.c.title.label("document_title"), revision.c.date, revision.c.part,
    mention.c.position, section.c.heading, section.c.path, topic.c.series, topic.c.name,
)  # fmt: skip


class Given(NamedTuple):
    """One mention with its place: a row of COLUMNS. `identity` is the work's, `written` that of the link itself."""

    citation_key: str | None
    identity: str
    rule: str
    host: str
    imported_at: str
    canonical: str | None
    written: str
    section: int
    url: str | None
    title: str | None
    note: str | None
    label: str | None
    line: int
    details: str | None
    document: str
    document_title: str | None
    date: str | None
    part: int | None
    position: int
    heading: str
    path: str
    series: str | None
    name: str | None

    @property
    def order(self) -> tuple[object, ...]:
        """Give its place in the order of the documents: by part and date of the series, then by place."""
        return (self.part or 0, self.date or "", self.document, self.position)


def entries(connection: Connection, selection: Selection, folding: Folding = RAW) -> Iterator[Entry]:
    """Give every selected work that has a citation key once, in the order of the keys.

    Raises NotFoundError at once, before the first entry is asked for: a list that is begun cannot be taken back.
    """
    return _by_key(connection, conditions(connection, selection), folding)


def _by_key(connection: Connection, wanted: Conditions, folding: Folding) -> Iterator[Entry]:
    query = select(*COLUMNS).select_from(mentions_shown(folding)).where(*wanted, shown.c.citation_key.is_not(None))
    rows = _stream(connection, query.order_by(func.lower(shown.c.citation_key)))
    for _, of_work in groupby(rows, key=lambda given: given.identity):
        mentions = sorted(of_work, key=lambda given: given.order)
        yield _entry(mentions, "", mentions[0])


def entries_by_topic(connection: Connection, selection: Selection, folding: Folding = RAW) -> Iterator[Entry]:
    """Give the selected works topic by topic in the order of the documents, each once in every topic it stands in.

    What belongs to no topic comes at the end, under the title of its document. A section that repeats another one of
    its list adds to that what it has of its own. Raises NotFoundError at once, as above.
    """
    return _by_topic(connection, conditions(connection, selection), folding)


def list_names(connection: Connection, selection: Selection) -> list[str]:
    """Name the lists that `entries_by_topic` gives, in its order. Raises NotFoundError, as above."""
    wanted = conditions(connection, selection)
    query = select(document.c.key, revision.c.title).select_from(MENTIONS).where(*wanted, section.c.topic_id.is_(None))
    rest = connection.execute(query.distinct().order_by(document.c.key))
    names = [label for _, label in _topics(connection, wanted)] + [title or key for key, title in rest]
    return [name for name, _ in groupby(names)]


def _by_topic(connection: Connection, wanted: Conditions, folding: Folding) -> Iterator[Entry]:
    query = select(*COLUMNS).select_from(mentions_shown(folding)).where(*wanted)
    order = (func.coalesce(revision.c.part, 0), func.coalesce(revision.c.date, ""), document.c.key, mention.c.position)
    for topic_id, label in _topics(connection, wanted):
        rows = _stream(connection, query.where(section.c.topic_id == topic_id).order_by(*order))
        yield from _listed(rows, label, folding)
    rest = _stream(connection, query.where(section.c.topic_id.is_(None)).order_by(document.c.key, mention.c.position))
    for key, mentions in groupby(rest, key=lambda given: given.document):
        of_document = list(mentions)
        yield from _listed(of_document, of_document[0].document_title or key, folding)


def _topics(connection: Connection, wanted: Conditions) -> list[tuple[int, str]]:
    """List the topics that a selection touches, with their names, in the order of the names."""
    query = select(section.c.topic_id, topic.c.series, topic.c.name).select_from(MENTIONS)
    query = query.where(*wanted, section.c.topic_id.is_not(None)).distinct()
    rows = connection.execute(query.order_by(topic.c.series, topic.c.name, section.c.topic_id))
    return [(row[0], Topic(row[1], row[2]).label) for row in rows]


def _listed(rows: Iterable[Given], topic_name: str, folding: Folding) -> Iterator[Entry]:
    """Give one entry for each work at the place where it stands first, under the canonical section if it repeats."""
    by_section: dict[int, list[Given]] = {}
    for given in rows:
        by_section.setdefault(given.section, []).append(given)
    heads = {number: of_section[0] for number, of_section in by_section.items()}
    for number in heads:
        home = folding.into.get(number, number)
        if home != number and home in by_section:
            by_section[home] += by_section.pop(number)
    under: dict[str, Given] = {}
    by_work: dict[str, list[Given]] = {}
    for home, of_section in by_section.items():
        for given in of_section:
            under.setdefault(given.identity, heads[home])
            by_work.setdefault(given.identity, []).append(given)
    for identity, mentions in by_work.items():
        head = under[identity]
        yield _entry(mentions, topic_name, head, folding.copies.get(head.section, ()))


def _stream(connection: Connection, query: Select[Any]) -> Iterator[Given]:
    return map(Given._make, streamed(connection, query))


def _entry(mentions: Sequence[Given], topic_name: str, head: Given, copies: tuple[Place, ...] = ()) -> Entry:
    """Make an entry of all mentions of a work, listed where `head` stands."""
    first = mentions[0]
    own = [given.url for given in mentions if given.written == given.identity]
    title = first.title if len(mentions) == 1 else choose_title(_titles(mentions))[0]
    names = [Topic(given.series or "", given.name).label for given in mentions if given.name]
    said = [json.loads(given.details) for given in mentions if given.details]
    return Entry(
        key=first.citation_key or "",
        identity=first.identity,
        rule=first.rule,
        url=own[0] if own else first.canonical,
        host=first.host,
        title=title,
        display=title or first.label or first.heading or first.document_title or first.host,
        urldate=_last_seen(date.fromisoformat(first.imported_at[:10]), said),
        label=first.label,
        notes=tuple(dict.fromkeys(given.note for given in mentions if given.note)),
        topic=topic_name or next(iter(names), ""),
        path=_below_topic(head.path, head.name),
        places=tuple(_place(given) for given in mentions),
        own_keys=tuple(dict.fromkeys(one["key"] for one in said if "key" in one)),
        details=merged(said),
        also=tuple(dict.fromkeys(given.url for given in mentions if given.url and given.written != given.identity)),
        copies=copies,
    )


def _last_seen(imported: date, said: Iterable[dict[str, Any]]) -> date:
    """Give the last day somebody is said to have seen the page; an import looks at none, so its day is second best.

    Days that are yet to come and dates without a day (`2024-03`) are passed over.
    """
    whole = (one["accessed"] for one in said if len(one.get("accessed", "")) == len("2024-03-07"))
    return max((day for day in map(date.fromisoformat, whole) if day <= imported), default=imported)


@lru_cache(maxsize=4_096)
def _below_topic(written: str, name: str | None) -> tuple[str, ...]:
    """Give a heading path without the heading that only repeats the topic's name."""
    path = heading_path(written)
    return path[1:] if path and name and fold(path[0]).startswith(fold(name)) else path


def _titles(mentions: Sequence[Given]) -> Counter[str]:
    """Count in how many documents the link has each title: a post that says it twice has one vote."""
    return Counter(title for _, title in {(given.document, given.title) for given in mentions} if title)


def _place(given: Given) -> Place:
    day = date.fromisoformat(given.date) if given.date else None
    topic_name = Topic(given.series or "", given.name).label if given.name else ""
    return Place(given.document, given.document_title, day, given.line, heading_path(given.path), topic_name)


def merged(said: Sequence[dict[str, Any]]) -> Details | None:
    """Put together what several places say of an item; the first one to say a thing is believed, tags add up."""
    if not said:
        return None
    told: dict[str, Any] = {}
    for one in said:
        told = one | told
    tags = dict.fromkeys(tag for one in said for tag in one.get("tags", ()))
    lists = {name: tuple(value) for name, value in told.items() if isinstance(value, list)}
    return Details(**(told | lists | {"tags": tuple(tags)}))
