"""What formats made of items share (bibliographies, tables, bookmarks, pages): items in, a document out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from curator.model import Details, Document, Kind, Mention, Section, Skipped, Topic, TopicPart
from curator.read.interface import Text
from curator.read.topics import topic_key, topic_named
from curator.text.clean import clean
from curator.text.deadmark import unmarked
from curator.text.supplied import without
from curator.urls.find import is_address

RESOLVERS = {
    # identifier: the address that its registry promises to keep
    "doi": "https://doi.org/",
    "arxiv": "https://arxiv.org/abs/",
}

NOTHING = Details()
"""What a format says that says nothing of an item but link, title and note."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item as its format gives it: `path` is the headings or folders above it, `further` are its other topics.

    The topmost heading or folder is the item's topic.
    """

    line: int
    url: str = ""
    title: str = ""
    note: str = ""
    label: str = ""
    path: tuple[str, ...] = ()
    details: Details = NOTHING
    further: tuple[str, ...] = ()


class Collector:
    """Gathers items into a document; what an item lacks or must not have becomes a `Skipped`."""

    def __init__(self, text: Text, name: str) -> None:
        self._document = Document(text.key, name, text.encoding)
        self._topics: dict[str, Topic] = {}
        self._sections: list[Section] = [Section(0, 0, "")]
        self._places: dict[tuple[str, ...], int] = {(): 0}
        self._mentions: list[Mention] = []
        self._skipped: list[Skipped] = []

    def add(self, item: Item) -> None:
        """Take an item: a reference if it has an address or an identifier, a paper if it has a title only."""
        url = web_address(item.url) or web_address(resolved(item.details))
        title = clean(mended(item.title))
        if url:
            self._mention(item, Kind.REFERENCE, url, None if title == url else title)
        elif item.url.strip():
            self.skip("scheme" if _SCHEME.match(item.url.strip()) else "no-address", item.url, item.line)
        elif title:
            self._mention(item, Kind.PAPER, None, title)
        else:
            self.skip("no-link", line=item.line)

    def skip(self, reason: str, detail: str = "", line: int | None = None) -> None:
        """Note what could not be used; `reason` is a code of `curator.read.reasons`."""
        self._skipped.append(Skipped(reason, clean(mended(detail))[:80], line))

    def document(self, title: str = "", day: date | None = None) -> Document:
        """Give the document with everything gathered."""
        return replace(
            self._document, title=clean(mended(title)) or None, date=day, sections=tuple(self._sections),
            mentions=tuple(self._mentions), skipped=tuple(self._skipped),
            topics=tuple(TopicPart(topic) for topic in self._topics.values()),
        )

    def _mention(self, item: Item, kind: Kind, url: str | None, title: str | None) -> None:
        """Add the item where it stands and in its other topics: lists of those say of it what this one says."""
        note, label = without(unmarked(clean(mended(item.note)))), clean(mended(item.label))
        details = _cleaned(item.details) if item.details != NOTHING else None
        mention = Mention(item.line, kind, url, title or None, note or None, label or None, 0, details)
        self._mentions.append(mention._replace(section=self._section(item.path, item.line)))
        for topic in item.further:
            keyless = replace(details, key="") if details else None
            self._mentions.append(mention._replace(section=self._section((topic,), item.line), details=keyless))

    def _section(self, path: Sequence[str], line: int) -> int:
        """Find the section of a path; the first item that names it makes it, and those above it."""
        wanted = tuple(filter(None, (clean(mended(name)) for name in path)))
        for level in range(1, len(wanted) + 1):
            if wanted[:level] not in self._places:
                self._places[wanted[:level]] = len(self._sections)
                topic = self._topic(wanted[0])
                self._sections.append(Section(line, level, wanted[level - 1], wanted[:level], topic=topic))
        return self._places[wanted]


    def _topic(self, name: str) -> Topic:
        topic = topic_named(name)
        return self._topics.setdefault(topic_key(topic), topic)


def web_address(written: str) -> str:
    """Give an address that can be catalogued, or an empty string.

    As browsers do (WHATWG URL, 4.4), spaces around it and line ends inside are dropped; what else cannot be shown
    (control characters, marks of direction) is percent-encoded, because an address is shown and stored.
    """
    url = _BREAKS.sub("", mended(written).strip())
    if not (is_address(url) or _HOST_FIRST.match(url)):
        return ""
    return url if url.isprintable() else "".join(c if c.isprintable() else _percent(c) for c in url)


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode())


def resolved(details: Details) -> str:
    """Give the address that leads to an item known by an identifier only."""
    if details.doi:
        return RESOLVERS["doi"] + details.doi
    return RESOLVERS["arxiv"] + details.arxiv if details.arxiv else ""


def _cleaned(details: Details) -> Details:
    """Clean every field as titles are; most need nothing."""
    fields = [(name, getattr(details, name)) for name in Details.__slots__]
    if all("".join(value).isprintable() for _, value in fields):
        return details
    cleaned: dict[str, Any] = {
        name: clean(mended(value)) if isinstance(value, str) else tuple(filter(None, (clean(mended(v)) for v in value)))
        for name, value in fields
    }
    return Details(**cleaned)


def mended(text: str) -> str:
    """Replace halves of surrogate pairs, which JSON and HTML can write but no encoding can store."""
    return _SURROGATES.sub("\ufffd", text)


_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*+:\S")  # RFC 3986, 3.1
_HOST_FIRST = re.compile(r"//[^/?#\s]")
_BREAKS = re.compile(r"[\t\n\r]+")
_SURROGATES = re.compile("[\ud800-\udfff]")
