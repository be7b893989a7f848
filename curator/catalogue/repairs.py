"""What was changed in files: noted, taken back, and links known again by their new addresses."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from curator.catalogue.bulk import Bulk
    from curator.catalogue.rows import Prepared

LINK = "link.identity, link.rule, link.version, link.canonical, link.host, link.local"
"""A link as a prepared document holds it."""

IN_FORCE = "repair.reverted_at IS NULL"


class Change(NamedTuple):
    """One edit of a document's file, with the document's key. The fields are those of `repair`."""

    key: str
    document_id: int
    link_id: int
    why: str
    line: int
    position: int
    was: str
    now: str
    url: str
    new_url: str
    encoding: str
    before: str
    after: str
    id: int = 0


_STORED = ", ".join(f"repair.{name}" for name in Change._fields[1:])


def next_run(bulk: Bulk) -> int:
    """Give the number of a run of repairs that begins now."""
    return int(bulk.execute("SELECT max(run) FROM repair")[0][0] or 0) + 1


def note(bulk: Bulk, run: int, now: str, changes: Sequence[Change]) -> list[int]:
    """Store what is about to be changed; gives the ids of the rows."""
    from curator.urls.identity import identify  # late: tables of hosts, which an import of nothing new does not need

    first = int(bulk.execute("SELECT max(id) FROM repair")[0][0] or 0) + 1
    bulk.insert("repair", (
        (number, run, now, *one[1:10], identify(one.new_url).identity, *one[10:13], None)
        for number, one in enumerate(changes, first)
    ))
    return list(range(first, first + len(changes)))


def note_reverted(bulk: Bulk, ids: Iterable[int], now: str) -> None:
    """Note that changes were taken back, or did not come about."""
    bulk.execute_many("UPDATE repair SET reverted_at = ? WHERE id = ?", ((now, number) for number in ids))


def last_run(bulk: Bulk) -> list[tuple[str, list[Change]]]:
    """Give what the last run changed that still stands, by document."""
    rows = bulk.execute(
        f"SELECT document.key, {_STORED} FROM repair JOIN document ON document.id = document_id "  # noqa: S608 - our own names
        f"WHERE {IN_FORCE} AND run = (SELECT max(run) FROM repair WHERE {IN_FORCE}) ORDER BY document.key, position"
    )
    return [(key, list(of_one)) for key, of_one in groupby(map(Change._make, rows), key=attrgetter("key"))]


def recognised(bulk: Bulk, batch: Sequence[Prepared]) -> list[Prepared]:
    """Give documents with links as the catalogue knows them: what a repair wrote is the link that stood there before.

    In another document a new address is that link, too, unless the address has been a link of its own.
    """
    again = _known_again(bulk, {link[0] for one in batch for link in one.links})
    if not again:
        return list(batch)
    return [
        one._replace(links=[again.get((one.content.key, link[0])) or again.get(("", link[0])) or link
                            for link in one.links])
        for one in batch
    ]


def _known_again(bulk: Bulk, identities: Iterable[str]) -> dict[tuple[str, str], tuple[object, ...]]:
    """Give links by document and new identity, and for all other documents by an empty name instead."""
    rows = bulk.rows_where_in(
        f"SELECT document.key, repair.identity, {LINK} FROM repair JOIN document ON document.id = document_id "  # noqa: S608
        f"JOIN link ON link.id = link_id WHERE {IN_FORCE} AND repair.identity IN {{values}} ORDER BY repair.id DESC",
        sorted(identities),
    )
    if not rows:
        return {}
    own = {identity for identity, in bulk.rows_where_in(
        "SELECT identity FROM link WHERE identity IN {values}", sorted({row[1] for row in rows})
    )}
    found: dict[tuple[str, str], tuple[object, ...]] = {}
    for key, identity, *link in rows:  # the first that was made comes last, and stays
        found[key, identity] = tuple(link)
        if identity not in own:
            found["", identity] = tuple(link)
    return found


def follow(bulk: Bulk, keys: Sequence[str], now: str) -> None:
    """Let looks at moved links ask for the address that documents give now, and let the next look come soon.

    `keys` are documents that were imported just now. As long as any document gives the old address, that is asked for:
    there is something left to repair. A copy in an archive is never asked for in a link's place: the link may come
    back.
    """
    ids = [link_id for link_id, in bulk.rows_where_in(
        "SELECT DISTINCT link_id FROM repair JOIN document ON document.id = document_id "
        "WHERE why = 'moved' AND document.key IN {values}", keys
    )]
    if not ids:
        return
    from curator.urls.identity import identify  # late: as above

    given: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    for link_id, identity, url in bulk.rows_where_in(
        "SELECT DISTINCT link_id, identity, url FROM mention JOIN link ON link.id = link_id "
        "JOIN revision ON revision.id = revision_id AND revision.current WHERE url IS NOT NULL AND link_id IN {values} "
        "AND url NOT IN (SELECT new_url FROM repair WHERE why = 'dead' AND repair.link_id = mention.link_id)", ids
    ):
        given[link_id, identity].append(url)
    for (link_id, identity), urls in given.items():
        found = [identify(url) for url in urls]
        meant = next((one for one in found if one.identity == identity), found[-1])
        _ask_for(bulk, link_id, (meant.canonical, meant.host, meant.local), now)


def _ask_for(bulk: Bulk, link_id: int, address: tuple[str | None, str, bool], now: str) -> None:
    if bulk.execute("SELECT canonical FROM link WHERE id = ?", (link_id,)) != [address[:1]]:
        bulk.execute("UPDATE link SET canonical = ?, host = ?, local = ? WHERE id = ?", (*address, link_id))
        bulk.execute("UPDATE standing SET due_at = ? WHERE link_id = ?", (now, link_id))
