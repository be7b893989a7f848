"""A whole site out of entries, file by file."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from curator.export.site import feeds, finding
from curator.export.site.citing import Citing, shards_for
from curator.export.site.interface import File, Shelf, Site
from curator.export.site.item import item_of
from curator.export.site.lists import HEALTH, NEWEST, TOPICS, Lists
from curator.export.site.pages import MISSING, SHOWN_ITEMS, Pages
from curator.model import Entry

ITEM, FEED = "item", "feed"


def files(site: Site, entries: Callable[[], Iterable[Entry]], shelf: Shelf) -> Iterator[File]:
    """Give the files of a site, each to be written before the next one is asked for.

    The entries are walked through twice, and must be the same both times: first to know what stands on which page, then
    to write each. Every entry comes once. Memory grows by a few numbers for each.
    """
    lists = Lists(site)
    for entry in entries():
        lists.note(entry)
    lists.settle()
    yield from _Making(lists, shelf).files(entries())


class _Making:
    """The second walk, and what it leaves on the shelf."""

    def __init__(self, lists: Lists, shelf: Shelf) -> None:
        self._lists, self._site, self._shelf = lists, lists.site, shelf
        self._pages = Pages(lists)
        self._shards = shards_for(lists.entries)
        self._citing = Citing(shelf, self._shards)
        self._first: dict[int, str] = dict.fromkeys(lists.newest[:SHOWN_ITEMS], "")

    def files(self, entries: Iterable[Entry]) -> Iterator[File]:
        for number, entry in enumerate(entries):
            self._write(entry, number)
        # Data before pages: what a page loads is there before the page is.
        yield from self._citing.files()
        yield from finding.files(self._lists, self._shelf)
        names: list[str] = []
        for file in self._html():
            names.append(file.name)
            yield file
        if self._site.base:
            yield from self._feeds()
            yield feeds.site_map(self._site, (name for name in names if name.endswith(".html") and name != MISSING))
            yield from feeds.robots(self._site)

    def _write(self, entry: Entry, number: int) -> None:
        item = item_of(entry, number, self._lists, self._shards)
        self._shelf.put(ITEM, self._pages.item(item))
        if number in self._first:
            self._first[number] = self._pages.item(item, "")
        self._shelf.put(finding.KIND, finding.row_of(entry, item))
        if self._site.base:
            self._shelf.put(FEED, feeds.feed_entry(self._site, entry, item))
        self._citing.cite(entry, number, item.shard)

    def _html(self) -> Iterator[File]:
        yield from self._pages.rest()
        for kind in self._lists.kinds():
            for one in self._lists.of(kind):
                yield from self._pages.listing(one, lambda number: self._shelf.get(ITEM, number))
                if kind is TOPICS:
                    yield from self._citing.downloads(one)
            yield from (self._pages.names(kind) if kind is not HEALTH else [self._pages.health()])
        yield self._pages.index(self._first.values())

    def _feeds(self) -> Iterator[File]:
        newest = self._lists.newest
        rank = {number: place for place, number in enumerate(newest)}
        yield self._feed("feed.xml", self._site.title, self._lists.added, newest[:NEWEST])
        for one in self._lists.of(TOPICS):
            numbers = sorted((member.number for member in one.members), key=rank.__getitem__)[:NEWEST]
            yield self._feed(one.other(".xml"), f"{one.title} — {self._site.title}", one.added, numbers)

    def _feed(self, name: str, title: str, updated: date, numbers: Iterable[int]) -> File:
        return feeds.feed(self._site, name, title, updated, (self._shelf.get(FEED, number) for number in numbers))
