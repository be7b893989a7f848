"""Which reader reads what: the table of formats, and the one way in from bytes to a document."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from typing import Final, cast

from curator.errors import UsageError
from curator.model import Document, Rejected, Source
from curator.read.decode import decode
from curator.read.interface import Reader, Text

MAX_BYTES: Final = 64 * 1024 * 1024
"""Largest single input, in bytes. Of 344 posts and lists the largest has 0.12 MB, 250,000 bookmarks of a browser have
30 MB, and a single line of 50 MB must pass. Reading 50 MB takes up to 0.4 GB of memory and 4 s."""


@dataclass(frozen=True, slots=True)
class Format:
    """One row of `FORMATS`; the reader's module is imported when the first such input comes."""

    name: str
    suffixes: tuple[str, ...]
    reader: str
    """`module:class`."""
    about: str


FORMATS: Final = (
    # In the order of asking: where a suffix says too little, the first reader that recognises the text takes it.
    Format("netscape", (".html", ".htm"), "curator.read.netscape:NetscapeReader", "bookmarks as browsers export them"),
    Format("html", (".html", ".htm", ".xhtml"), "curator.read.html:HtmlReader", "web pages"),
    Format("bibtex", (".bib",), "curator.read.bibtex:BibtexReader", "BibTeX and BibLaTeX"),
    Format("ris", (".ris",), "curator.read.ris:RisReader", "RIS, as reference managers exchange it"),
    Format("csl", (".json",), "curator.read.csl:CslReader", "CSL-JSON"),
    Format("json", (".json", ".jsonl", ".ndjson"), "curator.read.json_links:JsonReader",
           "JSON and JSON Lines: addresses, or objects with a field for the address"),
    Format("csv", (".csv", ".tsv"), "curator.read.csv_links:CsvReader", "tables with a column of addresses"),
    Format("markdown", (".md", ".markdown", ".mkd", ".txt"), "curator.read.markdown:MarkdownReader",
           "Markdown, Jekyll posts, plain text with addresses"),
)
"""All formats. The last one takes what none of the others recognises: any text may give links."""

SUFFIXES: Final = frozenset(suffix for row in FORMATS for suffix in row.suffixes)
"""File name endings that some reader knows."""


def read_source(source: Source, format: str | None = None) -> Document | Rejected:  # noqa: A002 - the option's name
    """Read one input in the format of that name, else in the one its name or its text tells.

    Nothing in an input raises: what cannot be read is `Rejected`. A wrong `format` is a `UsageError`.
    """
    if len(source.data) > MAX_BYTES:
        return Rejected(source.key, "too-large", f"{len(source.data)} bytes; {MAX_BYTES} are allowed")
    decoded = decode(source)
    if isinstance(decoded, Rejected):
        return decoded
    document = _read(decoded.text, reader_named(format) if format else None)
    if isinstance(document, Document) and decoded.skipped:
        return replace(document, skipped=decoded.skipped + document.skipped)
    return document


def _read(text: Text, reader: Reader | None) -> Document | Rejected:
    """One input's failure, a bug included, must not stop the others: it is reported with its name."""
    try:
        return (reader or reader_for(text)).read(text)
    except Exception as error:
        return Rejected(text.key, "internal", f"{type(error).__name__}: {error}"[:200])


def reader_named(name: str) -> Reader:
    """Give the reader of one format, as `--format` names it."""
    for row in FORMATS:
        if row.name == name:
            return _load(row.reader)
    raise UsageError(f"no format is named {name!r}; there are {', '.join(row.name for row in FORMATS)}")


def reader_for(text: Text) -> Reader:
    """Choose by the name's suffix; where that is shared or unknown, ask the readers whether they know the text."""
    suffix = "." + text.name.rpartition(".")[2].lower()
    rows = [row for row in FORMATS if suffix in row.suffixes]
    if len(rows) == 1:
        return _load(rows[0].reader)
    return _first_that_knows(text, rows or FORMATS)


def _first_that_knows(text: Text, rows: Iterable[Format]) -> Reader:
    """Ask in order; the last is the fallback and is not asked."""
    readers = [_load(row.reader) for row in rows]
    return next((reader for reader in readers[:-1] if reader.sniff(text)), readers[-1])


@cache
def _load(where: str) -> Reader:
    module, _, name = where.partition(":")
    return cast("Reader", getattr(import_module(module), name)())
