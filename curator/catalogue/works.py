"""What documents say of each link, for finding the same work under other addresses; and the links found so."""

from __future__ import annotations

import json
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from curator.catalogue.current import link, mention, revision, section, streamed
from curator.catalogue.entries import merged
from curator.catalogue.keys import ASKED
from curator.catalogue.tables import table_of
from curator.dedupe.aliases import Alias
from curator.dedupe.work_features import Described

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection

_alias = table_of("alias")


def described(connection: Connection) -> Iterator[Described]:
    """Give every link of today's documents, in the order in which they were imported."""
    query = (
        select(link.c.id, link.c.identity, link.c.rule, link.c.canonical, link.c.host)
        .add_columns(mention.c.title, mention.c.role, mention.c.details, revision.c.document_id, section.c.topic_id)
        .select_from(
            link.join(mention, mention.c.link_id == link.c.id)
            .join(revision, revision.c.id == mention.c.revision_id)
            .join(section, section.c.id == mention.c.section_id)
        )
        .where(revision.c.current)
        .order_by(link.c.id)
    )
    for _, rows in groupby(streamed(connection, query), key=lambda row: row[0]):
        yield _described(list(rows))


def _described(rows: Sequence[Any]) -> Described:
    _, identity, rule, canonical, host, *_ = rows[0]
    given = {(document, title) for *_, title, _, _, document, _ in rows if title}
    # Hardly any link is in more than one post: a dict that says so is a third of a Counter.
    titles = Counter(title for _, title in given) if len(given) > 1 else dict.fromkeys((t for _, t in given), 1)
    roles = tuple(sorted({role for *_, role, _, _, _ in rows if role}))
    topics = tuple(sorted({topic for *_, topic in rows if topic}))
    told = merged([json.loads(details) for *_, details, _, _ in rows if details])
    more = (told.authors, told.issued, told.doi, told.arxiv) if told else ((), "", "", "")
    return Described(identity, rule, canonical, host, titles, len(rows), roles, topics, *more)


def replace_aliases(connection: Connection, found: Iterable[Alias]) -> None:
    """Store which links are shown as others, in place of what was stored. Needs the writing connection."""
    connection.execute(delete(_alias))
    rows = list(found)
    ids = _ids(connection, {name for one in rows for name in (one.link, one.into)})
    if rows:
        connection.execute(insert(_alias), [
            {"link_id": ids[one.link], "into_id": ids[one.into], "score": round(1000 * one.score), "why": one.why,
             "decision_id": one.decision}
            for one in rows
        ])


def stored_aliases(connection: Connection) -> list[Alias]:
    """Give the links that are shown as others, by identity."""
    into = link.alias()
    query = select(link.c.identity, into.c.identity, _alias.c.score, _alias.c.why, _alias.c.decision_id).select_from(
        _alias.join(link, link.c.id == _alias.c.link_id).join(into, into.c.id == _alias.c.into_id)
    )
    return sorted(Alias(one, shown, score / 1000, *rest) for one, shown, score, *rest in connection.execute(query))


def _ids(connection: Connection, identities: set[str]) -> dict[str, int]:
    wanted = sorted(identities)
    found: dict[str, int] = {}
    for start in range(0, len(wanted), ASKED):
        query = select(link.c.identity, link.c.id).where(link.c.identity.in_(wanted[start:start + ASKED]))
        found.update((identity, number) for identity, number in connection.execute(query))
    return found
