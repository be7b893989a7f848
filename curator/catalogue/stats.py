"""How much of what a catalogue holds."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, distinct, func, select

from curator.catalogue.current import document, link, mention, revision, section, topic_part
from curator.catalogue.tables import table_of

TOP_HOSTS = 10


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts of what documents say now, except where a field says otherwise."""

    documents: int
    gone: int
    """Documents whose files are missing; their references are in the history."""
    revisions: int
    """Of all documents, old ones included."""
    sections: int
    topics: int
    references: int
    """Mentions with an address."""
    links: int
    """Distinct targets of them."""
    papers: int
    """Mentions without an address."""
    untitled: int
    """References without a title."""
    links_ever: int
    """Distinct links, those of old revisions included."""
    skipped: int
    """Parts of today's documents that could not be used, and inputs that never could."""
    hosts: tuple[tuple[str, int], ...]
    """The hosts with most links."""
    formats: tuple[tuple[str, int], ...]
    """Documents by format."""


CURRENT = select(revision.c.id).where(revision.c.current)
MENTIONED = mention.join(revision, revision.c.id == mention.c.revision_id).join(link, link.c.id == mention.c.link_id)


def stats(connection: Connection) -> Stats:
    """Count everything."""
    references, links, papers, untitled = _mentions(connection)
    topics = select(func.count(distinct(topic_part.c.topic_id))).where(topic_part.c.revision_id.in_(CURRENT))
    return Stats(
        documents=_count(connection, "document", document.c.gone_at.is_(None)),
        gone=_count(connection, "document", document.c.gone_at.is_not(None)),
        revisions=_count(connection, "revision"),
        sections=_count(connection, "section", section.c.level > 0, section.c.revision_id.in_(CURRENT)),
        topics=connection.execute(topics).scalar_one(),
        references=references,
        links=links,
        papers=papers,
        untitled=untitled,
        links_ever=_count(connection, "link", link.c.rule != "paper"),
        skipped=_count(connection, "skipped", _still_skipped()),
        hosts=_hosts(connection),
        formats=_formats(connection),
    )


def _count(connection: Connection, table: str, *where: ColumnElement[bool]) -> int:
    return connection.execute(select(func.count()).select_from(table_of(table)).where(*where)).scalar_one()


def _still_skipped() -> ColumnElement[bool]:
    """Leave out what was skipped in old revisions, and inputs that were read later on."""
    skipped = table_of("skipped")
    read_since = select(document.c.key).where(document.c.gone_at.is_(None))
    return skipped.c.revision_id.in_(CURRENT) | (skipped.c.revision_id.is_(None) & skipped.c.key.not_in(read_since))


def _mentions(connection: Connection) -> tuple[int, int, int, int]:
    paper = mention.c.kind == "paper"
    counted = select(
        func.count().filter(~paper),
        func.count(distinct(mention.c.link_id)).filter(~paper),
        func.count().filter(paper),
        func.count().filter(~paper, mention.c.title.is_(None)),
    )
    row = connection.execute(counted.select_from(MENTIONED).where(revision.c.current)).one()
    return row[0], row[1], row[2], row[3]


def _hosts(connection: Connection) -> tuple[tuple[str, int], ...]:
    links = func.count(distinct(link.c.id))
    query = select(link.c.host, links).select_from(MENTIONED).where(revision.c.current, link.c.rule != "paper")
    rows = connection.execute(query.group_by(link.c.host).order_by(links.desc(), link.c.host).limit(TOP_HOSTS))
    return tuple((row[0], row[1]) for row in rows)


def _formats(connection: Connection) -> tuple[tuple[str, int], ...]:
    query = select(revision.c.format, func.count()).where(revision.c.current).group_by(revision.c.format)
    return tuple((row[0], row[1]) for row in connection.execute(query.order_by(func.count().desc(), revision.c.format)))
