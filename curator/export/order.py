"""The orders in which lists may be written: one table of what entries are sorted by."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from curator.export.pinyin import syllable
from curator.text.fold import fold
from curator.text.late import late

if TYPE_CHECKING:
    from curator.model import Entry

SortKey: TypeAlias = tuple[bool, str, str]
"""Whether there is nothing to sort by, what is sorted by, and what tells apart what is alike."""

_HAN = late("[\u3400-\u9fff]")


class Sort(NamedTuple):
    """One order: its name, what of an entry it goes by, and how that is meant. An empty text: there is none."""

    name: str
    value: Callable[[Entry], str]
    about: str


def read_aloud(text: str) -> str:
    """Give the text by which words of all scripts sort as a dictionary has them: Chinese by pinyin, without tones.

    Case, accents of width and punctuation around do not count. What sounds alike stands together character by
    character, and a syllable before all that begin with it (西 before 先).
    """
    return _HAN.sub(lambda char: f"{syllable(char[0])} {char[0]}", fold(text))


def _author(entry: Entry) -> str:
    names = entry.details.authors if entry.details else ()
    return read_aloud(names[0]) if names else ""


def _post(entry: Entry) -> str:
    if not entry.places:
        return ""
    first = min(entry.places, key=lambda place: (place.date is None, place.date, place.document, place.line))
    return f"{first.date or '~'} {first.document} {first.line:09}"


SORTS = (
    Sort("key", lambda entry: entry.key.lower(), "the citation key: the order of lists that know no topics"),
    Sort("title", lambda entry: read_aloud(entry.title or entry.display), "read aloud: Chinese by pinyin"),
    Sort("author", _author, "the first author's name as it is written, read aloud"),
    Sort("date", lambda entry: entry.details.issued if entry.details else "", "when the work itself was published"),
    Sort("added", lambda entry: entry.added.isoformat() if entry.added else "", "when it came into the catalogue"),
    Sort("host", lambda entry: entry.host, "the host of its address"),
    Sort("posts", _post, "the date of the first post that gives it, and its place there"),
)
"""What `--sort` takes. What there is nothing to sort by stands at the end, whichever the direction."""

ORDERS = {row.name: row for row in SORTS}


def sort_key(sort: Sort, *, reverse: bool) -> Callable[[Entry], SortKey]:
    """Give what compares entries; no two of them are alike."""

    def key(entry: Entry) -> SortKey:
        value = sort.value(entry)
        return (not value) is not reverse, value, f"{entry.key.lower()} {entry.identity}"

    return key
