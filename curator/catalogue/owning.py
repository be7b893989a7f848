"""What people say of links, brought together over the links of a work, and laid over entries while these stream by."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import func, select

from curator.catalogue.among import among
from curator.catalogue.current import link, streamed
from curator.catalogue.keys import ASKED
from curator.catalogue.overrides import Said, held
from curator.catalogue.tables import table_of
from curator.export.overriding import Own, overridden, together

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from sqlalchemy import Connection, Select

    from curator.model import Entry

T = TypeVar("T")

_alias, _override = table_of("alias"), table_of("override")

WORDS = tuple(_override.c[name] for name in ("link_id", "field", "item", "value"))


def laid_over(connection: Connection, entries: Iterable[Entry], *, works: bool) -> Iterator[Entry]:
    """Give entries with what people say of them in place of what was found, in their order; `works` as below."""
    if connection.execute(select(_override.c.id).limit(1)).first() is None:
        return iter(entries)
    laid = with_own(connection, entries, attrgetter("identity"), works=works)
    return (overridden(entry, own) if own else entry for entry, own in laid)


def with_own(
    connection: Connection, items: Iterable[T], identity: Callable[[T], str], *, works: bool = True
) -> Iterator[tuple[T, Own | None]]:
    """Give things that are about links, each with what people say of that link; None where they say nothing.

    With `works` what is said of any link of a work is said of all; without, of each link alone. Held at once are a
    number for each link that is spoken of, and ASKED things.
    """
    spoken = {hash(one) for one in _spoken_of(connection, works=works)}  # the texts would take several times as much
    items = iter(items)
    while spoken and (batch := list(islice(items, ASKED))):
        names = [name for name in map(identity, batch) if hash(name) in spoken]
        owns = owns_of(connection, names, works=works)
        yield from ((one, owns.get(identity(one))) for one in batch)
    yield from ((one, None) for one in items)


def _spoken_of(connection: Connection, *, works: bool) -> Iterator[str]:
    """Give the identities of links of which something was ever said."""
    query: Select[Any] = select(link.c.identity).where(link.c.id.in_(select(_override.c.link_id)))
    if works:
        said = _override.outerjoin(_alias, _alias.c.link_id == _override.c.link_id)
        heads = select(func.coalesce(_alias.c.into_id, _override.c.link_id)).select_from(said)
        under = select(_alias.c.link_id).where(_alias.c.into_id.in_(heads))
        query = select(link.c.identity).where(link.c.id.in_(heads) | link.c.id.in_(under))
    return (identity for identity, in streamed(connection, query))


def owns_of(connection: Connection, identities: Collection[str], *, works: bool = True) -> dict[str, Own]:
    """Give what is said of at most ASKED links, or of the works they are; those that nobody speaks of are left out."""
    named = select(link.c.id, link.c.identity).where(link.c.identity.in_(identities))
    links = {row[0]: row[1] for row in connection.execute(named)} if identities else {}
    members = works_of(connection, links) if works else {number: (number,) for number in links}
    said = last_words(connection, {one for work in members.values() for one in work})
    return {
        identity: together(said[one] for one in members[number] if one in said)
        for number, identity in links.items() if not said.keys().isdisjoint(members[number])
    }


def works_of(connection: Connection, links: Collection[int]) -> dict[int, tuple[int, ...]]:
    """Give the links of the work that each link is, in the order in which they have the word.

    That is the link itself, then the one that lists show for it, then the others as they came into the catalogue.
    """
    query = select(_alias.c.link_id, _alias.c.into_id)
    into = {row[0]: row[1] for row in connection.execute(query.where(among(connection, _alias.c.link_id, links)))}
    heads = {number: into.get(number, number) for number in links}
    under: defaultdict[int, list[int]] = defaultdict(list)
    others = query.where(among(connection, _alias.c.into_id, heads.values())).order_by(_alias.c.link_id)
    for number, head in connection.execute(others):
        under[head].append(number)
    return {number: tuple(dict.fromkeys((number, head, *under[head]))) for number, head in heads.items()}


def last_words(connection: Connection, links: Collection[int]) -> dict[int, Said]:
    """Give what holds of links; those of which nothing does are left out."""
    query = select(*WORDS).where(among(connection, _override.c.link_id, links)).order_by(_override.c.id)
    return held(map(tuple, connection.execute(query)))
