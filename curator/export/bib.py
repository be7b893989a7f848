"""What BibTeX, BibLaTeX and their flavours have in common: the shape of a record, names, identifiers, keywords."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import TextIO

from curator.export import facts, language, latex
from curator.export.entrytypes import FURTHER, EntryType, Homes, type_of
from curator.export.facts import NOTHING, arxiv_archive, arxiv_id, doi, person
from curator.export.keys import safe
from curator.export.plain import address, dead_mark, remarks, shown_title, supplied_notes
from curator.model import Details, Entry
from curator.text.plain import plain

Field = tuple[str, str]
"""A field's name and its content, escaped; an empty content leaves the field out."""

_RANGE = re.compile(r"(?<=\w)[-–](?=\w)")

IN_WORDS = {"editor": "ed. by", "volume": "vol.", "number": "no.", "pages": "pp."}
"""What stands in the note before that for which a type has no field."""


class Bibliography(ABC):
    """One record for each entry. Fields have BibLaTeX's names; where a format has others, it says so itself."""

    suffix = ".bib"
    grouped = False
    keyed = True

    def write(self, entries: Iterable[Entry], out: TextIO, title: str) -> None:  # noqa: ARG002 - no place for a title
        """Write all entries, in the order given."""
        for entry in entries:
            kind = self.kind(type_of(entry))
            out.write(record(kind, entry.key, self._fields(entry, kind)))

    @abstractmethod
    def kind(self, row: EntryType) -> str:
        """Give the entry type."""

    @abstractmethod
    def homes(self, kind: str) -> Homes:
        """Give the fields that an entry type has for where a work stands."""

    def dates(self, details: Details) -> Iterator[Field]:
        """Write when the work was published, as precise as it was said; what is no date is left out."""
        yield "date", details.issued if facts.issued(details) else ""

    def eprint(self, archived: str) -> Iterator[Field]:
        """Write arXiv's name, and the class of the paper."""
        yield "eprinttype", "arxiv"
        yield "eprintclass", archived

    def shown(self, url: str, kind: str) -> Iterator[Field]:  # noqa: ARG002 - as said
        """Write what styles show that know no `url`: nothing, where all of them do."""
        yield from ()

    def _fields(self, entry: Entry, kind: str) -> Iterator[Field]:
        details = entry.details or NOTHING
        fields, rest = placed(details, self.homes(kind)) if entry.details else ([], [])
        number = arxiv_id(entry)
        yield "author", people(details.authors)
        yield "title", title(entry)
        yield from fields
        yield from self.dates(details)
        yield "langid", langid(entry)
        if number:
            yield "eprint", latex.verbatim(number)
            yield from self.eprint(latex.verbatim(details.arxiv_class or arxiv_archive(number)))
        yield "doi", latex.verbatim(doi(entry))
        if entry.url:
            url = latex.verbatim(address(entry))
            yield from self.shown(url, kind)
            yield "url", url
            yield "urldate", entry.urldate.isoformat()
        yield "keywords", keywords(entry)
        yield "note", note(entry, *rest)


def placed(details: Details, homes: Homes) -> tuple[list[Field], list[str]]:
    """Give what the type has fields for, and what it has none for in words for the note, not yet escaped."""
    stated = [*_named(details, homes), *_further(details, homes)]
    return [(name, content) for name, content, _ in stated if name], [words for name, _, words in stated if not name]


def _named(details: Details, homes: Homes) -> Iterator[tuple[str, str, str]]:
    """Give container and publisher: field, content, words. Where one field takes both, it has both."""
    taken: dict[str, list[str]] = {}
    for name, text in ((homes.container, details.container), (homes.publisher, details.publisher)):
        if text:
            taken.setdefault(name, []).append(text)
    for name, texts in taken.items():
        yield name, f"{{{latex.text('; '.join(texts))}}}", "; ".join(texts)


def _further(details: Details, homes: Homes) -> Iterator[tuple[str, str, str]]:
    """Give editors, volume, number and pages: field, content, words."""
    contents = (
        (people(details.editors), "; ".join(details.editors)),
        (latex.text(details.volume), details.volume),
        (latex.text(details.number), details.number),
        (_RANGE.sub("--", latex.text(details.pages)), details.pages),
    )
    for name, (content, text) in zip(FURTHER, contents, strict=True):
        if text:
            yield name if name in homes.further else "", content, f"{IN_WORDS[name]} {text}"


def record(kind: str, key: str, fields: Iterable[Field]) -> str:
    """Write one record. Keys come from the catalogue, where they are safe; a foreign one cannot break the file."""
    body = "".join([f"  {name} = {{{content}}},\n" for name, content in fields if content])
    return f"@{kind}{{{safe(key)},\n{body}}}\n\n"


def title(entry: Entry) -> str:
    """Write the title in braces of its own: no style may change its case."""
    return f"{{{latex.text(shown_title(entry))}}}"


def langid(entry: Entry) -> str:
    """Name the title's language for babel, or nothing."""
    said = entry.details.language if entry.details else ""
    found = language.of(entry.title or entry.display, said)
    return found.langid if found else ""


def people(named: Iterable[str]) -> str:
    """Write the names: `Family, Given` as such; any other is an organisation or a nickname and stays in one piece."""
    return " and ".join(_name(name) for name in map(plain, named) if name)


def _name(name: str) -> str:
    parts = person(name)
    return ", ".join(map(latex.text, parts)) if parts else f"{{{latex.text(name)}}}"


def keywords(entry: Entry) -> str:
    """Write the topics and the tags. A comma inside one would split it."""
    return ", ".join(latex.text(word.replace(",", " ")) for word in facts.keywords(entry))


def note(entry: Entry, *more: str) -> str:
    """Write the remarks, what no other field takes, and the mark of a dead link."""
    parts = (remarks(entry), *map(plain, more), *supplied_notes(entry), dead_mark(entry))
    return latex.text("; ".join(filter(None, parts)))
