"""One link, one document, one topic, with everything that is known of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from curator.catalogue.bulk import within
from curator.catalogue.current import (
    MENTIONS,
    document,
    heading_path,
    link,
    mention,
    revision,
    section,
    topic,
)
from curator.catalogue.facts import facts_of
from curator.catalogue.finding import find_documents
from curator.catalogue.sayings import Saying, holding
from curator.catalogue.snapshots import snapshots_of
from curator.catalogue.standings import history_of, standing_of
from curator.catalogue.tables import table_of
from curator.crawl.facts import Metadata
from curator.dedupe.conflicts import unrelated
from curator.errors import NotFoundError
from curator.model import Topic
from curator.text.titles import choose_title
from curator.urls.identity import identify

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection

    from curator.crawl.facts import Fact
    from curator.model import Observation, Snapshot, Standing

NOTHING = Metadata()

_alias, _repair = table_of("alias"), table_of("repair")

LATEST_FIRST = (revision.c.current.desc(), revision.c.as_of.desc(), revision.c.number.desc())
"""What a document says now, or said last, comes first; a git revision may come in long after it was current."""


@dataclass(frozen=True, slots=True)
class MentionFound:
    """One mention with its place. `current` is false in an old revision or a file that is gone."""

    identity: str
    kind: str
    url: str | None
    title: str | None
    note: str | None
    label: str | None
    role: str | None
    document: str
    revision: int
    current: bool
    line: int
    path: tuple[str, ...]
    topic: str | None


@dataclass(frozen=True, slots=True)
class SameWork:
    """Another link that is the same work. `shown` is true if lists show that one for this one.

    `score` tells how sure it is, up to 1; `decided` whether a person said so.
    """

    identity: str
    canonical: str | None
    shown: bool
    score: float
    why: str
    decided: bool


@dataclass(frozen=True, slots=True)
class RepairFound:
    """One place of a document's file where a link got another address. `reverted_at` is None while that stands."""

    document: str
    line: int
    url: str
    new_url: str
    at: str
    reverted_at: str | None


@dataclass(frozen=True, slots=True)
class LinkFound:
    """A link or paper: identity, chosen title, and every place that ever gave it, those of today first."""

    identity: str
    rule: str
    version: int
    canonical: str | None
    host: str
    local: bool
    citation_key: str | None
    imported_at: str
    title: str | None
    conflict: bool
    """True when documents give it titles that have nothing in common."""
    mentions: tuple[MentionFound, ...]
    standing: Standing | None
    """None for a link that was never looked at."""
    history: tuple[Observation, ...]
    """What looking at it saw, the latest first."""
    snapshots: tuple[Snapshot, ...]
    """What archives keep of it, the oldest first."""
    works: tuple[SameWork, ...]
    repairs: tuple[RepairFound, ...]
    """Where files were changed so that they give another address, the latest first."""
    found: tuple[Fact, ...]
    """What its page and services say of it, each with where; of each field what is believed."""
    own: tuple[Saying, ...]
    """What people say of it and of the others that are the same work, above what documents say."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A section of a document that stands elsewhere: `kind` is what the other one is to it.

    `folded` tells which of the two lists show under the other: this one, the other one, or neither.
    """

    line: int
    heading: str
    kind: str
    document: str
    other_line: int
    other_heading: str
    folded: str

@dataclass(frozen=True, slots=True)
class RevisionFound:
    """One content that a document had."""

    number: int
    current: bool
    sha256: str
    size: int
    origin: str
    as_of: str
    imported_at: str


@dataclass(frozen=True, slots=True)
class DocumentFound:
    """A document with its revisions, the newest first, and what it says now (or said last)."""

    key: str
    gone_at: str | None
    title: str | None
    category: str | None
    date: str | None
    series: str | None
    part: int | None
    format: str
    encoding: str
    topics: tuple[str, ...]
    revisions: tuple[RevisionFound, ...]
    mentions: tuple[MentionFound, ...]
    skipped: tuple[tuple[int | None, str, str], ...]
    """Line, reason and detail of what could not be used in it."""
    repeats: tuple[Repeat, ...] = ()


def find_link(connection: Connection, name: str) -> LinkFound:
    """Find a link by address, citation key or identity, or by the address that a repair gave it.

    Raises NotFoundError.
    """
    row = named_link(connection, name)
    if row is None:
        raise NotFoundError(f"no link is known as {name!r}")
    mentions = find_mentions(connection, [link.c.id == row.id])
    votes = Counter(m.title for m in mentions if m.title and (m.current or not any(n.current for n in mentions)))
    title, _ = choose_title(votes)
    return LinkFound(
        row.identity, row.rule, row.version, row.canonical, row.host, bool(row.local), row.citation_key,
        row.imported_at, title, bool(unrelated(votes, row.identity)), tuple(mentions), standing_of(connection, row.id),
        history_of(connection, row.id), snapshots_of(connection, row.id), tuple(_works(connection, row.id)),
        tuple(_repairs(connection, row.id)), facts_of(within(connection), [row.id]).get(row.id, NOTHING).facts,
        holding(connection, row.id),
    )  # fmt: skip


