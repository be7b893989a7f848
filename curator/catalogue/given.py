"""What documents give of one work, place by place, and the entry that is made of it."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import case

from curator.catalogue.current import document, heading_path, link, mention, revision, section, topic
from curator.catalogue.folding import shown
from curator.catalogue.snapshots import nearest_to
from curator.catalogue.tables import table_of
from curator.model import UNSEEN, Details, Entry, Health, Place, Topic
from curator.text.fold import fold
from curator.text.titles import choose_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from curator.model import Snapshot

standing = table_of("standing")

_elsewhere = link.c.id != shown.c.id

COLUMNS = (
    shown.c.citation_key, shown.c.identity, shown.c.rule, shown.c.host, shown.c.imported_at, shown.c.id,
    standing.c.verdict, standing.c.since, standing.c.checked_at, standing.c.last_alive, standing.c.moved_to,
    # Said only where it is needed: most of the time that a million rows take is spent on making their texts.
    case((_elsewhere, link.c.imported_at)), case((_elsewhere, shown.c.canonical)), section.c.id,
    mention.c.url, mention.c.title, mention.c.note, mention.c.label, mention.c.line, mention.c.details,
    document.c.key, revision.c.title, revision.c.date, revision.c.part, mention.c.position,
    case((mention.c.title.is_(None), section.c.heading)), section.c.path, topic.c.series, topic.c.name,
)  # fmt: skip
"""What makes the fields of Given, in their order."""


class Given(NamedTuple):
    """One mention with its place: a row of COLUMNS.

    Up to `moved_to` a row speaks of the work, and of how the link stands that is shown for it; `verdict` is None where
    nobody looked yet. `came` and `canonical` are said where another link stands there: when that came into the
    catalogue, and the address of the one that is shown. `heading` is said where there is no title.
    """

    citation_key: str | None
    identity: str
    rule: str
    host: str
    imported_at: str
    link_id: int
    verdict: str | None
    since: str
    checked_at: str
    last_alive: str | None
    moved_to: str | None
    came: str | None
    canonical: str | None
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
    heading: str | None
    path: str
    series: str | None
    name: str | None

    @property
    def order(self) -> tuple[object, ...]:
        """Give its place in the order of the documents: by part and date of the series, then by place."""
        return (self.part or 0, self.date or "", self.document, self.position)

    @property
    def day(self) -> str:
        """Give the day of the document, else that of the work's import."""
        return self.date or self.imported_at[:10]


class Work(NamedTuple):
    """A work as an entry is made of it: all its mentions, the one where it is listed, and under which topic.

    An empty topic leaves it to the mentions. `copies` tell where the section that lists it stands elsewhere.
    """

    mentions: Sequence[Given]
    head: Given
    topic: str = ""
    copies: tuple[Place, ...] = ()


class _Gathered(NamedTuple):
    """What the mentions of a work say together. `details` are as stored; `came` is when its first link came."""

    url: str | None
    title: str | None
    notes: tuple[str, ...]
    topics: tuple[str, ...]
    also: tuple[str, ...]
    details: list[dict[str, Any]]
    came: str


def entry_of(work: Work, snapshots: Sequence[Snapshot] = ()) -> Entry:
    """Make the entry of a work. `snapshots` are those that may stand in for its link."""
    mentions, head, listed, copies = work
    first = mentions[0]
    url, title, notes, topics, also, details, came = _alone(first) if len(mentions) == 1 else _together(mentions)
    imported = _day(first.imported_at)
    return Entry(
        key=first.citation_key or "",
        identity=first.identity,
        rule=first.rule,
        url=url,
        host=first.host,
        title=title,
        display=title or first.label or first.heading or first.document_title or first.host,
        urldate=_day(first.last_alive) if first.last_alive else _last_seen(imported, details) if details else imported,
        label=first.label,
        notes=notes,
        topic=listed or (topics[0] if topics else ""),
        path=_below_topic(head.path, head.series or "", head.name),
        places=(_place(first),) if len(mentions) == 1 else tuple([_place(given) for given in mentions]),
        details=merged(details) if details else None,
        own_keys=_distinct([one["key"] for one in details if "key" in one]) if details else (),
        also=also,
        copies=copies,
        topics=topics,
        added=_day(came),
        health=UNSEEN if first.verdict is None and not snapshots else _health(first, snapshots),
    )


