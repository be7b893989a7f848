"""What people said of links, for looking: when, and what of it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from curator.catalogue.among import among
from curator.catalogue.current import link, streamed
from curator.catalogue.overrides import read_override
from curator.catalogue.owning import works_of
from curator.catalogue.tables import table_of
from curator.catalogue.undoing import Log
from curator.model import Override

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import Connection

    from curator.model import Value

_override = table_of("override")
_undone = _override.alias("undone")

LOG = tuple(_override.c[name] for name in Override._fields)


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing that was said of one link, in change number `change`.

    A `value` of None took an own value back; `undoes` is the change that was taken back by it, if it was by that.
    """

    change: int
    at: str
    identity: str
    url: str | None
    field: str
    item: str
    value: Value | None
    undoes: int | None = None


def sayings(connection: Connection, links: Collection[int] | None = None, latest: int = 0) -> Iterator[Saying]:
    """Give all that was ever said, the oldest first: of some links, if given, and in so many of the latest changes."""
    query = (
        select(*LOG, link.c.identity, link.c.canonical, _undone.c.change)
        .select_from(
            _override.join(link, link.c.id == _override.c.link_id)
            .outerjoin(_undone, _undone.c.id == _override.c.undoes)
        )
        .order_by(_override.c.id)
    )
    wanted = [] if links is None else [among(connection, _override.c.link_id, links)]
    if latest:
        changes = select(_override.c.change).where(*wanted).distinct().order_by(_override.c.change.desc()).limit(latest)
        wanted.append(_override.c.change >= select(func.min(changes.subquery().c.change)).scalar_subquery())
    return map(_saying, streamed(connection, query.where(*wanted)))


def holding(connection: Connection, link_id: int) -> tuple[Saying, ...]:
    """Give what holds of a link and of those that are the same work: of each field what goes first, and all notes.

    What an undoing brought back stands there with the time when it was said.
    """
    members = works_of(connection, [link_id])[link_id]
    query = select(*LOG).where(among(connection, _override.c.link_id, members)).order_by(_override.c.id)
    log = Log(read_override(tuple(row)) for row in connection.execute(query))
    names = {row.id: row for row in connection.execute(select(link).where(among(connection, link.c.id, members)))}
    first: dict[Any, Saying] = {}
    rows = (row for row in log.holds.values() if row and row.value is not None)
    for row in sorted(rows, key=lambda row: members.index(row.link_id)):
        spoken = row.key if row.field == "note" else (row.field, row.item)
        of = names[row.link_id]
        first.setdefault(spoken, Saying(row.change, row.at, of.identity, of.canonical, row.field, row.item, row.value))
    return tuple(first.values())


def _saying(row: Any) -> Saying:
    one = read_override(tuple(row[:len(LOG)]))
    identity, url, undoes = row[len(LOG):]
    return Saying(one.change, one.at, identity, url, one.field, one.item, one.value, undoes)
