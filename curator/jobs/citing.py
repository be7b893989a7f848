"""Give citation keys to the links that have none, before anything names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from curator.catalogue.engine import reading, writing
from curator.catalogue.keys import Taken, Unkeyed, give, lacks_keys, unkeyed
from curator.export.keys import propose, safe, unique

if TYPE_CHECKING:
    from curator.catalogue.engine import Catalogue


def assign_keys(engine: Catalogue) -> list[tuple[str, str]]:
    """Give every link of today's documents its key, once and for good.

    Gives the keys of imported bibliographies that no tool would take, with what they became.
    """
    with reading(engine) as connection:
        if not lacks_keys(connection):
            return []  # looking is enough: an export must not wait for an import that is under way
    changed: list[tuple[str, str]] = []
    with writing(engine) as connection:
        taken = Taken(connection)
        for batch in unkeyed(connection):
            wanted = {one.identity: _proposal(one) for one in batch}
            taken.expect(key.lower() for key in wanted.values())
            keys = unique(wanted.items(), taken)
            give(connection, {one.id: keys[one.identity] for one in batch})
            changed += [(one.own, keys[one.identity]) for one in batch if one.own and safe(one.own) != one.own]
    return changed


def _proposal(one: Unkeyed) -> str:
    return safe(one.own) if one.own else propose(one.identity, one.rule, one.title, one.host, one.day)
