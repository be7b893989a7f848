"""What documents say of each link, for finding the same work under other addresses; and the links found so."""

from __future__ import annotations

import json
from collections import Counter
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, delete, insert, select

from curator.catalogue.among import among
from curator.catalogue.current import link, mention, revision, section, streamed
from curator.catalogue.facts import PAGE
from curator.catalogue.given import merged
from curator.catalogue.keys import ASKED
from curator.catalogue.tables import table_of
from curator.crawl.facts import Field
from curator.dedupe.aliases import Alias
from curator.dedupe.work_claims import Said
from curator.dedupe.work_features import Described
from curator.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection, Select

_alias, _fact, _text = table_of("alias"), table_of("fact"), table_of("page_text")

# The words of a link in a sentence say what the sentence is about (美国科学家), not what the page is called.
_TITLE = case((mention.c.kind != Kind.INLINE.value, mention.c.title))

_QUERY = (
    select(link.c.id, link.c.identity, link.c.rule, link.c.canonical, link.c.host)
    .add_columns(_TITLE, mention.c.role, mention.c.details, revision.c.document_id, section.c.topic_id)
    .select_from(
        link.join(mention, mention.c.link_id == link.c.id)
        .join(revision, revision.c.id == mention.c.revision_id)
        .join(section, section.c.id == mention.c.section_id)
    )
    .where(revision.c.current)
)


def described(connection: Connection) -> Iterator[tuple[int, Described]]:
    """Give every link of today's documents with its id, in the order of the ids."""
    return _each(connection, _QUERY.order_by(link.c.id))


def described_among(connection: Connection, ids: Iterable[int]) -> Iterator[tuple[int, Described]]:
    """Give those of some links that today's documents mention, as above."""
    wanted = sorted(ids)
    for start in range(0, len(wanted), ASKED):
        some = link.c.id.in_(wanted[start:start + ASKED])
        yield from _each(connection, _QUERY.where(some).order_by(link.c.id))


def _each(connection: Connection, query: Select[Any]) -> Iterator[tuple[int, Described]]:
    for number, rows in groupby(streamed(connection, query), key=itemgetter(0)):
        yield number, _described(list(rows))


def _described(rows: Sequence[Any]) -> Described:
    _, identity, rule, canonical, host, title, role, details, _, topic = rows[0]
    if len(rows) == 1 and not details:  # most links by far
        titles = {title: 1} if title else {}
        return Described(identity, rule, canonical, host, titles, 1, (role,) if role else (), (topic,) if topic else ())
    given = {(document, title) for *_, title, _, _, document, _ in rows if title}
    roles = sorted({role for *_, role, _, _, _ in rows if role})
    topics = sorted({topic for *_, topic in rows if topic})
    told = merged([json.loads(details) for *_, details, _, _ in rows if details])
    more = (told.authors, told.issued, told.doi, told.arxiv) if told else ()
    titles = Counter(title for _, title in given)
    return Described(identity, rule, canonical, host, titles, len(rows), tuple(roles), tuple(topics), *more)


def said_addresses(connection: Connection) -> Iterator[Said]:
    """Give the addresses that pages say they have, where these are not the ones by which we know them."""
    query = select(link.c.id, link.c.identity, link.c.rule, _fact.c.value).join(link, link.c.id == _fact.c.link_id)
    own = (_fact.c.field == Field.CANONICAL.value, _fact.c.speaker == PAGE)
    for row in streamed(connection, query.where(*own, _fact.c.value != link.c.canonical).order_by(link.c.id)):
        yield Said._make(row)


def sketches(connection: Connection, ids: Iterable[int] | None = None) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Give the sketches of the texts of all links that have one, or of some, in the order of the ids."""
    query = select(_text.c.link_id, _text.c.sketch).where(_text.c.sketch != "[]").order_by(_text.c.link_id)
    if ids is not None:
        query = query.where(among(connection, _text.c.link_id, ids))
    rows: Iterator[Any] = streamed(connection, query)
    for number, packed in rows:
        yield number, tuple(json.loads(packed))


def replace_aliases(connection: Connection, found: Iterable[Alias]) -> None:
    """Store which links are shown as others, in place of what was stored. Needs the writing connection."""
    connection.execute(delete(_alias))
    rows = list(found)
    ids = link_ids(connection, {name for one in rows for name in (one.link, one.into)})
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


def link_ids(connection: Connection, identities: Iterable[str]) -> dict[str, int]:
    """Give the ids of links by their identities; those that the catalogue does not have are left out."""
    wanted = sorted(identities)
    found: dict[str, int] = {}
    for start in range(0, len(wanted), ASKED):
        query = select(link.c.identity, link.c.id).where(link.c.identity.in_(wanted[start:start + ASKED]))
        found.update((identity, number) for identity, number in connection.execute(query))
    return found
