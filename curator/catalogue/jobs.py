"""Calls of `curator run`, and how far they have delivered reports."""

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


class Delivery(NamedTuple):
    """How far a way has come: all that was news `until` then has arrived, and why the last try failed if it did."""

    way: str
    until: str | None
    tried_at: str
    why: str | None


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


def deliveries(bulk: Bulk) -> dict[str, Delivery]:
    """Give how far each way has come that was ever tried."""
    return {row[0]: Delivery(*row) for row in bulk.execute("SELECT way, until, tried_at, why FROM delivery")}


def put_delivery(bulk: Bulk, one: Delivery) -> None:
    """Note how far a way has come."""
    bulk.put("delivery", [one])
