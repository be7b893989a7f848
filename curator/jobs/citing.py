"""Give citation keys to the links that have none, before anything names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from curator.catalogue.engine import reading, writing
from curator.catalogue.keys import Taken, Unkeyed, give, lacks_keys, unkeyed
from curator.export.keys import propose, safe, unique

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from curator.catalogue.engine import Catalogue, Looking

UNSAFE = "it would break bibliographies"
TAKEN = "another work has it"
SECOND = "the work had a key already"


class ChangedKey(NamedTuple):
    """A key of an imported bibliography that its work could not keep, the one it has, and why."""

    imported: str
    given: str
    reason: str


def assign_keys(engine: Catalogue) -> None:
    r"""Give every link of today's documents its key, once and for good.

    Keys of imported bibliographies go first, to the work that was imported first: what is proposed here can give way,
    a `\cite` in somebody's text cannot.
    """
    with reading(engine) as connection:
        if not lacks_keys(connection):
            return  # looking is enough: an export must not wait for an import that is under way
    with writing(engine) as connection:
        for batch in unkeyed(connection, imported=True):
            _keep(connection, batch)
        for batch in unkeyed(connection):
            _propose(connection, batch)


def changed_keys(connection: Looking, told: Iterable[tuple[str, str]]) -> list[ChangedKey]:
    """Give those pairs of an imported key and the one its work has that differ, with the reason."""
    pairs = [(own, given) for own, given in dict.fromkeys(told) if own != given]
    taken = Taken(connection)
    taken.expect(own.lower() for own, _ in pairs)
    return [ChangedKey(own, given, _reason(own, given, taken)) for own, given in pairs]


def _reason(own: str, given: str, taken: Taken) -> str:
    if safe(own) != own:
        return UNSAFE
    return TAKEN if own.lower() in taken and own.lower() != given.lower() else SECOND


def _keep(connection: Looking, batch: Sequence[Unkeyed]) -> None:
    """Let links keep the keys that came with them, as far as nobody has them."""
    taken = Taken(connection)
    taken.expect(key.lower() for one in batch for key in one.own)
    kept: dict[str, tuple[int, str]] = {}
    for one in batch:
        free = (key for key in one.own if safe(key) == key and key.lower() not in taken and key.lower() not in kept)
        key = next(free, None)
        if key:
            kept[key.lower()] = (one.id, key)
    give(connection, dict(kept.values()))


def _propose(connection: Looking, batch: Sequence[Unkeyed]) -> None:
    wanted = {one.identity: _proposal(one) for one in batch}
    taken = Taken(connection)
    taken.expect(key.lower() for key in wanted.values())
    keys = unique(wanted.items(), taken)
    give(connection, {one.id: keys[one.identity] for one in batch})


def _proposal(one: Unkeyed) -> str:
    return safe(one.own[0]) if one.own else propose(one.identity, one.rule, one.title, one.host, one.day)
