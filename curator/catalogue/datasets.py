"""What datasets are made of, beside entries: kept pages, texts, what owners say, and which links belong together."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from curator.crawl.signals import Signal
from curator.dataset.item import Kept, Seen, Words
from curator.dataset.optouts import Host, LastLook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from curator.catalogue.bulk import Bulk


def kept_pages(bulk: Bulk, ids: Iterable[int]) -> dict[int, Kept]:
    """Give what was fetched of links: of each the latest page that shows the thing, else the latest at all."""
    rows = bulk.rows_where_in(
        "SELECT page.link_id, page.url, page.at, page.status, page.kind, page.size, page.digest, body.file, "
        "body.begins, body.length "
        "FROM page_fetch AS page JOIN page_fetch AS body ON body.id = coalesce(page.same_as, page.id) "
        "WHERE page.id IN (SELECT coalesce(max(CASE WHEN shows THEN id END), max(id)) FROM page_fetch "
        "WHERE status IS NOT NULL AND link_id IN {values} GROUP BY link_id)", ids)
    return {link_id: Kept(*rest) for link_id, *rest in rows}


def last_looks(bulk: Bulk, ids: Iterable[int]) -> dict[int, LastLook]:
    """Give what the latest fetch of links said, or that it was forbidden."""
    rows = bulk.rows_where_in(
        "SELECT link_id, at, status, signals FROM page_fetch WHERE id IN "
        "(SELECT max(id) FROM page_fetch WHERE link_id IN {values} GROUP BY link_id)", ids)
    return {link_id: LastLook(at, status is None, _signals(signals)) for link_id, at, status, signals in rows}


def _signals(written: str | None) -> tuple[Signal, ...]:
    return tuple(Signal(source, said, text) for source, said, text in json.loads(written or "[]"))


def page_words(bulk: Bulk, ids: Iterable[int], *, texts: bool) -> dict[int, Words]:
    """Give the digests of the main texts of links, and with `texts` these themselves."""
    text = "text" if texts else "''"
    query = f"SELECT link_id, digest, {text} FROM page_text WHERE digest <> '' AND link_id IN {{values}}"  # noqa: S608 - our own words
    return {link_id: Words(digest, found) for link_id, digest, found in bulk.rows_where_in(query, ids)}


def last_seen(bulk: Bulk, ids: Iterable[int]) -> dict[int, Seen]:
    """Give when links were looked at last, and where that led."""
    rows = bulk.rows_where_in("SELECT link_id, checked_at, final FROM standing WHERE link_id IN {values}", ids)
    return {link_id: Seen(at, final) for link_id, at, final in rows}


def hosts_of(bulk: Bulk, origins: Iterable[str]) -> dict[str, Host]:
    """Give what origins say about being fetched; those that were never asked are left out."""
    rows = bulk.rows_where_in("SELECT origin, at, status, robots, tdm FROM robots WHERE origin IN {values}", origins)
    return {origin: Host(*rest) for origin, *rest in rows}


def together(bulk: Bulk) -> Iterator[tuple[int, int]]:
    """Give pairs of links that are one work, that once gave the same bytes, or that have one text."""
    yield from bulk.stream("SELECT link_id, into_id FROM alias")
    yield from bulk.stream(
        "SELECT DISTINCT page.link_id, same.first FROM page_fetch AS page JOIN ("
        "SELECT digest, min(link_id) AS first FROM page_fetch "
        "WHERE shows AND size > 0 AND digest IS NOT NULL GROUP BY digest HAVING min(link_id) < max(link_id)"
        ") AS same ON same.digest = page.digest WHERE page.shows AND page.link_id <> same.first")
    yield from bulk.stream(
        "SELECT page_text.link_id, same.first FROM page_text JOIN (SELECT digest, min(link_id) AS first FROM page_text "
        "WHERE digest <> '' GROUP BY digest HAVING min(link_id) < max(link_id)) AS same "
        "ON same.digest = page_text.digest WHERE page_text.link_id <> same.first")


def sketches(bulk: Bulk) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Give the sketches of all texts that have one, each text once, in the order of their links."""
    rows = bulk.stream(
        "SELECT link_id, sketch FROM page_text WHERE sketch NOT IN ('', '[]') AND link_id IN "
        "(SELECT min(link_id) FROM page_text GROUP BY digest) ORDER BY link_id")
    return ((link_id, tuple(json.loads(sketch))) for link_id, sketch in rows)


def identities(bulk: Bulk, ids: Iterable[int]) -> dict[int, str]:
    """Give the identities of links."""
    return dict(bulk.rows_where_in("SELECT id, identity FROM link WHERE id IN {values}", ids))