def _alone(given: Given) -> _Gathered:
    """Gather what the only mention of a work says: most have no other."""
    return _Gathered(
        given.canonical if given.came else given.url,
        given.title,
        (given.note,) if given.note else (),
        (topic_label(given.series or "", given.name),) if given.name else (),
        (given.url,) if given.came and given.url else (),
        [json.loads(given.details)] if given.details else [],
        min(given.imported_at, given.came or given.imported_at),
    )


def _together(mentions: Sequence[Given]) -> _Gathered:
    """Gather what several mentions of a work say, in one go: there may be a million works."""
    own: list[str | None] = []
    notes: list[str] = []
    topics: list[str] = []
    also: list[str] = []
    details: list[dict[str, Any]] = []
    for given in mentions:
        if given.came is None:
            own.append(given.url)
        elif given.url:
            also.append(given.url)
        if given.note:
            notes.append(given.note)
        if given.name:
            topics.append(topic_label(given.series or "", given.name))
        if given.details:
            details.append(json.loads(given.details))
    came = min([given.came or given.imported_at for given in mentions])
    url = own[0] if own else mentions[0].canonical
    return _Gathered(url, _title(mentions), _distinct(notes), _distinct(topics), _distinct(also), details, came)


def _distinct(texts: list[str]) -> tuple[str, ...]:
    """Give each text once."""
    return tuple(dict.fromkeys(texts))


def _health(first: Given, snapshots: Sequence[Snapshot]) -> Health:
    """Say how the link stands; of several snapshots the one nearest to the first day it is cited on is the best."""
    archive = nearest_to(first.day, snapshots).address if snapshots else None
    if first.verdict is None:
        return Health(archive=archive)
    return Health(first.verdict, _day(first.since), _day(first.checked_at), first.moved_to, archive)


@lru_cache(maxsize=1_024)
def _day(at: str) -> date:
    """Read the day of a time; many works came, or were looked at, on one."""
    return date.fromisoformat(at[:10])


def _last_seen(imported: date, said: Iterable[dict[str, Any]]) -> date:
    """Give the last day somebody is said to have seen the page; an import looks at none, so its day is second best.

    Days that are yet to come and dates without a day (`2024-03`) are passed over.
    """
    whole = (one["accessed"] for one in said if len(one.get("accessed", "")) == len("2024-03-07"))
    return max((day for day in map(date.fromisoformat, whole) if day <= imported), default=imported)


@lru_cache(maxsize=4_096)
def topic_label(series: str, name: str) -> str:
    """Name a topic, with its series if it has one."""
    return Topic(series, name).label


@lru_cache(maxsize=4_096)
def _below_topic(written: str, series: str, name: str | None) -> tuple[str, ...]:
    """Give a heading path without the heading that only repeats the topic's name, alone or in full."""
    path = heading_path(written)
    if not path or not name:
        return path
    heading = fold(path[0])
    repeats = heading.startswith(fold(name)) or heading == fold(topic_label(series, name))
    return path[1:] if repeats else path


def _title(mentions: Sequence[Given]) -> str | None:
    """Choose a title: by in how many documents the link has it, as a post that says it twice has one vote."""
    title = mentions[0].title
    if title and not title.isspace() and all(given.title == title for given in mentions):
        return title
    said = {(given.document, given.title) for given in mentions}
    return choose_title(Counter(title for _, title in said if title))[0]


def _place(given: Given) -> Place:
    day = _day(given.date) if given.date else None
    name = topic_label(given.series or "", given.name) if given.name else ""
    path = heading_path(given.path)
    return Place(given.document, given.document_title, day, given.line, path, name, given.note or "")


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
