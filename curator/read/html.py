"""Web pages: headings are sections, a link alone in its line or leading its list item is a reference."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import urljoin

from curator.model import Details, Document, Kind, Mention, Section, Skipped
from curator.read.interface import Text
from curator.read.items import mended, web_address
from curator.read.topics import Assignment, outlined
from curator.text import dates, outline
from curator.text.clean import clean
from curator.text.html import Block, Page, Part, parse

DATES: Final = (
    # name or property of a <meta> that tells when the page appeared: who writes it
    "article:published_time",  # Open Graph
    "datepublished",  # schema.org
    "citation_publication_date",  # Highwire, scholarly publishers
    "dc.date.issued",  # Dublin Core
    "dc.date",
    "date",
)
"""The first that holds a date wins; after them the first `<time>`."""

HEADINGS: Final = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}

ITEMS: Final = frozenset({"li", "dt", "dd"})
"""Blocks in which a link that comes first is the item and the rest its note."""

_NO_WORDS = re.compile(r"[\W_]*\Z|\W*\d{1,3}\W*\Z")
_WORK = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》((?:\s*[—–-].*)?)", re.DOTALL)
_LABEL = re.compile(r"([^:：]{1,20})[:：]\s*\Z")
_ANY_LABEL = re.compile(r"(.+): ?\Z", re.DOTALL)
"""Before the links of our own lists stands nothing but labels, of any length."""
_DASH = " — "
"""What says plainly that a description follows, also one without a letter; our own lists have it."""
_EDGES = " \t\n-–—:：·|,，;；"


class HtmlReader:
    """Reads web pages. Links without an absolute web address, pictures, navigation and code are passed over."""

    name = "html"
    suffixes = (".html", ".htm", ".xhtml")

    def sniff(self, text: Text) -> bool:
        """Tell by the first tag, after comments and an XML declaration."""
        head = re.sub(r"<!--.*?-->|<\?.*?>", "", text.text[:4000], flags=re.DOTALL).lstrip()[:100].lower()
        return head.startswith(("<!doctype html", "<html", "<head", "<body"))

    def read(self, text: Text) -> Document:
        """Read one page."""
        page = parse(text.text)
        level = outline.in_metas(page.metas.get(outline.META, ""))
        found = _Outline(page.base, _ANY_LABEL if level else _LABEL)
        for block in page.blocks:
            found.take(block)
        topics = outlined(level, found.sections()) if level else Assignment(None, None, (), found.sections())
        return Document(
            key=text.key, format=self.name, encoding=text.encoding,
            title=clean(mended(page.title)) or found.first or None,
            date=next((day for day in map(dates.whole, _written_dates(page)) if day), None),
            topics=topics.topics, sections=topics.sections, mentions=tuple(found.mentions),
            skipped=tuple(Skipped(problem) for problem in page.problems),
        )


def _written_dates(page: Page) -> Iterator[str]:
    yield from (page.metas.get(name, "") for name in DATES)
    yield from page.times


class _Outline:
    """The sections and mentions found so far."""

    def __init__(self, base: str, label: re.Pattern[str]) -> None:
        self._label = label
        self.mentions: list[Mention] = []
        self.first = ""
        self._base = web_address(base)
        self._above: list[tuple[int, str]] = []
        self._sections = [Section(0, 0, "")]
        self._texts: list[list[str]] = [[]]

    def sections(self) -> tuple[Section, ...]:
        """Give all sections with the text that gathered in them."""
        pairs = zip(self._sections, self._texts, strict=True)
        return tuple(replace(section, text="\n".join(text)) for section, text in pairs)

    def take(self, block: Block) -> None:
        """Read one block: a heading opens a section, which its own links belong to."""
        heading = clean(mended(block.text)) if block.tag in HEADINGS else ""
        if heading:
            self._open(heading, HEADINGS[block.tag], block.line)
        for line in _lines(block.parts):
            if block.tag in ITEMS and self._names_a_work(line, block.line):
                continue
            text = self._line_of(line, item=block.tag in ITEMS)
            if text and not heading:
                self._texts[-1].append(text)

    def _open(self, heading: str, level: int, line: int) -> None:
        self.first = self.first or heading
        while self._above and self._above[-1][0] >= level:
            self._above.pop()
        self._above.append((level, heading))
        self._sections.append(Section(line, level, heading, tuple(name for _, name in self._above)))
        self._texts.append([])

    def _line_of(self, parts: Sequence[Part], *, item: bool) -> str:
        """Catalogue the links of one line; give the words that are text of the section."""
        links = [part for part in parts if part.attributes is not None and self._address(part)]
        words = "".join(part.text for part in parts if part not in links)
        if not links:
            return _plain(words)
        first = parts.index(links[0])
        before = "".join(part.text for part in parts[:first])
        label = self._label.fullmatch(_plain(before))
        described = item and first + 1 < len(parts) and parts[first + 1].text.startswith(_DASH)
        if not described and _NO_WORDS.match(words.replace(before, "", 1) if label else words):
            for link in links:
                self._add(link, Kind.REFERENCE, label=label[1] if label else None)
            return ""
        leads = item and (label is not None or bool(_NO_WORDS.match(before)))
        return self._sentence(parts, links, leads=leads, label=label[1] if label else None)

    def _names_a_work(self, parts: Sequence[Part], line: int) -> bool:
        """Catalogue a list item that is a work's name as Chinese texts write it, `《…》`, and maybe a remark on it."""
        found = _WORK.fullmatch(_plain("".join(part.text for part in parts)))
        if found is None or any(part.attributes is not None for part in parts):
            return False
        note = found[2].strip().removeprefix(_DASH.strip()).strip() or None
        self.mentions.append(Mention(line, Kind.PAPER, None, found[1], note, section=len(self._sections) - 1))
        return True

    def _sentence(self, parts: Sequence[Part], links: Sequence[Part], *, leads: bool, label: str | None) -> str:
        """Links among words are inline, but for one that leads a list item: what follows it is its note."""
        if leads:
            after = "".join(part.text for part in parts[parts.index(links[0]) + 1 :])
            note = _plain(after.removeprefix(_DASH)) if after.startswith(_DASH) else _plain(after).strip(_EDGES)
            self._add(links[0], Kind.REFERENCE, note=note, label=label)
        for link in links[leads:]:
            self._add(link, Kind.INLINE)
        return "" if leads else _plain("".join(part.text for part in parts))

    def _address(self, part: Part) -> str:
        href = ((part.attributes or {}).get("href") or "").strip()
        if not href or href.startswith("#"):
            return ""
        try:
            whole = urljoin(self._base, href) if self._base else href
        except ValueError:  # urllib refuses what looks like a broken IPv6 host
            whole = href
        # A browser takes `host.org/x` for a path below the page.
        return web_address(whole) if "//" in whole[:8] else ""

    def _add(self, link: Part, kind: Kind, note: str | None = None, label: str | None = None) -> None:
        """Add one link; a picture alone is a badge, whatever stands around it."""
        title = _plain(link.text)
        url = self._address(link)
        kind = Kind.BADGE if link.image and not title else kind
        shown = None if title == url else title or None
        self.mentions.append(
            Mention(link.line, kind, url, shown, note or None, label, len(self._sections) - 1, _details(link))
        )


def _details(link: Part) -> Details | None:
    """Give the day and the tags that Pocket's lists have beside a link."""
    facts = link.attributes or {}
    day = dates.from_stamp(facts.get("time_added", ""))
    tags = tuple(filter(None, (_plain(tag) for tag in facts.get("tags", "").split(","))))
    return Details(accessed=day, tags=tags) if day or tags else None


def _lines(parts: Sequence[Part]) -> Iterator[Sequence[Part]]:
    """Cut at line breaks."""
    line: list[Part] = []
    for part in parts:
        if part.text == "\n" and part.attributes is None:
            yield line
            line = []
        else:
            line.append(part)
    yield line


def _plain(words: str) -> str:
    return clean(mended(words)).strip()
