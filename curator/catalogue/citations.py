"""Where today's documents give links that moved or died, with what could stand there instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import and_, func, select, true

from curator.catalogue.current import MENTIONS, at_host, conditions, document, link, mention, revision, streamed
from curator.catalogue.tables import table_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sqlalchemy import Connection

    from curator.model import Selection, Verdict

_standing = table_of("standing")


class Citation(NamedTuple):
    """A link as one document writes it. `day` is the post's date, else that of its first import.

    `sha256`, `origin` and `format` are those of the revision that gives it.
    """

    key: str
    document_id: int
    sha256: str
    origin: str
    format: str
    day: str
    link_id: int
    url: str
    verdict: str
    moved_to: str | None


def citations(
    connection: Connection, verdicts: Sequence[Verdict], selection: Selection, host: str,
    links: Collection[int] | None,
) -> Iterator[Citation]:  # fmt: skip
    """Give the links of today's documents that stand so, document by document, each spelling once.

    A link that is given in a selected place is given with all places of that document: it is one thing there. `host`
    stands for itself and all below it, `links` are the only ones, None for all. Raises what `conditions` raises.
    """
    there = select(mention.c.revision_id, mention.c.link_id).select_from(MENTIONS)
    there_now = there.where(*conditions(connection, selection)).distinct().subquery()
    query = (
        select(document.c.key, document.c.id, revision.c.sha256, revision.c.origin, revision.c.format)
        .add_columns(func.coalesce(revision.c.date, func.substr(document.c.imported_at, 1, 10)))
        .add_columns(link.c.id, mention.c.url, _standing.c.verdict, _standing.c.moved_to)
        .select_from(MENTIONS)
        .join(_standing, _standing.c.link_id == link.c.id)
        .join(there_now, and_(there_now.c.revision_id == revision.c.id, there_now.c.link_id == link.c.id))
        .where(_standing.c.verdict.in_([verdict.value for verdict in verdicts]), mention.c.url.is_not(None))
        .where(at_host(host) if host else true(), link.c.id.in_(links) if links is not None else true())
        .distinct()
        .order_by(document.c.key, link.c.id, mention.c.url)
    )
    return (Citation._make(tuple(row)) for row in streamed(connection, query))
