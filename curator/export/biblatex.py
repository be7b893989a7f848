"""BibLaTeX, for biber: `@online` for pages, other types where an identifier or the item's details say so."""

from collections.abc import Iterable, Iterator
from typing import TextIO

from curator.export import bib, latex
from curator.export.entrytypes import homes_of, type_of
from curator.export.plain import address
from curator.model import Entry


class Biblatex:
    """One record for each entry.

    An undated page stays undated: biber's one warning about it ("one of 'date, year' must be defined") is the truth.
    """

    name = "biblatex"
    suffix = ".bib"
    grouped = False
    keyed = True

    def write(self, entries: Iterable[Entry], out: TextIO, title: str) -> None:  # noqa: ARG002 - no place for a title
        """Write all entries, in the order given."""
        for entry in entries:
            kind = type_of(entry).biblatex
            out.write(bib.record(kind, entry.key, _fields(entry, kind)))


def _fields(entry: Entry, kind: str) -> Iterator[bib.Field]:
    details = entry.details or bib.NOTHING
    placed = _homes(entry, kind)
    number = bib.arxiv_id(entry)
    yield "author", bib.authors(details) if details.authors else ""
    yield "title", bib.title(entry)
    yield from ((name, content) for name, content in placed.items() if name)
    yield "date", details.issued if bib.issued(details) else ""
    yield "langid", bib.langid(entry)
    if number:
        yield "eprint", latex.verbatim(number)
        yield "eprinttype", "arxiv"
        yield "eprintclass", latex.verbatim(bib.arxiv_class(number))
    yield "doi", latex.verbatim(bib.doi(entry))
    if entry.url:
        yield "url", latex.verbatim(address(entry))
        yield "urldate", entry.urldate.isoformat()
    yield "keywords", bib.keywords(entry)
    yield "note", bib.note(entry, placed.get("", ""))


def _homes(entry: Entry, kind: str) -> dict[str, str]:
    """Give container and publisher by the fields that take them; under `""` what none takes, not yet escaped."""
    details = entry.details
    if details is None or not (details.container or details.publisher):
        return {}
    homes = homes_of(kind)
    taken: dict[str, list[str]] = {}
    for name, content in ((homes.container, details.container), (homes.publisher, details.publisher)):
        if content:
            taken.setdefault(name, []).append(content)
    joined = {name: "; ".join(contents) for name, contents in taken.items()}
    return {name: f"{{{latex.text(content)}}}" if name else content for name, content in joined.items()}
