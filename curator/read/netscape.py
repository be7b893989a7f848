"""Browser bookmarks in the Netscape format: folders are sections, every bookmark is a reference.

The format has no standard; browsers follow
https://learn.microsoft.com/en-us/previous-versions/windows/internet-explorer/ie-developer/platform-apis/aa753582(v=vs.85)
and add `TAGS` (Firefox, bookmark services) and `<DD>` with a note.
"""

from collections.abc import Iterator
from dataclasses import replace

from curator.model import Details, Document
from curator.read import dates
from curator.read.interface import Text
from curator.read.items import Collector, Item
from curator.text.html import Page, Part, parse

FIRST_LINE = "<!doctype netscape-bookmark-file-1>"
"""What every browser writes and looks for."""


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
    folders: list[str] = []
    last: Item | None = None
    for block in page.blocks:
        links = [part for part in block.parts if part.attributes is not None and "href" in part.attributes]
        if block.tag == "dd" and last and not links:
            last = replace(last, note=f"{last.note} {block.text}".strip())
            continue
        if last:
            yield last
        last = None
        del folders[max(0, block.depth - (block.tag == "h3")) :]
        if block.tag == "h3":
            folders += [""] * (block.depth - 1 - len(folders)) + [block.text]
        for link in links:
            if last:
                yield last
            last = _item(link, tuple(folders[: max(0, block.depth - 1)]))
    if last:
        yield last


def _item(link: Part, path: tuple[str, ...]) -> Item:
    facts = link.attributes or {}
    tags = tuple(tag for tag in map(str.strip, facts.get("tags", "").split(",")) if tag)
    details = Details(accessed=dates.from_stamp(facts.get("add_date", "").strip()), tags=tags)
    return Item(link.line, facts["href"], link.text, path=path, details=details)
