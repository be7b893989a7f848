"""What archives were asked for, and what they gave: the writing side, and what a run has before it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from curator.catalogue.checks import as_written, limits
from curator.model import Evidence, Outcome, Snapshot
from curator.text.clean import storable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from curator.catalogue.bulk import Bulk
    from curator.catalogue.checks import Wanted
    from curator.model import Verdict

KEPT = ("archive", "address", "taken_at", "status", "digest", "outcome", "evidence", "looked_up_at")
"""Columns of `snapshot` that hold what is known of it."""

LONGEST = 2_000
"""Characters of an address that is looked up: what an index of PostgreSQL holds, and more than archives take."""

NOW = "now"
"""Stands for a day where archives were asked to save a link as it is."""


class Cited(NamedTuple):
    """A link, with the days that documents cite it on.

    `canonical` is its address as all looks use it, `written` as a document writes it. `days` are those of today's
    documents, each once, in order: the date of the post, else that of its first import. `asked` has the days that
    archives were asked for already: when, and whether a snapshot was found. `NOW` is the day of one that is saved.
    """

    id: int
    identity: str
    canonical: str
    written: str
    days: tuple[str, ...]
    asked: dict[str, tuple[str, bool]]


def links_by_verdict(bulk: Bulk, wanted: Wanted, verdicts: Sequence[Verdict]) -> list[int]:
    """Give the ids of links that are wanted and stand so; those whose verdict is newest come first."""
    tests, values = limits(bulk, wanted)
    marks = ", ".join("?" for _ in verdicts)
    rows = bulk.execute(
        "SELECT link.id FROM link LEFT JOIN standing ON standing.link_id = link.id "  # noqa: S608 - our own words
        f"WHERE {' AND '.join(tests)} AND coalesce(verdict, 'unchecked') IN ({marks}) AND canonical IS NOT NULL "
        "AND NOT local AND length(canonical) <= ? ORDER BY coalesce(since, '') DESC, link.id",
        (*values, *(verdict.value for verdict in verdicts), LONGEST),
    )
    return [link_id for link_id, in rows]


def cited(bulk: Bulk, ids: Sequence[int]) -> list[Cited]:
    """Give links with the days that documents cite them on, in the order of their ids as given."""
    addresses = bulk.rows_where_in("SELECT id, identity, canonical FROM link WHERE id IN {values}", ids)
    found: dict[int, tuple[str, str]] = {link_id: (identity, canonical) for link_id, identity, canonical in addresses}
    written, days, asked = as_written(bulk, ids), _days(bulk, ids), _asked(bulk, ids)
    return [
        Cited(
            one, *found[one], written.get(one) or found[one][1], tuple(sorted(days.get(one, ()))), asked.get(one, {})
        )
        for one in ids
    ]


def known(bulk: Bulk, link_id: int) -> dict[str, Snapshot]:
    """Give all snapshots of a link that are known, offered or not, by address."""
    rows = bulk.execute(f"SELECT {', '.join(KEPT)} FROM snapshot WHERE link_id = ?", (link_id,))  # noqa: S608 - our own names
    return {one.address: one for one in map(read_snapshot, rows)}


def unseen(bulk: Bulk) -> list[tuple[int, Snapshot]]:
    """Give the snapshots that nobody has looked at yet, with the ids of their links: what an archive said it saved."""
    rows = bulk.execute(f"SELECT link_id, {', '.join(KEPT)} FROM snapshot WHERE outcome IS NULL ORDER BY id")  # noqa: S608
    return [(link_id, read_snapshot(row)) for link_id, *row in rows]


def read_snapshot(row: Sequence[Any]) -> Snapshot:
    """Read a snapshot from the columns of KEPT."""
    archive, address, taken_at, status, digest, outcome, evidence, looked_up_at = row
    return Snapshot(
        archive, address, taken_at, status, digest, Outcome(outcome) if outcome else None,
        tuple(Evidence(*pair) for pair in json.loads(evidence or "[]")), looked_up_at,
    )  # fmt: skip


def add_snapshots(bulk: Bulk, link_id: int, snapshots: Iterable[Snapshot]) -> dict[str, int]:
    """Store what was seen of a link's snapshots; gives their ids by address. One that is known is only judged anew."""
    after = ", ".join(f"{name} = excluded.{name}" for name in KEPT if name not in ("archive", "address", "taken_at"))
    ids: dict[str, int] = {}
    for one in snapshots:
        number = (bulk.execute("SELECT max(id) FROM snapshot")[0][0] or 0) + 1
        address = storable(one.address)
        bulk.execute(
            f"INSERT INTO snapshot (id, link_id, {', '.join(KEPT)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "  # noqa: S608
            f"ON CONFLICT (link_id, address) DO UPDATE SET {after}",
            (number, link_id, one.archive, address, *_row(one)),
        )
        rows = bulk.execute("SELECT id FROM snapshot WHERE link_id = ? AND address = ?", (link_id, address))
        ids[one.address] = rows[0][0]
    return ids


def add_lookup(bulk: Bulk, link_id: int, wanted: str, at: str, snapshot_id: int | None) -> None:
    """Note that archives were asked for a link around a day, and the snapshot that was nearest, None for none."""
    bulk.execute(
        "INSERT INTO lookup (link_id, wanted, at, snapshot_id) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (link_id, wanted) DO UPDATE SET at = excluded.at, snapshot_id = excluded.snapshot_id",
        (link_id, wanted, at, snapshot_id),
    )


def _row(one: Snapshot) -> tuple[object, ...]:
    evidence = json.dumps(one.evidence, ensure_ascii=False, separators=(",", ":")) if one.evidence else None
    digest, outcome = one.digest and storable(one.digest), one.outcome and one.outcome.value
    return one.taken_at, one.status, digest, outcome, evidence and storable(evidence), one.looked_up_at


def _days(bulk: Bulk, ids: Iterable[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for link_id, day in bulk.rows_where_in(
        "SELECT DISTINCT link_id, coalesce(date, substr(document.imported_at, 1, 10)) FROM mention "
        "JOIN revision ON revision.id = revision_id JOIN document ON document.id = document_id "
        "WHERE current AND link_id IN {values}",
        ids,
    ):
        found.setdefault(link_id, set()).add(day)
    return found


def _asked(bulk: Bulk, ids: Iterable[int]) -> dict[int, dict[str, tuple[str, bool]]]:
    found: dict[int, dict[str, tuple[str, bool]]] = {}
    for link_id, day, at, snapshot_id in bulk.rows_where_in(
        "SELECT link_id, wanted, at, snapshot_id FROM lookup WHERE link_id IN {values}", ids
    ):
        found.setdefault(link_id, {})[day] = (at, snapshot_id is not None)
    return found
