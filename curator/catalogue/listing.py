"""Works list by list: topic by topic, then what belongs to none, in the order of the documents."""

from __future__ import annotations

from itertools import groupby, islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, select

from curator.catalogue.current import document, mention, revision, section, streamed, topic
from curator.catalogue.engine import spare_memory
from curator.catalogue.folding import mentions_shown, shown
from curator.catalogue.given import COLUMNS, Given, Work, standing, topic_label
from curator.catalogue.sorting import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection, Select

    from curator.catalogue.folding import Folding

    Conditions = Sequence[ColumnElement[bool]]

HELD = 10_000
"""Mentions of one list that are in memory at once, some 30 MB. Longer lists are sorted on the disk."""

IN_ORDER = (
    func.coalesce(revision.c.part, 0), func.coalesce(revision.c.date, ""), document.c.key, mention.c.position,
)  # fmt: skip
"""What `Given.order` is, for the database."""


class _Placed(NamedTuple):
    """A work of a long list, and where it stands there."""

    place: tuple[Any, ...]
    work: Work


def asked(folding: Folding) -> Select[Any]:
    """Ask for mentions with the works they give, and how their links stand."""
    seen = mentions_shown(folding).outerjoin(standing, standing.c.link_id == shown.c.id)
    return select(*COLUMNS).select_from(seen)


def given(connection: Connection, query: Select[Any], *order: ColumnElement[Any]) -> Iterator[Given]:
    """Give the mentions that are asked for, in an order."""
    return map(Given._make, streamed(connection, query.order_by(*order)))


def listed(connection: Connection, wanted: Conditions, folding: Folding) -> Iterator[Work]:
    """Give each selected work once in every topic it stands in, at last once in every document without a topic."""
    spare_memory(connection)
    query = asked(folding).where(*wanted)
    for topic_id, label in topics(connection, wanted, folding):
        of_topic = query.where(section.c.topic_id == topic_id)
        held = list(islice(given(connection, of_topic, *IN_ORDER), HELD))
        yield from _list(connection, of_topic, held, label, folding)
    rest = query.where(section.c.topic_id.is_(None))
    for key, rows in groupby(given(connection, rest, document.c.key, mention.c.position), attrgetter("document")):
        held = list(islice(rows, HELD))
        of_document = rest.where(document.c.key == key)
        yield from _list(connection, of_document, held, held[0].document_title or key, folding)


def topics(connection: Connection, wanted: Conditions, folding: Folding) -> list[tuple[int, str]]:
    """List the topics that a selection touches, with their names, in the order of the names."""
    query = select(section.c.topic_id, topic.c.series, topic.c.name).select_from(mentions_shown(folding))
    query = query.where(*wanted, section.c.topic_id.is_not(None)).distinct()
    rows = connection.execute(query.order_by(topic.c.series, topic.c.name, section.c.topic_id))
    return [(row[0], topic_label(row[1], row[2])) for row in rows]


def _list(
    connection: Connection, query: Select[Any], held: Sequence[Given], name: str, folding: Folding
) -> Iterator[Work]:
    """Give each work once, at the place where it stands first, under the canonical section if that repeats.

    `held` are the first HELD mentions of those that the query asks for, in the order of the documents.
    """
    return _short(held, name, folding) if len(held) < HELD else _long(connection, query, name, folding)


def _short(rows: Iterable[Given], name: str, folding: Folding) -> Iterator[Work]:
    by_section: dict[int, list[Given]] = {}
    for one in rows:
        by_section.setdefault(one.section, []).append(one)
    heads = {number: of_section[0] for number, of_section in by_section.items()}
    for number in heads:
        home = folding.into.get(number, number)
        if home != number and home in by_section:
            by_section[home] += by_section.pop(number)
    under: dict[str, Given] = {}
    by_work: dict[str, list[Given]] = {}
    for home, of_section in by_section.items():
        for one in of_section:
            under.setdefault(one.identity, heads[home])
            by_work.setdefault(one.identity, []).append(one)
    for identity, mentions in by_work.items():
        head = under[identity]
        yield Work(mentions, head, name, folding.copies.get(head.section, ()))


def _long(connection: Connection, query: Select[Any], name: str, folding: Folding) -> Iterator[Work]:
    """Give what `_short` gives. In memory are two numbers for each section, and the paths of canonical ones."""
    narrow: Select[Any] = query.with_only_columns(section.c.id, section.c.path).order_by(*IN_ORDER)
    centres = set(folding.into.values())
    rank: dict[int, int] = {}
    paths: dict[int, str] = {}
    for number, path in map(tuple, streamed(connection, narrow)):
        rank.setdefault(number, len(rank))
        if number in centres:
            paths[number] = path

    def home(one: Given) -> int:
        canonical = folding.into.get(one.section, one.section)
        return canonical if canonical in rank else one.section

    def place(one: Given) -> tuple[Any, ...]:
        canonical = home(one)
        return rank[canonical], canonical != one.section, *one.order

    def placed() -> Iterator[_Placed]:
        for _, of_work in groupby(given(connection, query, shown.c.id), key=attrgetter("identity")):
            mentions = sorted(of_work, key=place)
            first, under = mentions[0], home(mentions[0])
            head = first._replace(section=under, path=paths.get(under, first.path))
            yield _Placed(place(first), Work(mentions, head, name, folding.copies.get(under, ())))

    return (one.work for one in in_order(placed(), attrgetter("place")))
