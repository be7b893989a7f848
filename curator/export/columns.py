"""What the data formats (CSV, JSON Lines, Parquet) say of an entry: one table of columns for all three.

Names and types are stable: columns are added at the end, none is renamed. A row has every column; what nobody said is
null, or a list without elements. Texts are clean lines (`text.plain`).
"""

from __future__ import annotations

from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from curator.export import facts
from curator.export.entrytypes import kind_of
from curator.export.plain import address, own_title, whole
from curator.model import Entry
from curator.text.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from curator.model import Place

SAID = None
"""Stands for the value of a column that is the field of `Details` with the column's name."""


class Column(NamedTuple):
    """A column: its name, its type (a word of `TYPES`), what gives its value, and what that means.

    `of` is the field of an entry that all of it comes from, where most entries have nothing but the default there.
    """

    name: str
    type: str
    value: Callable[[Entry], Any] | None
    about: str
    of: str = ""


TYPES = {
    "text": "one clean line",
    "date": "a day; in JSON and CSV `YYYY-MM-DD`",
    "flag": "true or false",
    "texts": "a list of texts; in CSV one text with `; ` between, and a backslash before a `;` or `\\` of their own",
    "places": "a list of objects with `document`, `title`, `date`, `line`, `topic` and `path`; in CSV `document:line`",
}


def _text(value: str | None) -> str | None:
    return (plain(value) or None) if value else None


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    return tuple([line for line in map(plain, values) if line]) if values else ()


@lru_cache(maxsize=4_096)
def _headings(values: tuple[str, ...]) -> tuple[str, ...]:
    """Give texts that many entries share."""
    return _texts(values)


@lru_cache(maxsize=4_096)
def _topic(label: str) -> str | None:
    """Give a text that many entries share, too."""
    return _text(label)


def _address(url: str | None) -> str | None:
    return whole(url) if url else None


COLUMNS = (
    Column("key", "text", lambda entry: plain(entry.key), "the citation key, stored once"),
    Column("identity", "text", lambda entry: plain(entry.identity), "what makes two addresses one link"),
    Column("kind", "text", kind_of, "the kind of work, in the words of CSL 1.0.2"),
    Column("url", "text", lambda entry: address(entry) or None, "the address as written, with its scheme"),
    Column("title", "text", own_title, "the title that places give it; null where none does"),
    Column("display", "text", lambda entry: _text(entry.display), "what may be shown instead of a title"),
    Column("label", "text", lambda entry: _text(entry.label), "the label line over the link", "label"),
    Column("authors", "texts", SAID, "`Family, Given`, or a name in one piece"),
    Column("issued", "text", SAID, "when it was published: `YYYY`, `YYYY-MM` or a day"),
    Column("container", "text", SAID, "journal, book or site"),
    Column("publisher", "text", SAID, "who published it"),
    Column("editors", "texts", SAID, "as authors"),
    Column("volume", "text", SAID, "as said"),
    Column("number", "text", SAID, "of the issue, the report, or in the series"),
    Column("pages", "text", SAID, "a range as `1-9`"),
    Column("doi", "text", lambda entry: _text(facts.doi(entry)), "its own, or the one that arXiv registers"),
    Column("arxiv", "text", lambda entry: _text(facts.arxiv_id(entry)), "the number of a preprint"),
    Column("arxiv_class", "text", SAID, "arXiv's class, as `cs.CL`"),
    Column("language", "text", SAID, "as said, not guessed"),
    Column("tags", "texts", SAID, "tags of bookmarks and bibliographies, and one's own"),
    Column("notes", "texts", lambda entry: _texts(entry.notes), "all remarks", "notes"),
    Column("topics", "texts", lambda entry: _headings(entry.topics or (entry.topic,)), "all; that of the path first"),
    Column("path", "texts", lambda entry: _headings(entry.path), "the headings under the first topic"),
    Column("also", "texts", lambda entry: tuple(map(whole, entry.also)), "other addresses of the same work", "also"),
    Column("accessed", "date", attrgetter("urldate"), "the day it was last seen, or came"),
    Column("added", "date", attrgetter("added"), "the day it came into the catalogue"),
    Column("verdict", "text", lambda entry: entry.health.verdict or None, "how the link stands", "health"),
    Column("since", "date", attrgetter("health.since"), "the day that verdict became true", "health"),
    Column("checked", "date", attrgetter("health.checked"), "the day of the last look", "health"),
    Column("moved_to", "text", lambda entry: _address(entry.health.moved_to), "where it moved for good", "health"),
    Column("archive", "text", lambda entry: _address(entry.health.archive), "the best archived copy", "health"),
    Column("starred", "flag", attrgetter("starred"), "whether its curator gave it a star", "starred"),
    Column("reading", "text", lambda entry: entry.reading or None, "`to-read`, `read`, or null", "reading"),
    Column("host", "text", lambda entry: _text(entry.host), "the host of the address"),
    Column("own_keys", "texts", lambda entry: _texts(entry.own_keys), "its keys in bibliographies", "own_keys"),
    Column("places", "places", lambda entry: [_place(place) for place in entry.places], "where documents give it"),
)

_CLEANED: dict[str, Callable[[Any], Any]] = {"text": _text, "texts": _texts}
_SAID = tuple((column.name, _CLEANED[column.type]) for column in COLUMNS if column.value is SAID)
_ALWAYS = tuple((column.name, column.value) for column in COLUMNS if column.value and not column.of)
_EMPTY: dict[str, Any] = {"texts": (), "flag": False}
_UNSAID: dict[str, Any] = {column.name: _EMPTY.get(column.type) for column in COLUMNS}

_FIELDS = tuple(dict.fromkeys(column.of for column in COLUMNS if column.of))
_DEFAULTS = tuple(Entry._field_defaults[field] for field in _FIELDS)
_OF = tuple([(one.name, one.value) for one in COLUMNS if one.value and one.of == field] for field in _FIELDS)
_fields = attrgetter(*_FIELDS)


def row(entry: Entry) -> dict[str, Any]:
    """Give an entry as a row: the name of each column, and its value as text, date, flag or sequence."""
    found = _UNSAID.copy()  # in the order of the table
    for name, value in _ALWAYS:
        found[name] = value(entry)
    said = _fields(entry)
    if said != _DEFAULTS:  # of most entries nobody says any of them: one look instead of a dozen
        for one, default, columns in zip(said, _DEFAULTS, _OF, strict=True):
            if one != default:
                for name, value in columns:
                    found[name] = value(entry)
    if entry.details is not None:
        for name, cleaned in _SAID:
            found[name] = cleaned(getattr(entry.details, name))
    return found


def _place(place: Place) -> dict[str, Any]:
    document, title, day, line, path, topic, _ = place
    return {
        "document": plain(document), "title": _text(title), "date": day, "line": line,
        "topic": _topic(topic), "path": _headings(path),
    }
