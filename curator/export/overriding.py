"""Entries as people want them: what somebody says of a link stands above what documents say."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from curator.model import Details, Entry, Value
from curator.text.fold import fold

Words = Mapping[tuple[str, str], Value]
"""What is said of one link, by field and item."""

DETAILS = frozenset({"authors", "issued", "container", "publisher", "kind", "doi", "arxiv", "language"})
"""The fields that `Details` has under the same names."""

MARKS = {"star": "starred", "reading": "reading"}
"""The fields that stand in an entry itself, and what they are called there."""


class Own(NamedTuple):
    """What is said of all links of a work: of each field or tag one word, and all notes."""

    words: Words
    notes: tuple[str, ...]


def together(links: Iterable[Words]) -> Own:
    """Bring together what is said of the links of one work, the one that is shown first: the first has the word.

    Tags and notes add up.
    """
    words: dict[tuple[str, str], Value] = {}
    notes: dict[str, None] = {}
    for said in links:
        words = {**said, **words}
        notes.update((note, None) for (field, _), note in said.items() if field == "note" and isinstance(note, str))
    return Own(words, tuple(notes))


def overridden(entry: Entry, own: Own) -> Entry:
    """Give an entry with what is said in place of what was found."""
    said = {field: value for (field, item), value in own.words.items() if not item}
    changed: dict[str, Any] = {"details": _details(entry.details or Details(), said, own.words)}
    if "title" in said:
        changed |= {"title": said["title"] or None, "display": said["title"] or _untitled(entry)}
    if own.notes:
        changed["notes"] = tuple(dict.fromkeys((*own.notes, *entry.notes)))
    changed |= {name: said[field] for field, name in MARKS.items() if field in said}
    return entry._replace(**changed)


def _untitled(entry: Entry) -> str:
    return entry.label or next(iter(entry.path[-1:]), "") or entry.topic or entry.host


def _details(found: Details, said: Mapping[str, Value], words: Words) -> Details | None:
    own: dict[str, Any] = {name: said[name] for name in DETAILS & said.keys()}
    lists = {name: tuple(value) for name, value in own.items() if isinstance(value, list)}
    details = replace(found, **{**own, **lists}, tags=tags_by_words(found.tags, words))
    return details if details != Details() else None


def tags_by_words(found: Iterable[str], words: Words) -> tuple[str, ...]:
    """Give the found tags that are not denied, in the own spelling where there is one, then the others."""
    said = {item: value for (field, item), value in words.items() if field == "tag"}
    if not said:
        return tuple(found)
    tags = {fold(tag): tag for tag in found} | said
    return tuple(tag for tag in tags.values() if isinstance(tag, str))
