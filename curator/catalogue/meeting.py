"""Pairs of links that repairs gave one address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, select, true

from curator.catalogue.current import link
from curator.catalogue.tables import table_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

_repair = table_of("repair")
_other = _repair.alias("other")
_moved = link.alias("moved")


def meetings(connection: Connection, run: int | None = None) -> list[tuple[str, str]]:
    """Give pairs of identities, each in order: a link that moved, and one that has its new address or moved there, too.

    Only repairs that stand count, with a number those of one run.
    """
    same_run = _repair.c.run == run if run is not None else true()
    in_force = (_repair.c.why == "moved", _repair.c.reverted_at.is_(None), same_run)
    another = and_(
        _other.c.identity == _repair.c.identity, _other.c.why == "moved", _other.c.reverted_at.is_(None)
    )
    own = select(_moved.c.identity, link.c.identity).select_from(
        _repair.join(_moved, _moved.c.id == _repair.c.link_id).join(link, link.c.identity == _repair.c.identity)
    )
    both = select(_moved.c.identity, link.c.identity).select_from(
        _repair.join(_moved, _moved.c.id == _repair.c.link_id)
        .join(_other, another)
        .join(link, link.c.id == _other.c.link_id)
    )
    rows = {
        (min(pair), max(pair))
        for query in (own, both)
        for pair in map(tuple, connection.execute(query.where(*in_force, _moved.c.id != link.c.id)))
    }
    return sorted(rows)
