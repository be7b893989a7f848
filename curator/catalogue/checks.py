"""Which links are to be looked at, by which addresses, and what is known of them and their hosts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from curator.catalogue.observations import read_standing
from curator.check.clusters import Landing
from curator.check.schedule import HostRecord
from curator.model import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from curator.catalogue.bulk import Bulk

_STANDING = ", ".join(f"standing.{name}" for name in Standing._fields)

_LOOKED_AT = "standing JOIN link ON link.id = link_id"
_LOST = "sum(CASE WHEN verdict IN ('suspect', 'dead') THEN 1 ELSE 0 END)"

_CURRENT = (
    "EXISTS (SELECT 1 FROM mention JOIN revision ON revision.id = mention.revision_id "
    "WHERE mention.link_id = link.id AND revision.current)"
)


class Wanted(NamedTuple):
    """Which links are to be looked at: those that documents give now, and that have an address.

    `ids` are the only ones, old or not; `host` stands for itself and all hosts below it; `due_by` leaves out what is
    due later. Of those `sample` are drawn by lot, `budget` are the oldest due; 0 takes all.
    """

    ids: tuple[int, ...] | None = None
    host: str = ""
    due_by: str = ""
    current: bool = True
    sample: int = 0
    budget: int = 0


class Asked(NamedTuple):
    """A link to look at. `local` must never be requested unless the user allows it."""

    id: int
    host: str
    local: bool


def links_to_check(bulk: Bulk, wanted: Wanted) -> Iterator[Asked]:
    """Give the links of a run, the oldest due first; one that was never looked at is due since it came."""
    tests, values = limits(bulk, wanted)
    query = (
        "SELECT link.id AS id, link.host AS host, link.local AS local, coalesce(due_at, imported_at) AS due "  # noqa: S608 - our own words
        f"FROM link LEFT JOIN standing ON standing.link_id = link.id WHERE {' AND '.join(tests)}"
    )
    if wanted.sample:
        query = f"SELECT * FROM ({query} ORDER BY random() LIMIT {int(wanted.sample)}) AS sample"  # noqa: S608 - as above
    limit = f" LIMIT {int(wanted.budget)}" if wanted.budget else ""
    rows = bulk.stream(f"SELECT id, host, local FROM ({query}) AS wanted ORDER BY due, id{limit}", values)  # noqa: S608
    return (Asked(link_id, host, bool(local)) for link_id, host, local in rows)


def limits(bulk: Bulk, wanted: Wanted) -> tuple[list[str], list[object]]:
    """Give what a wish asks of `link` and `standing`: conditions, and the values of their parameters."""
    tests, values = ["rule <> 'paper'"], []
    if wanted.ids is not None:
        test, parameter = bulk.among(wanted.ids)
        tests.append(f"link.id {test}")
        values.append(parameter)
    if wanted.host:
        tests.append("(host = ? OR host LIKE ? ESCAPE '!')")
        values += [wanted.host, "%." + wanted.host.replace("!", "!!").replace("_", "!_").replace("%", "!%")]
    if wanted.due_by:
        tests.append("(due_at IS NULL OR due_at <= ? OR checked_at > ?)")  # looked at in the future: a wrong clock
        values += [wanted.due_by, wanted.due_by]
    if wanted.current:
        tests.append(_CURRENT)
    return tests, values


def addresses(bulk: Bulk, ids: Iterable[int]) -> list[tuple[int, str]]:
    """Give the addresses that are asked for some links.

    That is the canonical one: it is one for each link however often and differently posts write it, so that all
    observations of a link are of one thing; it is ASCII, has no user name and no tracking. What is no address of the
    web stands as it was written.
    """
    rows = bulk.rows_where_in("SELECT id, coalesce(canonical, substr(identity, 5)) FROM link WHERE id IN {values}", ids)
    return [(link_id, url) for link_id, url in rows]


def as_written(bulk: Bulk, ids: Iterable[int]) -> dict[int, str]:
    """Give the addresses of links as a document writes them, the latest one that still does."""
    rows = bulk.rows_where_in(
        "SELECT link_id, url FROM mention JOIN revision ON revision.id = revision_id "
        "WHERE link_id IN {values} AND url IS NOT NULL ORDER BY current, mention.id",
        ids,
    )
    return dict(rows)  # the last one stays


def standings(bulk: Bulk, ids: Iterable[int]) -> dict[int, tuple[str, Standing | None]]:
    """Give host and standing of links; None for one that was never looked at."""
    ids = list(ids)
    stood = bulk.rows_where_in(f"SELECT link_id, {_STANDING} FROM standing WHERE link_id IN {{values}}", ids)  # noqa: S608 - our own names
    standing = {link_id: read_standing(row) for link_id, *row in stood}
    hosts = bulk.rows_where_in("SELECT id, host FROM link WHERE id IN {values}", ids)
    return {link_id: (host, standing.get(link_id)) for link_id, host in hosts}


def records(bulk: Bulk) -> dict[str, HostRecord]:
    """Count for each host that lost links how many were looked at, and how many of those are suspect or dead."""
    rows = bulk.execute(f"SELECT host, count(*), {_LOST} FROM {_LOOKED_AT} GROUP BY host HAVING {_LOST} > 0")  # noqa: S608
    return {host: HostRecord(links, lost) for host, links, lost in rows}


def landings(bulk: Bulk, links: int) -> list[Landing]:
    """Give the addresses where the latest looks at so many links of one host, or more, were led."""
    return [Landing(*row) for row in bulk.execute(
        f"SELECT host, final, count(*) FROM {_LOOKED_AT} WHERE final IS NOT NULL "  # noqa: S608 - our own names
        "GROUP BY host, final HAVING count(*) >= ?",
        (links,),
    )]


def pauses(bulk: Bulk, now: str, latest: str) -> dict[str, str]:
    """Give the hosts that are to be left alone now, and until when; what ends after `latest` is a wrong clock's."""
    return dict(bulk.execute("SELECT host, until FROM pause WHERE until > ? AND until <= ?", (now, latest)))


def add_pauses(bulk: Bulk, pauses: Iterable[tuple[str, str, str]]) -> None:
    """Keep host, until when it is to be left alone, and why."""
    bulk.put("pause", pauses)


def find_link_ids(bulk: Bulk, name: str) -> list[int]:
    """Find a link by address, citation key or identity, or by the address that a repair gave it; gives no id or one."""
    from curator.urls.identity import identify  # late: tables of hosts, which a run without names does not need

    identity = identify(name).identity
    query = "SELECT id FROM link WHERE citation_key = ? OR identity IN (?, ?) ORDER BY id LIMIT 1"
    repaired = "SELECT link_id FROM repair WHERE identity = ? AND reverted_at IS NULL ORDER BY id LIMIT 1"
    found = bulk.execute(query, (name, name, identity)) or bulk.execute(repaired, (identity,))
    return [link_id for link_id, in found]


def hosts(bulk: Bulk) -> list[str]:
    """Name all hosts of links."""
    return [host for host, in bulk.execute("SELECT DISTINCT host FROM link WHERE host <> '' ORDER BY host")]
