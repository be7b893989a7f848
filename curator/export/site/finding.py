"""What the search in the browser looks through, as scripts that are loaded when somebody searches."""

from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import quote

from curator.export.site.interface import File, Shelf
from curator.export.site.item import Item, place_of
from curator.export.site.lists import DOCUMENTS, TAGS, TOPICS, Lists
from curator.export.site.scripts import called, row
from curator.model import Entry
from curator.text.plain import plain

HELD: Final = 2_000
"""Items that one script holds: some 600 KB, a fifth of that on the way; results show while others still come."""

KIND: Final = "search"


def row_of(entry: Entry, item: Item) -> str:
    """Write what is searched of an item and shown of a result: title, target, page, above, remarks, address, state.

    "Above" are the headings and labels over the item, its topics and tags, and who wrote it.
    """
    headings = (heading for place in entry.places for heading in (*place.path, place.topic))
    above = (entry.label or "", *headings, *(tag.name for tag in item.tags), item.source)
    return row([
        plain(item.title),
        item.link.href,
        place_of(item),
        plain(" · ".join(word for word in dict.fromkeys(above) if word)),
        plain(" · ".join(entry.notes)),
        plain(item.link.text),
        item.state.mark if item.state else "",
    ])


def shards(entries: int) -> int:
    """Give how many scripts hold all items."""
    return -(-entries // HELD)


def files(lists: Lists, shelf: Shelf) -> Iterator[File]:
    """Give the scripts: all lists by name, then the items."""
    yield File("search/lists.js", called("lists", map(row, _lists(lists))))
    for shard in range(shards(lists.entries)):
        numbers = range(shard * HELD, min((shard + 1) * HELD, lists.entries))
        yield File(f"search/{shard}.js", called("rows", (shelf.get(KIND, number) for number in numbers)))


def _lists(lists: Lists) -> Iterator[Sequence[str | int]]:
    for kind in (TOPICS, DOCUMENTS, TAGS):
        for one in lists.of(kind):
            yield plain(one.title), quote(one.file()), kind.one, len(one)
