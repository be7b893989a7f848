"""What pages and services say of links, laid under entries while these stream by: it fills what is left open."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from curator.catalogue.bulk import within
from curator.catalogue.facts import any_facts, facts_of
from curator.catalogue.keys import ASKED
from curator.catalogue.works import link_ids
from curator.crawl.facts import SEVERAL, Field
from curator.model import Details

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from curator.crawl.facts import Metadata
    from curator.model import Entry

DETAILS: Final = {
    Field.AUTHOR: "authors", Field.PUBLISHED: "issued", Field.SITE: "container", Field.PUBLISHER: "publisher",
    Field.DOI: "doi", Field.ARXIV: "arxiv", Field.LANGUAGE: "language", Field.KIND: "kind", Field.VOLUME: "volume",
    Field.NUMBER: "number", Field.PAGES: "pages",
}  # fmt: skip
"""What a bibliography has a place for, and its name there. Keywords are no tags: those are the curator's own."""


def with_found(connection: Connection, entries: Iterable[Entry]) -> Iterator[Entry]:
    """Give entries with what their pages and services say where no document says anything, in their order.

    What people say has to be laid over it. Facts are those of the link itself: who posted an article again is not its
    author. ASKED entries are in memory at once.
    """
    bulk = within(connection)
    if not any_facts(bulk):
        yield from entries
        return
    entries = iter(entries)
    while batch := list(islice(entries, ASKED)):
        ids = link_ids(connection, {entry.identity for entry in batch})
        facts = facts_of(bulk, ids.values())
        for entry in batch:
            known = facts.get(ids[entry.identity])
            yield filled(entry, known) if known else entry


def filled(entry: Entry, known: Metadata) -> Entry:
    """Give an entry with facts where it has nothing."""
    own = entry.details or Details()
    details: dict[str, Any] = {
        name: known.all(field) if field in SEVERAL else known.first(field)
        for field, name in DETAILS.items() if not getattr(own, name) and known.first(field)
    }
    changed: dict[str, Any] = {"details": replace(own, **details)} if details else {}
    title = known.first(Field.TITLE)
    if title and not entry.title:
        changed |= {"title": title, "display": title}
    return entry._replace(**changed)
