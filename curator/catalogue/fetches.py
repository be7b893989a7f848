"""Pages that crawling fetched, what they say, and what their hosts allow."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from curator.catalogue.checks import limits
from curator.catalogue.facts import forget_facts
from curator.text.clean import storable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from curator.catalogue.bulk import Bulk, Row
    from curator.catalogue.checks import Wanted
    from curator.crawl.signals import Signal
    from curator.model import Link, Position

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_LIVING = "(verdict IS NULL OR verdict IN ('alive', 'moved', 'insecure'))"

LONGEST_TAG = 1_000
"""Characters of an ETag or a date that are kept to ask with; longer ones no server meant."""


class Candidate(NamedTuple):
    """A link that may be crawled. `local` must never be requested unless the user allows it.

    `fetched` is when it was fetched last, `since` since when it is the same then; None for what never was.
    """

    id: int
    host: str
    local: bool
    fetched: str | None
    since: str | None


class Asked(NamedTuple):
    """A link to fetch, and what is known of the page that is kept of it: where it was, and how to ask for a newer one.

    Tag and date are empty where nothing is kept that another answer could be no newer than.
    """

    id: int
    url: str
    final: str = ""
    etag: str = ""
    modified: str = ""


class Fetched(NamedTuple):
    """One fetch, as the table has it; `position` is None for what is forbidden."""

    link_id: int
    at: str
    url: str
    status: int | None = None
    kind: str = ""
    size: int = 0
    digest: str | None = None
    etag: str | None = None
    modified: str | None = None
    same_as: int | None = None
    position: Position | None = None
    signals: tuple[Signal, ...] = ()


class Before(NamedTuple):
    """A fetch whose body is kept: its id, or that of the one that it repeats, where that was, and what it was."""

    id: int
    at: str
    url: str
    digest: str
    kind: str
    size: int
    etag: str | None
    modified: str | None
    signals: tuple[tuple[str, str, bool], ...]


class RobotsRow(NamedTuple):
    """What an origin says about being fetched; without a status nobody answered."""

    origin: str
    at: str
    status: int | None
    robots: str
    tdm: str


def candidates(bulk: Bulk, wanted: Wanted, *, living: bool) -> Iterator[Candidate]:
    """Give links that have an address of the web, those never fetched first, then those fetched longest ago.

    With `living` those are left out of which the last word is that they are not there. Nothing is left out for being
    too early.
    """
    tests, values = limits(bulk, wanted)
    tests += ["canonical IS NOT NULL", *([_LIVING] if living else [])]
    rows = bulk.stream(
        "SELECT link.id, host, local, latest.at, (SELECT min(same.at) FROM page_fetch AS same "  # noqa: S608 - our own words
        "WHERE same.link_id = latest.link_id AND same.digest = latest.digest) "
        "FROM link LEFT JOIN standing ON standing.link_id = link.id LEFT JOIN page_fetch AS latest ON latest.id = "
        f"(SELECT max(id) FROM page_fetch WHERE page_fetch.link_id = link.id) WHERE {' AND '.join(tests)} "
        "ORDER BY latest.at IS NOT NULL, latest.at, link.id",
        values,
    )
    return (Candidate(*row) for row in rows)


class Way(NamedTuple):
    """Where asking for a link leads, as far as anybody knows: its address, and where the latest look ended."""

    id: int
    host: str
    url: str
    final: str | None


def ways(bulk: Bulk, ids: Iterable[int]) -> dict[int, Way]:
    """Give where links lead."""
    rows = bulk.rows_where_in(
        "SELECT id, host, canonical, standing.final FROM link LEFT JOIN standing ON link_id = id "
        "WHERE id IN {values}", ids)
    return {row[0]: Way(*row) for row in rows}


def pages(bulk: Bulk, ids: Iterable[int]) -> list[Asked]:
    """Give the addresses of links, and what to ask for them with."""
    rows = bulk.rows_where_in(
        "SELECT link.id, canonical, latest.url, latest.etag, latest.modified FROM link LEFT JOIN page_fetch AS latest "
        "ON latest.id = (SELECT max(id) FROM page_fetch WHERE page_fetch.link_id = link.id) AND latest.shows "
        "AND latest.digest IS NOT NULL WHERE link.id IN {values}",
        ids,
    )
    return [Asked(link_id, url, *(text or "" for text in known)) for link_id, url, *known in rows]


_BEFORE = (
    "SELECT coalesce(latest.same_as, latest.id), body.at, body.url, latest.digest, latest.kind, latest.size, "
    "latest.etag, latest.modified, latest.signals "
    "FROM page_fetch AS latest JOIN page_fetch AS body ON body.id = coalesce(latest.same_as, latest.id) "
    "WHERE latest.id = "
)


def before(bulk: Bulk, link_id: int) -> Before | None:
    """Give the page that is kept of a link, None if none is."""
    query = f"{_BEFORE}(SELECT max(id) FROM page_fetch WHERE link_id = ?) AND latest.digest IS NOT NULL"  # noqa: S608 - our own words
    return _before(bulk.execute(query, (link_id,)))


def kept_as(bulk: Bulk, digest: str) -> Before | None:
    """Give the page whose body has this digest, of whatever link, None if none has."""
    query = f"{_BEFORE}(SELECT min(id) FROM page_fetch WHERE digest = ? AND same_as IS NULL)"  # noqa: S608 - as above
    return _before(bulk.execute(query, (digest,)))


def _before(rows: Sequence[Row]) -> Before | None:
    if not rows:
        return None
    *values, signals = rows[0]
    number, at, url, digest, kind, size, etag, modified = values
    said = tuple((source, words, text) for source, words, text in json.loads(signals or "[]"))
    return Before(number, at, url, digest, kind, size, etag, modified, said)


def next_fetch(bulk: Bulk) -> int:
    """Give the id of the next fetch. Only who holds the lock for checks adds any."""
    found: int = (bulk.execute("SELECT max(id) FROM page_fetch")[0][0] or 0) + 1
    return found


def add_fetches(bulk: Bulk, run_id: int, first: int, fetches: Sequence[tuple[Fetched, bool]]) -> None:
    """Add fetches, each with whether it shows the thing; ids count from `first`."""
    bulk.insert("page_fetch", (_row(first + at, run_id, *one) for at, one in enumerate(fetches)))


def _row(number: int, run_id: int, one: Fetched, shows: bool) -> tuple[object, ...]:  # noqa: FBT001 - as above
    place = one.position or (None, None, None)
    return (
        number, run_id, one.link_id, one.at, storable(one.url), one.status, shows, storable(one.kind), one.size,
        one.digest, _tag(one.etag), _tag(one.modified), one.same_as, *place,
        storable(_json(one.signals)) if one.signals else None,
    )  # fmt: skip


def _tag(text: str | None) -> str | None:
    return text if text and len(text) <= LONGEST_TAG and text.isascii() and text.isprintable() else None


def unseen(bulk: Bulk, run_id: int, ids: Iterable[int]) -> list[int]:
    """Give those of some links that a run neither looked at nor found forbidden, in their order."""
    wanted = [*ids]
    seen = {
        link_id for table in ("observation", "page_fetch") for link_id, of_run in
        bulk.rows_where_in(f"SELECT link_id, run_id FROM {table} WHERE link_id IN {{values}}", wanted)  # noqa: S608 - our own names
        if of_run == run_id
    }  # fmt: skip
    return [link_id for link_id in wanted if link_id not in seen]


def take_back(bulk: Bulk, run_id: int, links: Iterable[int]) -> None:
    """Note that what a run fetched of some links does not show them, and forget what it said of them."""
    for link_id in links:
        if bulk.execute("SELECT id FROM page_fetch WHERE run_id = ? AND link_id = ? AND shows", (run_id, link_id)):
            bulk.execute("UPDATE page_fetch SET shows = ? WHERE run_id = ? AND link_id = ?", (False, run_id, link_id))
            forget_facts(bulk, [link_id])


def warc_lengths(bulk: Bulk) -> dict[str, int]:
    """Give the files of the archive, and how far each is known."""
    return dict(bulk.execute("SELECT name, length FROM warc"))


def put_warc(bulk: Bulk, name: str, length: int) -> None:
    """Note how far a file of the archive is known."""
    bulk.put("warc", [(name, length)])


def robots_of(bulk: Bulk, origins: Iterable[str], since: str) -> dict[str, RobotsRow]:
    """Give what some origins say, unless that was asked before `since`."""
    rows = bulk.rows_where_in("SELECT origin, at, status, robots, tdm FROM robots WHERE origin IN {values}", origins)
    return {row[0]: RobotsRow(*row) for row in rows if row[1] >= since}


def put_robots(bulk: Bulk, rows: Iterable[RobotsRow]) -> None:
    """Keep what origins say, in place of what they said before."""
    bulk.put("robots", ((origin, at, status, storable(robots), storable(tdm))
                        for origin, at, status, robots, tdm in rows))


def add_found(bulk: Bulk, links: Sequence[Link], now: str) -> list[int]:
    """Add links that pages lead to, each once, unless they are known; give the ids of all."""
    query = "SELECT identity, id FROM link WHERE identity IN {values}"
    known: dict[str, int] = dict(bulk.rows_where_in(query, [one.identity for one in links]))
    first = (bulk.execute("SELECT max(id) FROM link")[0][0] or 0) + 1
    fresh = [one for one in links if one.identity not in known]
    bulk.insert("link", ((first + at, *one, now, None) for at, one in enumerate(fresh)))
    return [*known.values(), *range(first, first + len(fresh))]


def fetched_at(bulk: Bulk, run_id: int, origin: str) -> list[tuple[int, str, list[list[object]]]]:
    """Give what a run fetched at an origin in the end: id, address, and what is forbidden of it."""
    rows = bulk.execute(
        "SELECT id, url, signals FROM page_fetch WHERE run_id = ? AND substr(url, 1, ?) = ?",
        (run_id, len(origin) + 1, f"{origin}/"))
    return [(number, url, json.loads(signals or "[]")) for number, url, signals in rows]


def put_signals(bulk: Bulk, rows: Iterable[tuple[int, Sequence[object]]]) -> None:
    """Say anew what is forbidden of fetched pages."""
    bulk.execute_many("UPDATE page_fetch SET signals = ? WHERE id = ?",
                      ((storable(_json(signals)) if signals else None, number) for number, signals in rows))
