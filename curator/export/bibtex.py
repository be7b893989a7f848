r"""BibTeX, for the classic program and its styles: `@misc` with `howpublished = {\url{…}}`, since it knows no pages."""

from collections.abc import Iterable, Iterator
from typing import TextIO

from curator.export import bib, latex
from curator.export.entrytypes import type_of
from curator.export.plain import address
from curator.model import Details, Entry

HOMES = {
    "article": ("journal", "publisher"),
    "book": ("series", "publisher"),
    "incollection": ("booktitle", "publisher"),
    "inproceedings": ("booktitle", "publisher"),
    "phdthesis": ("journal", "school"),
    "techreport": ("journal", "institution"),
}
"""Where a type keeps container and publisher."""

ELSEWHERE = ("journal", "publisher")
"""For the other types. Styles that do not expect them pass over them; readers (pandoc, Zotero) take them as meant."""


class Bibtex:
    """One record for each entry."""

    name = "bibtex"
    suffix = ".bib"
    grouped = False
    keyed = True

    def write(self, entries: Iterable[Entry], out: TextIO, title: str) -> None:  # noqa: ARG002 - no place for a title
        """Write all entries, in the order given."""
        for entry in entries:
            kind = type_of(entry).bibtex
            out.write(bib.record(kind, entry.key, _fields(entry, kind)))


def _fields(entry: Entry, kind: str) -> Iterator[bib.Field]:
    details = entry.details or bib.NOTHING
    number = bib.arxiv_id(entry)
    yield "author", bib.authors(details) if details.authors else ""
    yield "title", bib.title(entry)
    yield from _homes(details, kind)
    yield from _issued(details)
    yield "langid", bib.langid(entry)
    if number:
        yield "eprint", latex.verbatim(number)
        yield "archiveprefix", "arXiv"
        yield "primaryclass", latex.verbatim(bib.arxiv_class(number))
    yield "doi", latex.verbatim(bib.doi(entry))
    if entry.url:
        url = latex.verbatim(address(entry))
        yield "howpublished", f"\\url{{{url}}}" if kind == "misc" else ""
        yield "url", url
        yield "urldate", entry.urldate.isoformat()
    yield "keywords", bib.keywords(entry)
    yield "note", bib.note(entry)


def _homes(details: Details, kind: str) -> Iterator[bib.Field]:
    container, publisher = HOMES.get(kind, ELSEWHERE)
    for name, content in ((container, details.container), (publisher, details.publisher)):
        yield name, f"{{{latex.text(content)}}}" if content else ""


def _issued(details: Details) -> Iterator[bib.Field]:
    found = bib.issued(details)
    if found:
        yield "year", found[1]
        yield "month", str(int(found[2])) if found[2] else ""
