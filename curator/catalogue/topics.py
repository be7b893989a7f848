"""Topics and what stands under them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from curator.catalogue.current import MENTIONS, document, link, revision, section, topic, topic_part
from curator.model import Topic


@dataclass(frozen=True, slots=True)
class TopicCount:
    """A topic with what the documents say of it now."""

    topic: Topic
    documents: int
    links: int
    papers: int


@dataclass(frozen=True, slots=True)
class Treatment:
    """One document that treats a topic: which part of the topic it is, as its title says."""

    document: str
    title: str | None
    date: str | None
    part: int | None


def documents_of(connection: Connection, topic_id: int) -> list[Treatment]:
    """List the documents that a topic runs over, in the order of its parts."""
    in_order = (func.coalesce(topic_part.c.part, 0), func.coalesce(revision.c.date, ""), document.c.key)
    rows = connection.execute(
        select(document.c.key, revision.c.title, revision.c.date, topic_part.c.part)
        .select_from(topic_part.join(revision, revision.c.id == topic_part.c.revision_id))
        .join(document, document.c.id == revision.c.document_id)
        .where(topic_part.c.topic_id == topic_id, revision.c.current)
        .order_by(*in_order)
    )
    return [Treatment(*row) for row in rows]


def count_topics(connection: Connection) -> list[TopicCount]:
    """List the topics that have references now, by series and name; links and papers are counted once each."""
    paper = link.c.rule == "paper"
    counted = (
        select(
            section.c.topic_id,
            func.count(func.distinct(link.c.id)).filter(~paper).label("links"),
            func.count(func.distinct(link.c.id)).filter(paper).label("papers"),
        )
        .select_from(MENTIONS)
        .where(revision.c.current)
        .group_by(section.c.topic_id)
        .subquery()
    )
    treating = (
        select(topic_part.c.topic_id, func.count(func.distinct(revision.c.document_id)).label("documents"))
        .join(revision, revision.c.id == topic_part.c.revision_id)
        .where(revision.c.current)
        .group_by(topic_part.c.topic_id)
        .subquery()
    )
    rows = connection.execute(
        select(topic.c.series, topic.c.name, treating.c.documents, counted.c.links, counted.c.papers)
        .join(counted, counted.c.topic_id == topic.c.id)
        .outerjoin(treating, treating.c.topic_id == topic.c.id)
        .order_by(topic.c.series, topic.c.name)
    )
    return [TopicCount(Topic(row.series, row.name), row.documents or 0, row.links, row.papers) for row in rows]
