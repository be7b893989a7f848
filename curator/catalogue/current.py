"""What the documents say now: the tables joined the one way that nearly every question needs."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import exists, func, or_, select

from curator.catalogue.curated import curated
from curator.catalogue.finding import find_category, find_documents, find_hosts, find_subject
from curator.catalogue.matching import asked_for, mention_ids, spoken_ids
from curator.catalogue.tables import table_of
from curator.errors import UsageError
from curator.model import Verdict
from curator.text.dates import iso

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection, FromClause, Row, Select

    from curator.catalogue.finding import Subject
    from curator.model import Selection

document, revision, section = table_of("document"), table_of("revision"), table_of("section")
link, mention, topic, topic_part = table_of("link"), table_of("mention"), table_of("topic"), table_of("topic_part")
_looked = table_of("standing").alias("looked")  # a question may ask for standings, too

_DAY = re.compile(r"\d{4}(?:-\d{1,2}){0,2}", re.ASCII)

MENTIONS: FromClause = (
    mention.join(revision, revision.c.id == mention.c.revision_id)
    .join(document, document.c.id == revision.c.document_id)
    .join(section, section.c.id == mention.c.section_id)
    .join(link, link.c.id == mention.c.link_id)
    .outerjoin(topic, topic.c.id == section.c.topic_id)
)
"""Every mention with its place and its link; a question adds `revision.c.current` unless it asks for the history."""

FETCH = 2_000
"""Rows fetched at a time where there may be a million: memory does not grow with the catalogue."""


def conditions(
    connection: Connection, selection: Selection, of: FromClause = link
) -> list[ColumnElement[bool]]:
    """Give the conditions on MENTIONS for a selection of what documents say now.

    Hosts, verdicts and days of links are those of the table `of`: lists ask them of the link they show.

    Raises NotFoundError for a topic, category, document, host or tag that is not there, UsageError for a search for
    nothing, a verdict, mark or day that is none: an empty list would hide a misspelling.
    """
    return [revision.c.current, *_of_places(connection, selection), *_of_links(connection, selection, of)]


def _of_places(connection: Connection, selection: Selection) -> Iterator[ColumnElement[bool]]:
    if selection.topics:
        yield or_(*(about(find_subject(connection, name)) for name in selection.topics))
    if selection.categories:
        found = [one for name in selection.categories for one in find_category(connection, name)]
        yield revision.c.category.in_(found)
    if selection.documents:
        yield document.c.key.in_([key for name in selection.documents for key in find_documents(connection, name)])
    if selection.search:
        asked = asked_for(selection.search)
        said = mention.c.link_id.in_(spoken_ids(connection, asked))
        yield or_(mention.c.id.in_(mention_ids(connection, asked)), said)
    # Posts without a date are in no range of dates.
    if selection.since:
        yield revision.c.date >= read_day(selection.since)
    if selection.until:
        last = read_day(selection.until)
        yield func.substr(revision.c.date, 1, len(last)) <= last


def _of_links(connection: Connection, selection: Selection, of: FromClause) -> Iterator[ColumnElement[bool]]:
    if selection.hosts:
        yield or_(*(at_host(name, of) for name in find_hosts(connection, selection.hosts)))
    if selection.verdicts:
        yield _stands(read_verdicts(selection.verdicts), of)
    if selection.added_since:
        yield of.c.imported_at >= read_day(selection.added_since)
    yield from curated(connection, selection)


def about(subject: Subject) -> ColumnElement[bool]:
    """Give the condition that a section belongs to a subject, or lies below it."""
    # A heading is looked for as its path's JSON has it, with its quotes: those inside of a heading have a backslash.
    written = (json.dumps(heading, ensure_ascii=False) for heading in subject.headings)
    below = (section.c.path.contains(heading, autoescape=True) for heading in written)
    return or_(section.c.topic_id.in_([one.id for one in subject.topics]), *below)


def at_host(host: str, of: FromClause = link) -> ColumnElement[bool]:
    """Give the condition that a link is on a host or one below it."""
    return or_(of.c.host == host, of.c.host.endswith(f".{host}", autoescape=True))


def _stands(verdicts: Sequence[Verdict], of: FromClause) -> ColumnElement[bool]:
    seen = exists().where(_looked.c.link_id == of.c.id)
    stands = seen.where(_looked.c.verdict.in_([verdict.value for verdict in verdicts]))
    return or_(stands, ~seen) if Verdict.UNCHECKED in verdicts else stands


def read_verdicts(words: Sequence[str]) -> list[Verdict]:
    """Read names of verdicts. Raises UsageError for one that is none."""
    unknown = sorted(set(words) - set(Verdict))
    if unknown:
        raise UsageError(f"no verdict is named {unknown[0]!r}; there are {', '.join(Verdict)}")
    return [Verdict(word) for word in words]


def read_day(written: str) -> str:
    """Read a day, or the beginning of one that stands for a month or a year. Raises UsageError."""
    day = iso(written) if _DAY.fullmatch(written) else ""
    if not day or day.count("-") != written.count("-"):
        raise UsageError(f"{written!r} is no date; write a day, a month or a year: 2024-03-07, 2024-03, 2024")
    return day


@lru_cache(maxsize=4_096)
def heading_path(written: str) -> tuple[str, ...]:
    """Read a stored heading path. A section's references come one after the other, so its path is read once."""
    return tuple(json.loads(written))


def streamed(connection: Connection, query: Select[Any]) -> Iterator[Row[Any]]:
    """Give the rows of a query without ever holding all of them."""
    # Said of the query: said of the connection, it would hold of all that is done with it from then on.
    for batch in connection.execute(query, execution_options={"yield_per": FETCH}).partitions():
        yield from batch


def link_ids(connection: Connection, selection: Selection) -> list[int]:
    """Give the ids of the links that are selected, each once."""
    query = select(mention.c.link_id).select_from(MENTIONS).where(*conditions(connection, selection)).distinct()
    return list(connection.execute(query).scalars())
