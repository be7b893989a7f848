"""A reading list as a page for the browser, the phone and the printer: one file that asks nobody for anything.

`curator import` reads it back to the same links, titles and remarks. What a page says about an entry and the entry
itself does not, stands in elements marked `data-nosnippet`, which readers pass over.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, groupby, islice
from typing import NamedTuple, TextIO

from curator.export.coins import context_object
from curator.export.facts import NOTHING
from curator.export.keys import safe
from curator.export.plain import address, copy_of, linkable, own_title, remarks, tongue, whole
from curator.model import Entry, Place
from curator.pages.page import Exact, page
from curator.text import outline
from curator.text.plain import plain
from curator.urls.find import embedded

DEEPEST = 6
"""HTML has six levels of headings; what lies deeper gets the sixth."""

NAMED = 5
"""Posts that are named as citing an entry or as repeating a section; of more, there is a number."""


class Words(NamedTuple):
    """Words, and the address they lead to; empty where they lead nowhere."""

    text: str
    address: str = ""


class Heading(NamedTuple):
    """A heading. `number` is that of a topic, which the table of contents leads to, and 0 for any other."""

    level: int
    name: str
    number: int


class Places(NamedTuple):
    """The first places, and how many more there are."""

    named: tuple[str, ...]
    more: int


class Item(NamedTuple):
    """An entry as the page shows it.

    `anchor` is the citation key, where the page has not named it before. `label` stands before a link that has no
    title of its own. `also` are other addresses of the same work, `copy` is what an archive keeps of a link that is
    dead.
    """

    entry: Entry
    anchor: str
    language: str
    label: str
    link: Words
    notes: tuple[Words, ...]
    about: tuple[str, ...]
    places: Places
    also: tuple[str, ...]
    copy: str
    coins: str


class Group(NamedTuple):
    """Entries under the same headings, of which those are given that were not given before."""

    headings: tuple[Heading, ...]
    copies: Places
    items: Iterable[Item]


class Html:
    """Topics and headings in the order of the entries, with a table of contents and an anchor for each citation key."""

    name = "html"
    suffix = ".html"
    grouped = True
    keyed = True

    def write(self, entries: Iterable[Entry], out: TextIO, title: str) -> None:
        """Write the page as it is made."""
        contents: list[Heading] = []
        stream = iter(entries)
        first = tuple(islice(stream, 1))
        pieces = page(
            "curator.export", "list.html", title=plain(title) or "Reading list", contents=contents,
            has_contents=any(entry.topic for entry in first), groups=_groups(chain(first, stream), contents),
            level=outline.BELOW if first and first[0].topic else outline.TITLE,
        )  # fmt: skip
        for piece in pieces:
            out.write(piece)


def _groups(entries: Iterable[Entry], contents: list[Heading]) -> Iterator[Group]:
    """Give the entries by their headings, and add each topic to the contents as it comes."""
    before: tuple[str, ...] = ()
    for path, under in groupby(entries, key=lambda entry: (entry.topic, *entry.path)):
        here = tuple(map(plain, path))
        headings = tuple(_headings(before, here, len(contents) + 1))
        contents += (heading for heading in headings if heading.number)
        yield _group(headings, under)
        before = here


def _headings(before: tuple[str, ...], here: tuple[str, ...], number: int) -> Iterator[Heading]:
    """Give the headings that lead from one place of the list to the next; a topic gets the number."""
    kept = len(here) if before == here else min(_in_common(before, here), len(here) - 1)
    for level in range(kept, len(here)):
        if here[level]:
            yield Heading(min(level + 2, DEEPEST), here[level], 0 if level else number)


def _in_common(before: tuple[str, ...], here: tuple[str, ...]) -> int:
    pairs = zip(before, here, strict=False)
    return next((level for level, (old, new) in enumerate(pairs) if old != new), min(len(before), len(here)))


def _group(headings: tuple[Heading, ...], under: Iterator[Entry]) -> Group:
    first = next(under)
    return Group(headings, _places(first.copies), map(_item, chain((first,), under)))


def _item(entry: Entry) -> Item:
    url, title = address(entry), own_title(entry)
    return Item(
        entry=entry,
        anchor=safe(entry.key) if _is_at_home(entry) else "",
        language=tongue(entry),
        label="" if title or entry.url is None else entry.label or "",
        link=Words(_shown(entry), Exact(linkable(url))),
        notes=tuple(_linked(remarks(entry))),
        about=tuple(_about(entry)),
        places=_places(entry.places),
        also=tuple(filter(linkable, map(whole, entry.also))),
        copy=_copy(entry),
        coins=context_object(entry),
    )


def _shown(entry: Entry) -> str:
    """Give the title, else the address; a work without one stands in the marks that Chinese texts put around works."""
    if entry.url is not None:
        return own_title(entry) or address(entry)
    name = own_title(entry) or entry.display
    return name if name.startswith("《") and name.endswith("》") else f"《{name}》"


def _is_at_home(entry: Entry) -> bool:
    """Tell whether this is the first of the topics in which the entry stands: no anchor may come twice."""
    home = entry.topics[:1] or [place.title or place.document for place in entry.places[:1]]
    return entry.topic in {"", *home}


def _linked(text: str) -> Iterator[Words]:
    """Take remarks apart into words and the addresses among them, as other readers of them do."""
    at = 0
    for start, end in embedded(text):
        yield Words(Exact(text[at:start]))
        yield Words(text[start:end], Exact(linkable(whole(text[start:end]))))
        at = end
    yield Words(Exact(text[at:]))


def _about(entry: Entry) -> Iterator[str]:
    """Say who made it, when, and where it stands; and what its curator made of it."""
    details = entry.details or NOTHING
    yield entry.host
    yield "★" if entry.starred else ""
    yield entry.reading.replace("-", " ")
    yield "; ".join(details.authors)
    yield details.container
    yield details.issued
    yield from (f"#{tag}" for tag in details.tags)


def _copy(entry: Entry) -> str:
    return linkable(copy_of(entry)) if entry.marked else ""


def _places(places: tuple[Place, ...]) -> Places:
    names = list(dict.fromkeys(place.title or place.document for place in places))
    return Places(tuple(names[:NAMED]), max(0, len(names) - NAMED))
