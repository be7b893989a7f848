"""What a page shows of an entry."""

from datetime import date
from typing import Final, NamedTuple
from urllib.parse import quote
from zlib import crc32

from curator.export import language
from curator.export.plain import address, shown_title
from curator.export.site.lists import DOCUMENTS, SHELVES, TAGS, Kind, Lists
from curator.export.site.states import State, state_of
from curator.model import Details, Entry
from curator.urls.find import repaired
from curator.urls.web import is_web

CITED_IN: Final = 5
"""Places that are named; of more there is a number."""

_NOTHING = Details()


class Cited(NamedTuple):
    """A place that gives the item, and the page of its document where the item stands."""

    title: str
    href: str
    day: date | None
    line: int
    heading: str


class Named(NamedTuple):
    """A list that the item stands in."""

    name: str
    href: str


class Address(NamedTuple):
    """An address as it is shown; `href` is empty where a page must not lead to it (`javascript:` and its like)."""

    text: str
    href: str


class Item(NamedTuple):
    """One item of a page. Addresses of pages are those below the site's folder.

    `anchor` is what it is found by on its pages. `shard` is the file that holds its citations. `source` says who wrote
    it, where it appeared, and when, as far as anybody said.
    """

    key: str
    anchor: str
    home: str
    shard: int
    title: str
    lang: str
    link: Address
    host: str
    source: str
    notes: tuple[str, ...]
    also: tuple[Address, ...]
    cited: tuple[Cited, ...]
    more: int
    state: State | None
    since: date | None
    moved: Address | None
    copy: Address | None
    tags: tuple[Named, ...]
    shelves: tuple[Named, ...]


def item_of(entry: Entry, number: int, lists: Lists, shards: int) -> Item:
    """Give what pages show of the entry with that number."""
    state = state_of(entry)
    found = language.of(entry.title or entry.display, entry.details.language if entry.details else "")
    places = entry.places[:CITED_IN]
    return Item(
        key=entry.key,
        anchor=anchor_of(entry),
        home=lists.home(entry, number),
        shard=shard_of(entry, shards),
        title=shown_title(entry),
        lang=found.tag if found and found.tag != "en" else "",
        link=shown_address(address(entry)),
        host=entry.host,
        source=_source(entry.details or _NOTHING),
        notes=entry.notes,
        also=tuple(shown_address(repaired(other)) for other in entry.also),
        cited=tuple(
            Cited(place.title or place.document, lists.page(DOCUMENTS, place.document, number), place.date, place.line,
                  place.path[-1] if place.path else "")
            for place in places
        ),
        more=len(entry.places) - len(places),
        state=state if lists.site.health and state.mark else None,
        since=entry.health.since,
        moved=shown_address(entry.health.moved_to) if lists.site.health and entry.health.moved_to else None,
        copy=shown_address(entry.health.archive) if lists.site.health and entry.health.archive else None,
        tags=_named(entry, number, lists, TAGS),
        shelves=_named(entry, number, lists, SHELVES),
    )  # fmt: skip


def anchor_of(entry: Entry) -> str:
    """Give what an entry is found by on a page: pandoc's `ref-` before its citation key, which is like nothing else."""
    return f"ref-{entry.key}"


def shard_of(entry: Entry, shards: int) -> int:
    """Give the file that holds an entry's citations. It depends on its key alone: others come and go."""
    return crc32(entry.key.encode()) % shards


def shown_address(written: str) -> Address:
    """Give an address with the target it may have."""
    return Address(written, written if is_web(written) else "")


def place_of(item: Item) -> str:
    """Give the address of an item on the page that stands for it, below the site's folder."""
    return f"{item.home}#{quote(item.anchor)}"


def _source(details: Details) -> str:
    authors = ", ".join(details.authors)
    return " · ".join(part for part in (authors, details.container, details.issued) if part)


def _named(entry: Entry, number: int, lists: Lists, kind: Kind) -> tuple[Named, ...]:
    return tuple(
        Named(spot.title, lists.page(kind, spot.name, number)) for spot in kind.spots(entry, lists.site)
    )
