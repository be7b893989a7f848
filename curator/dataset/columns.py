"""What a dataset says of a link: one table, of which the Parquet schema, JSON Lines, card and Croissant are made.

Names and types are stable: columns are added at the end, none is renamed. A row has every column; what nobody said is
null, or a list without elements. But for `text` all texts are clean lines (`text.plain`).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from curator.crawl.facts import Field
from curator.dataset.splits import split_of
from curator.export.plain import address, whole
from curator.text.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from curator.dataset.item import Item, Kept, Seen
    from curator.model import Place


class Type(NamedTuple):
    """A type: what it is called by the Hugging Face hub (and Arrow), by schema.org, and what it means."""

    hub: str
    schema: str
    about: str


TYPES: Final = {
    "text": Type("string", "sc:Text", "text"),
    "address": Type("string", "sc:URL", "an address of the web"),
    "digest": Type("string", "sc:Text", "hexadecimal or Base32 digits"),
    "number": Type("int64", "sc:Integer", "a whole number"),
    "flag": Type("bool", "sc:Boolean", "true or false"),
    "day": Type("date32", "sc:Date", "a day; in JSON `YYYY-MM-DD`"),
    "time": Type("timestamp[ms, tz=UTC]", "sc:DateTime", "a time in UTC; in JSON as RFC 3339 has it"),
}


class Part(NamedTuple):
    """A value inside of a list of objects: its name, its type (with `several` a list of it), and what it means."""

    name: str
    type: str
    about: str
    several: bool = False


class Column(NamedTuple):
    """A column: its name, its type, what gives its value, where that comes from, and what it means.

    With `several` it is a list of values of its type, with `parts` a list of objects.
    """

    name: str
    type: str
    value: Callable[[Item], Any]
    source: str
    about: str
    several: bool = False
    parts: tuple[Part, ...] = ()


CITED: Final = (
    Part("document", "text", "the file or address of the document"),
    Part("title", "text", "its title"),
    Part("date", "day", "its day"),
    Part("path", "text", "the headings above the place", several=True),
    Part("line", "number", "the line, counted from 1"),
    Part("note", "text", "what it remarks there"),
)

FORBIDDEN: Final = (
    Part("source", "text", "where it stands: `robots.txt`, `X-Robots-Tag`, `meta robots`, `tdmrep.json` …"),
    Part("said", "text", "what it says there"),
)

SAYING: Final = (
    Part("field", "text", "the column"),
    Part("source", "text", "`curator`, `documents`, `identity`; else the tag, element, rule or service"),
)


def _said(field: Field) -> Callable[[Item], Any]:
    return lambda item: item.said[field].value


def _page(value: Callable[[Kept], Any]) -> Callable[[Item], Any]:
    return lambda item: value(item.page) if item.page else None


def _seen(value: Callable[[Seen], Any]) -> Callable[[Item], Any]:
    return lambda item: value(item.seen) if item.seen else None


def _lines(values: Iterable[str]) -> list[str]:
    return [line for line in map(plain, values) if line]


def _time(at: str) -> datetime:
    return datetime.fromisoformat(at).astimezone(UTC)


def _final(item: Item) -> str | None:
    found = item.page.url if item.page else item.seen.final if item.seen else None
    return whole(found) if found else None


def _description(item: Item) -> str | None:
    """Give what the page says it is about: a part of it, so it stays out where its text does."""
    return None if item.reserved else item.said[Field.DESCRIPTION].value


def _text(item: Item) -> str | None:
    """Give the text, with line ends of one kind: some programs take twelve characters for an end of line."""
    if item.reserved or not item.words or not item.words.text:
        return None
    return "\n".join(item.words.text.splitlines())


def _cited(place: Place) -> dict[str, Any]:
    return {
        "document": plain(place.document), "title": plain(place.title or "") or None, "date": place.date,
        "path": _lines(place.path), "line": place.line, "note": plain(place.note) or None,
    }


NAMES: Final = {Field.AUTHOR: "authors", Field.KEYWORD: "keywords"}
"""Fields whose columns have another name."""


def _sources(item: Item) -> list[dict[str, str]]:
    return [
        {"field": NAMES.get(field, field.value), "source": said.source}
        for field, said in item.said.items() if said.source and not (field is Field.DESCRIPTION and item.reserved)
    ]  # fmt: skip


_PAGE, _DOCUMENTS = "the page", "documents"
_ANY = "curator, documents, the page, services"

TEXT: Final = Column("text", "text", _text, _PAGE, "its main text; null where it is not known, or reserved")

COLUMNS: Final = (
    Column("identity", "text", lambda item: plain(item.entry.identity), "the address",
           "what makes two addresses one link"),
    Column("key", "text", lambda item: plain(item.entry.key), "curator", "its citation key, stored once"),
    Column("url", "address", lambda item: address(item.entry) or None, _DOCUMENTS, "the address as written"),
    Column("final_url", "address", _final, "the look", "where that led when it was fetched, else looked at, last"),
    Column("title", "text", _said(Field.TITLE), _ANY, "its title"),
    Column("authors", "text", _said(Field.AUTHOR), _ANY, "as written, or `Family, Given`", several=True),
    Column("site", "text", _said(Field.SITE), _ANY, "the journal, site or account that it appeared in"),
    Column("published", "text", _said(Field.PUBLISHED), _ANY, "`YYYY`, `YYYY-MM` or a day; never that of a post"),
    Column("modified", "text", _said(Field.MODIFIED), _ANY, "as `published`"),
    Column("language", "text", _said(Field.LANGUAGE), _ANY, "a tag of BCP 47, as said, not guessed"),
    Column("description", "text", _description, _ANY, "what it says it is about; null where its text is reserved"),
    Column("keywords", "text", _said(Field.KEYWORD), _ANY, "what it says it is filed under", several=True),
    Column("kind", "text", _said(Field.KIND), _ANY, "the kind of work, in the words of CSL 1.0.2"),
    Column("licence", "text", _said(Field.LICENCE), _ANY, "its own, as SPDX has it, else the address or the words"),
    Column("doi", "text", _said(Field.DOI), _ANY, "its own, or the one that arXiv registers"),
    Column("arxiv", "text", _said(Field.ARXIV), _ANY, "the number of a preprint"),
    Column("isbn", "text", _said(Field.ISBN), _ANY, "13 digits", several=True),
    Column("github", "text", _said(Field.GITHUB), _ANY, "`owner/repository`"),
    Column("topics", "text", lambda item: _lines(item.entry.topics or (item.entry.topic,)), _DOCUMENTS,
           "what it is listed under", several=True),
    Column("tags", "text", lambda item: _lines(item.entry.details.tags if item.entry.details else ()),
           "curator, documents", "tags of bookmarks and bibliographies, and one's own", several=True),
    Column("notes", "text", lambda item: _lines(item.entry.notes), "curator, documents", "all remarks", several=True),
    Column("cited_by", "text", lambda item: [_cited(place) for place in item.entry.places], _DOCUMENTS,
           "the places that give it", parts=CITED),
    Column("verdict", "text", lambda item: item.entry.health.verdict or "unchecked", "checks", "how the link stands"),
    Column("checked_at", "time", _seen(lambda seen: _time(seen.at)), "checks", "when it was looked at last"),
    Column("fetched_at", "time", _page(lambda page: _time(page.at)), "crawls", "when its page was fetched"),
    Column("status", "number", _page(lambda page: page.status), "crawls", "the status of that, as HTTP has it"),
    Column("content_type", "text", _page(lambda page: plain(page.kind) or None), "crawls", "without parameters"),
    Column("content_length", "number", _page(lambda page: page.size), "crawls", "bytes of the body, decompressed"),
    Column("content_digest", "digest", _page(lambda page: page.digest), "crawls", "of the body, as WARC has it"),
    Column("text_digest", "digest", lambda item: item.words.digest if item.words else None, _PAGE,
           "SHA-256 of the words of its main text"),
    Column("group", "digest", lambda item: item.group, "curator", "one name for links that are near-duplicates"),
    Column("split", "text", lambda item: split_of(item.group), "curator", "train, validation or test, by the group"),
    Column("warc_file", "text", _page(lambda page: page.file), "crawls", "the file with the record of its body"),
    Column("warc_offset", "number", _page(lambda page: page.begins), "crawls", "the byte at which that record stands"),
    Column("warc_length", "number", _page(lambda page: page.length), "crawls", "bytes of the record, compressed"),
    Column("robots_allowed", "flag", lambda item: item.allowed, "robots.txt",
           "whether we may fetch it; null where nobody knows"),
    Column("opt_outs", "text", lambda item: [{"source": one.source, "said": plain(one.said)} for one in item.opt_outs],
           "the owner", "what is forbidden of it", parts=FORBIDDEN),
    Column("sources", "text", _sources, "curator",
           "who gave the values of the columns from `title` to `github`", parts=SAYING),
)  # fmt: skip

def columns(*, texts: bool) -> tuple[Column, ...]:
    """Give the columns of a dataset, with the texts of pages or without."""
    return (*COLUMNS, TEXT) if texts else COLUMNS


def row(item: Item, wanted: Iterable[Column]) -> dict[str, Any]:
    """Give a link as a row: the name of each column, and its value as text, number, flag, time, day or list."""
    return {column.name: column.value(item) for column in wanted}
