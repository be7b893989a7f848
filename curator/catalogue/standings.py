"""Where links stand, and their histories, for looking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from curator.catalogue.current import MENTIONS, conditions, document, link, mention, revision, streamed
from curator.catalogue.observations import SEEN, observation, read_standing
from curator.catalogue.tables import table_of
from curator.model import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from curator.model import Observation, Selection

_standing, _observation = table_of("standing"), table_of("observation")

_STANDING = [_standing.c[name] for name in Standing._fields]


@dataclass(frozen=True, slots=True)
class LinkStanding:
    """A link with its verdict, and the latest place that gives it. `standing` is empty for one never looked at."""

    identity: str
    host: str
    url: str
    title: str | None
    document: str
    line: int
    standing: Standing


def list_standings(connection: Connection, selection: Selection) -> Iterator[LinkStanding]:
    """Give the selected links with where they stand, by host. Raises what `conditions` raises."""
    place = (
        select(func.max(mention.c.id).label("id"))
        .select_from(MENTIONS)
        .where(*conditions(connection, selection), mention.c.url.is_not(None))
        .group_by(mention.c.link_id)
        .subquery()
    )
    query = (
        select(link.c.identity, link.c.host, mention.c.url, mention.c.title, document.c.key, mention.c.line, *_STANDING)
        .select_from(place)
        .join(mention, mention.c.id == place.c.id)
        .join(link, link.c.id == mention.c.link_id)
        .join(revision, revision.c.id == mention.c.revision_id)
        .join(document, document.c.id == revision.c.document_id)
        .outerjoin(_standing, _standing.c.link_id == link.c.id)
        .order_by(link.c.host, link.c.id)
    )
    for row in streamed(connection, query):
        found: tuple[Any, ...] = tuple(row)
        identity, on, url, title, key, line = found[:6]
        yield LinkStanding(identity, on, url, title, key, line, read_standing(found[6:]) if found[6] else Standing())


def standing_of(connection: Connection, link_id: int) -> Standing | None:
    """Give where a link stands; None for one that was never looked at."""
    row = connection.execute(select(*_STANDING).where(_standing.c.link_id == link_id)).one_or_none()
    return read_standing(tuple(row)) if row else None


def history_of(connection: Connection, link_id: int) -> tuple[Observation, ...]:
    """Give all that looking at a link ever saw, the latest first."""
    columns = [_observation.c[name] for name in SEEN]
    query = select(*columns).where(_observation.c.link_id == link_id).order_by(_observation.c.id.desc())
    return tuple(observation(tuple(row)) for row in connection.execute(query))
