"""What archives keep of links, for looking: all snapshots of a link, and those that may stand in for it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from curator.catalogue.lookups import KEPT, read_snapshot
from curator.catalogue.tables import table_of
from curator.model.snapshot import SHOWS_THE_THING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import ColumnElement, Connection

    from curator.model import Snapshot

AT_ONCE = 1_000
"""Links that one question names: each is a parameter, and databases take 32,766 of them at most."""

_snapshot = table_of("snapshot")
_KEPT = [_snapshot.c[name] for name in KEPT]


def snapshots_of(connection: Connection, link_id: int) -> tuple[Snapshot, ...]:
    """Give all snapshots of a link that are known, offered or not, the oldest first."""
    return tuple(one for _, one in _found(connection, _snapshot.c.link_id == link_id))


def offered(connection: Connection, link_ids: Iterable[int]) -> dict[int, list[Snapshot]]:
    """Give the snapshots that may stand in for links, the oldest first; links that have none are left out."""
    given: dict[int, list[Snapshot]] = {}
    ids = [*dict.fromkeys(link_ids)]
    named = _snapshot.c.link_id.in_(bindparam("ids", expanding=True))
    for at in range(0, len(ids), AT_ONCE):
        for link_id, one in _found(connection, named, ids=ids[at:at + AT_ONCE]):
            if one.offered:
                given.setdefault(link_id, []).append(one)
    return given


def any_offered(connection: Connection) -> bool:
    """Tell whether any snapshot may stand in for a link."""
    query = select(_snapshot.c.id).where(_snapshot.c.outcome.in_(SHOWS_THE_THING)).limit(1)
    return connection.execute(query).first() is not None


def nearest(connection: Connection, cited: Iterable[tuple[int, str]]) -> dict[tuple[int, str], Snapshot]:
    """Give for links and the days they are cited on (`YYYY-MM-DD`, or a time) the offered snapshot nearest to each.

    Links that have none are left out. No request is made: what there is was found by `curator archive`.
    """
    wanted = [*dict.fromkeys(cited)]
    found = offered(connection, [link_id for link_id, _ in wanted])
    return {(link_id, day): nearest_to(day, found[link_id]) for link_id, day in wanted if link_id in found}


def nearest_to(day: str, snapshots: Sequence[Snapshot]) -> Snapshot:
    """Give the one of several snapshots that was taken nearest to a day; of two as near, the earlier."""
    wanted = _moment(day)
    return min(snapshots, key=lambda one: (abs(_moment(one.taken_at) - wanted), one.taken_at))


def _moment(written: str) -> datetime:
    """Read a time; a day stands for its noon."""
    return datetime.fromisoformat(written if "T" in written else f"{written}T12:00:00+00:00")


def _found(connection: Connection, condition: ColumnElement[bool], **values: object) -> Iterable[tuple[int, Snapshot]]:
    query = select(_snapshot.c.link_id, *_KEPT).where(condition).order_by(_snapshot.c.taken_at, _snapshot.c.id)
    return ((link_id, read_snapshot(row)) for link_id, *row in map(tuple, connection.execute(query, values)))
