"""Calls of `curator run`, and the reports they could not deliver."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from curator.catalogue.bulk import Bulk


class Job(NamedTuple):
    """One call. `ended` is None while it is under way, and for good if it was killed."""

    id: int
    started_at: str
    finished_at: str | None
    ended: str | None
    process: str


class Owed(NamedTuple):
    """A way by which nothing was delivered since a time, in UTC, and why the last try failed."""

    way: str
    since: str
    tried_at: str
    why: str


def begin_job(bulk: Bulk, now: str, process: str) -> int:
    """Note that a call begins; gives its id."""
    number: int = (bulk.execute("SELECT max(id) FROM job")[0][0] or 0) + 1
    bulk.insert("job", [(number, now, None, None, process)])
    return number


def finish_job(bulk: Bulk, number: int, now: str, ended: str) -> None:
    """Note that a call came to its end, and how."""
    bulk.execute("UPDATE job SET finished_at = ?, ended = ? WHERE id = ?", (now, ended, number))


def last_job(bulk: Bulk) -> Job | None:
    """Give the call that began last; None before the first."""
    rows = bulk.execute("SELECT id, started_at, finished_at, ended, process FROM job ORDER BY id DESC LIMIT 1")
    return Job(*rows[0]) if rows else None


def owed(bulk: Bulk) -> dict[str, Owed]:
    """Give what could not be delivered, by the way it was to go."""
    rows = bulk.execute("SELECT way, since, tried_at, why FROM owed ORDER BY way")
    return {row[0]: Owed(*row) for row in rows}


def put_owed(bulk: Bulk, one: Owed) -> None:
    """Note that nothing was delivered."""
    bulk.put("owed", [one])


def paid(bulk: Bulk, way: str) -> None:
    """Note that everything was delivered by a way."""
    bulk.execute("DELETE FROM owed WHERE way = ?", (way,))
