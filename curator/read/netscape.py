"""Browser bookmarks in the Netscape format: folders are sections, every bookmark is a reference.

The format has no standard; browsers follow
https://learn.microsoft.com/en-us/previous-versions/windows/internet-explorer/ie-developer/platform-apis/aa753582(v=vs.85)
and add `TAGS` (Firefox, bookmark services) and `<DD>` with a note.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from curator.model import Details, Document
from curator.read.interface import Text
from curator.read.items import Collector, Item
from curator.text import dates
from curator.text.html import Page, Part, parse

FIRST_LINE = "<!doctype netscape-bookmark-file-1>"
"""What every browser writes and looks for."""

ROOTS: Final = frozenset((
    "bookmarks bar", "bookmarks menu", "bookmarks toolbar", "other bookmarks", "mobile bookmarks", "favorites bar",
    "favourites", "favorites", "other favorites", "书签栏", "书签菜单", "书签工具栏", "其他书签", "移动设备书签",
    "收藏夹栏", "收藏夹", "其他收藏夹", "個人收藏",
))
"""Folders that Chrome, Edge, Firefox and Safari make themselves, in English and Chinese: they say where in the browser
something is shown, not what it is about, and so are no topics."""

SEEN: Final = ("last_visit", "add_date")
"""Attributes with a day on which somebody saw the page, best first."""

_NOTES = re.compile(r"\[/?linkding-notes\]")
"""What linkding puts around its second field of notes."""


class NetscapeReader:
    """Reads bookmark files. Addresses that are programs or a browser's own (`javascript:`, `place:`) are skipped."""

    name = "netscape"
    suffixes = (".html", ".htm")

    def sniff(self, text: Text) -> bool:
        """Tell by the document type."""
        return text.text[:200].lstrip().lower().startswith(FIRST_LINE)

    def read(self, text: Text) -> Document:
        """Read one bookmark file."""
        page = parse(text.text)
        collector = Collector(text, self.name)
        for item in _items(page):
            collector.add(item)
        for problem in page.problems:
            collector.skip(problem)
        return collector.document(next((block.text for block in page.blocks if block.tag == "h1"), page.title))


def _items(page: Page) -> Iterator[Item]:
    """Give each bookmark once its note is known: that is the `<DD>` block after it, if there is one."""
    folders: list[tuple[int, str]] = []
    last: Item | None = None
    for block in page.blocks:
        links = [part for part in block.parts if part.attributes is not None and "href" in part.attributes]
        if block.tag == "dd" and last and not links:
            last = replace(last, note=" ".join([last.note, *_NOTES.sub(" ", block.text).split()]).strip())
            continue
        if last:
            yield last
        last = None
        while folders and folders[-1][0] >= block.depth and (links or block.tag == "h3"):
            folders.pop()
        if block.tag == "h3":
            folders.append((block.depth, block.text if folders or block.text.lower() not in ROOTS else ""))
        for link in links:
            if last:
                yield last
            last = _item(link, tuple(name for _, name in folders))
    if last:
        yield last


def _item(link: Part, path: tuple[str, ...]) -> Item:
    facts = link.attributes or {}
    tags = tuple(tag for tag in map(str.strip, facts.get("tags", "").split(",")) if tag)
    seen = (dates.from_stamp(facts.get(name, "").strip()) for name in SEEN)
    details = Details(accessed=next(filter(None, seen), ""), tags=tags)
    return Item(link.line, facts["href"], link.text, path=path, details=details)
