"""CSL-JSON, as citation processors, pandoc and Zotero take it (resource.citationstyles.org, csl-data.json 1.0.2)."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TextIO

from curator.export import facts, language
from curator.export.entrytypes import kind_of
from curator.export.keys import safe
from curator.export.plain import address, copy_of, marked_notes, own_title, shown_title, whole
from curator.model import Entry
from curator.text.plain import plain

Item = dict[str, Any]


class Home(NamedTuple):
    """The variables in which kinds of works keep the name of what contains them, and their number."""

    kinds: tuple[str, ...]
    container: str
    number: str
    reason: str


HOMES = (
    Home(("article-journal", "article-magazine", "article-newspaper", "review", "review-book", "periodical"),
         "container-title", "issue", "the number is that of an issue"),
    Home(("book", "collection"), "collection-title", "collection-number", "a book stands in a series at most"),
    Home(("*",), "container-title", "number", "the number is the work's own: a report's, a patent's"),
)
"""The last row serves every other kind."""

LOCALES = {"zh": "zh-CN"}
"""Tags for which CSL has locales by country only; the script of a title does not tell which Chinese it is."""

_HOMES = {kind: row for row in HOMES for kind in row.kinds}
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_MARKUP = re.compile(r"<(?=/?(?:i|b|sup|sub|sc|span)\b)")
_NOTHING = '<<span class="nocase"></span>'
"""Processors take `<i>`, `<b>` and the like for markup, and the format has no escape. Markup of nothing between bracket
and name ends that: pandoc, citeproc-js and citeproc-py all show the one bracket."""

_VARIABLE = re.compile(r"[^\W\d_][\w-]*:|\{:")
"""A note that begins so is no note to pandoc and Zotero, but sets a variable: `DOI: 10.1/x`, `type: book`."""


class CslJson:
    """One array with one item a line, so that it is written, compared and read line by line."""

    name = "csl-json"
    suffix = ".json"
    grouped = False
    keyed = True

    def write(self, entries: Iterable[Entry], out: TextIO, title: str) -> None:  # noqa: ARG002 - no place for a title
        """Write all entries, in the order given."""
        encode = json.JSONEncoder(ensure_ascii=False).encode
        before = "[\n"
        for entry in entries:
            out.write(before + encode(item(entry)))
            before = ",\n"
        out.write("[]\n" if before == "[\n" else "\n]\n")


def item(entry: Entry) -> Item:
    """Give the entry as an item of CSL: only variables that the schema knows, and only those about which it says."""
    said = {"id": safe(entry.key), "type": kind_of(entry), "title": text(shown_title(entry))}
    return said | {name: value for name, value in _variables(entry) if value}


def text(value: str) -> str:
    """Write a text that processors read as it stands."""
    return _MARKUP.sub(_NOTHING, plain(value))


def note(entry: Entry) -> str:
    """Write the remarks, which nobody takes for markup. A space before them keeps them what they are."""
    said = marked_notes(entry)
    return f" {said}" if _VARIABLE.match(said) else said


def _variables(entry: Entry) -> Iterator[tuple[str, Any]]:
    details = entry.details or facts.NOTHING
    home = _HOMES.get(kind_of(entry), HOMES[-1])
    number = facts.arxiv_id(entry)
    yield "author", [_name(name) for name in map(plain, details.authors) if name]
    yield "editor", [_name(name) for name in map(plain, details.editors) if name]
    yield "issued", date_parts(details.issued) if facts.issued(details) else None
    yield home.container, text(details.container)
    yield "publisher", text(details.publisher)
    yield "volume", text(details.volume)
    yield "number", f"arXiv:{plain(number)}" if number else ""
    yield home.number, text(details.number)
    yield "page", text(details.pages)
    yield "DOI", plain(facts.doi(entry))
    if entry.url:
        yield "URL", address(entry)
        yield "accessed", date_parts(entry.urldate.isoformat())
    yield "language", _language(entry)
    yield "keyword", ", ".join(text(word.replace(",", " ")) for word in facts.keywords(entry))
    yield "note", note(entry)
    yield "custom", {name: value for name, value in _custom(entry) if value}


def _custom(entry: Entry) -> Iterator[tuple[str, Any]]:
    """Give what CSL has no variable for: how the link stands, where the entry belongs, and what its own keys were.

    Keywords are topics and tags in one; a title that is not the entry's own is called supplied, as cataloguers do.
    """
    health = entry.health
    yield "topics", [topic for topic in map(plain, entry.topics or (entry.topic,)) if topic]
    yield "path", [heading for heading in map(plain, entry.path) if heading]
    yield "tags", [tag for tag in map(plain, entry.details.tags) if tag] if entry.details else []
    yield "label", plain(entry.label or "")
    yield "supplied-title", own_title(entry) is None
    yield "verdict", health.verdict
    yield "since", health.since.isoformat() if health.since else ""
    yield "checked", health.checked.isoformat() if health.checked else ""
    yield "moved-to", whole(health.moved_to) if health.moved_to else ""
    yield "archive-url", copy_of(entry)
    yield "arxiv-class", plain(entry.details.arxiv_class) if entry.details else ""
    yield "own-keys", [plain(key) for key in entry.own_keys if key != entry.key]


def date_parts(day: str) -> dict[str, list[list[int]]]:
    """Write a date as precise as it is said: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
    return {"date-parts": [[int(part) for part in day.split("-")]]}


def _name(name: str) -> dict[str, str]:
    parts = facts.person(name)
    if not parts:
        return {"literal": text(name)}
    names = ("family", "given") if len(parts) == 2 else ("family", "suffix", "given")
    return dict(zip(names, map(text, parts), strict=True))


def _language(entry: Entry) -> str:
    """Give the language as a tag: as it was said, if that is one, else by name or script."""
    said = entry.details.language if entry.details else ""
    found = language.of(entry.title or entry.display, said)
    tag = said if "-" in said and _TAG.fullmatch(said) else found.tag if found else ""
    return LOCALES.get(tag, tag)
