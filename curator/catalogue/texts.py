"""Texts of pages that were fetched, and which are still to be read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from curator.model import Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from curator.catalogue.bulk import Bulk

AT_ONCE = 2_000
"""Pages that are listed at once."""

_UNREAD = """
FROM (SELECT link_id, max(id) AS id FROM page_fetch WHERE shows AND file IS NOT NULL AND link_id > ? GROUP BY link_id)
    AS latest
JOIN page_fetch AS page ON page.id = latest.id
JOIN page_fetch AS body ON body.id = coalesce(page.same_as, page.id)
LEFT JOIN page_text ON page_text.link_id = page.link_id
WHERE body.size > 0 AND body.kind {kinds} AND (page_text.fetch_id IS NULL OR page_text.fetch_id <> body.id)
"""
"""The latest fetch of each link that shows the thing, where the text is not that of its body."""


class Unread(NamedTuple):
    """A page whose text nobody has read: the fetch that holds its body, the address and type, where it is kept."""

    link_id: int
    fetch_id: int
    url: str
    kind: str
    position: Position


class PageText(NamedTuple):
    """The text of a page as the table has it. `fault` says why there is none, empty where there is one."""

    link_id: int
    fetch_id: int
    digest: str
    sketch: Sequence[int]
    text: str
    fault: str


def count_unread(bulk: Bulk, kinds: Sequence[str]) -> int:
    """Count the pages of some content types whose texts are to be read."""
    test, values = bulk.among(kinds)
    number: int = bulk.execute(f"SELECT count(*) {_UNREAD.format(kinds=test)}", (0, values))[0][0]
    return number


def unread(bulk: Bulk, kinds: Sequence[str]) -> Iterator[Unread]:
    """Give these pages in the order of their links, some at a time: what is stored meanwhile does no harm."""
    test, values = bulk.among(kinds)
    query = (
        "SELECT page.link_id, body.id, page.url, body.kind, body.file, body.begins, body.length "
        f"{_UNREAD.format(kinds=test)} ORDER BY page.link_id LIMIT {AT_ONCE}"
    )
    last = 0
    while True:
        with bulk.transaction(writes=False):
            rows = bulk.execute(query, (last, values))
        if not rows:
            return
        yield from (Unread(link, body, url, kind, Position(*place)) for link, body, url, kind, *place in rows)
        last = rows[-1][0]


def put_texts(bulk: Bulk, texts: Iterable[PageText]) -> None:
    """Keep texts of pages, each in place of the one that was kept of its link."""
    bulk.put("page_text", (
        (one.link_id, one.fetch_id, one.digest, json.dumps([*one.sketch]), one.text, one.fault) for one in texts
    ))