def named_link(connection: Connection, name: str) -> Any:
    """Give the row of a link by address, citation key or identity, or by the address that a repair gave it, or None."""
    identity = identify(name).identity
    known = or_(link.c.citation_key == name, link.c.identity == name, link.c.identity == identity)
    given = select(_repair.c.link_id).where(_repair.c.identity == identity, _repair.c.reverted_at.is_(None))
    repaired = link.c.id == given.order_by(_repair.c.id).limit(1).scalar_subquery()
    for test in (known, repaired):
        row = connection.execute(select(link).where(test).order_by(link.c.id).limit(1)).one_or_none()
        if row is not None:
            return row
    return None


def _works(connection: Connection, link_id: int) -> Iterator[SameWork]:
    """Give the link that is shown for this one, and those for which this one is shown."""
    said = (_alias.c.score, _alias.c.why, _alias.c.decision_id)
    for shown, own, other in ((True, _alias.c.link_id, _alias.c.into_id), (False, _alias.c.into_id, _alias.c.link_id)):
        query = select(link.c.identity, link.c.canonical, *said).join(_alias, other == link.c.id).where(own == link_id)
        for identity, canonical, score, why, decision in connection.execute(query.order_by(link.c.identity)):
            yield SameWork(identity, canonical, shown, score / 1000, why, decision is not None)


def _repairs(connection: Connection, link_id: int) -> Iterator[RepairFound]:
    columns = (document.c.key, *(_repair.c[name] for name in ("line", "url", "new_url", "at", "reverted_at")))
    query = select(*columns).join(document, document.c.id == _repair.c.document_id).where(_repair.c.link_id == link_id)
    for row in connection.execute(query.order_by(_repair.c.id.desc())):
        yield RepairFound(*row)


def find_document(connection: Connection, name: str) -> DocumentFound:
    """Find a document by its key or the end of it. Raises NotFoundError, also where several documents end so."""
    keys = find_documents(connection, name)
    if len(keys) > 1:
        raise NotFoundError(f"{len(keys)} documents are named {name!r}: {', '.join(keys[:5])}")
    head = connection.execute(select(document).where(document.c.key == keys[0])).one()
    query = select(revision).where(revision.c.document_id == head.id)
    revisions = list(connection.execute(query.order_by(*LATEST_FIRST)))
    last = revisions[0]
    skipped = table_of("skipped")
    notes = connection.execute(
        select(skipped.c.line, skipped.c.reason, skipped.c.detail)
        .where(skipped.c.revision_id == last.id)
        .order_by(skipped.c.id)
    )
    return DocumentFound(
        head.key, head.gone_at, last.title, last.category, last.date, last.series, last.part, last.format,
        last.encoding, _topics(connection, last.id), tuple(_revision(row) for row in revisions),
        tuple(find_mentions(connection, [revision.c.id == last.id])), tuple((n[0], n[1], n[2]) for n in notes),
    )  # fmt: skip


def find_mentions(connection: Connection, wanted: Sequence[ColumnElement[bool]]) -> list[MentionFound]:
    """Give the mentions that meet some conditions on MENTIONS, today's first, in the order of the documents."""
    query = select(
        link.c.identity, mention.c.kind, mention.c.url, mention.c.title, mention.c.note, mention.c.label,
        mention.c.role, document.c.key, revision.c.number, revision.c.current, mention.c.line, section.c.path,
        topic.c.series, topic.c.name,
    ).select_from(MENTIONS)  # fmt: skip
    order = (revision.c.current.desc(), document.c.key, revision.c.number.desc(), mention.c.position)
    return [_mention(row) for row in connection.execute(query.where(*wanted).order_by(*order))]


def _mention(row: Any) -> MentionFound:
    label = Topic(row.series, row.name).label if row.name else None
    return MentionFound(
        row.identity, row.kind, row.url, row.title, row.note, row.label, row.role, row.key, row.number,
        bool(row.current), row.line, heading_path(row.path), label,
    )  # fmt: skip


def _revision(row: Any) -> RevisionFound:
    return RevisionFound(
        row.number, bool(row.current), row.sha256, row.size, row.origin, row.as_of, row.imported_at
    )


def _topics(connection: Connection, revision_id: int) -> tuple[str, ...]:
    part = table_of("topic_part")
    query = select(topic.c.series, topic.c.name, part.c.part).join(part, part.c.topic_id == topic.c.id)
    rows = connection.execute(query.where(part.c.revision_id == revision_id).order_by(part.c.position))
    return tuple(Topic(row[0], row[1]).label + (f"（{row[2]}）" if row[2] else "") for row in rows)
