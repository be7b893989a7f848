"""The tables of this room as rows of words, for the documentation that is generated from them."""

from collections.abc import Iterable
from typing import NamedTuple

from curator.export import bibtex, commonmark, entrytypes, language, latex, plain
from curator.export.registry import FORMATS


class Table(NamedTuple):
    """A table of the documentation: what it is about, its columns, and its rows, as plain text."""

    title: str
    about: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables() -> tuple[Table, ...]:
    """Give every table a reader of an export may want to look up, in the order of interest."""
    return (
        Table("Formats", "What `curator export` takes.", ("name", "files", "what for"), _rows(
            (row.name, f"*{row.suffix}", row.summary) for row in FORMATS.values())),
        Table("Entry types", "By what the item's details say it is (in the words of CSL 1.0.2); any other is `misc`.",
              ("kind", "BibLaTeX", "BibTeX", "why"), _rows(
            (row.kind, f"@{row.biblatex}", f"@{row.bibtex}", row.reason) for row in entrytypes.ENTRY_TYPES)),
        Table("Entry types by identity", "Where no details say anything; any other address is a `webpage`.",
              ("identity", "kind", "why"), _rows(entrytypes.BY_RULE)),
        Table("Container and publisher in BibLaTeX", "What no field takes goes to the note.",
              ("types", "container", "publisher", "why"), _rows(
            (" ".join(row.types), row.container, row.publisher, row.reason) for row in entrytypes.HOMES)),
        Table("Container and publisher in BibTeX", "", ("type", "container", "publisher"), _rows(
            [(name, *fields) for name, fields in bibtex.HOMES.items()] + [("any other", *bibtex.ELSEWHERE)])),
        Table("Languages", "The script of the title decides, unless the details name a language.",
              ("langid", "tag", "why"), _rows((row.langid, row.tag, row.reason) for row in language.LANGUAGES)),
        Table("Characters in BibTeX and BibLaTeX", "In text fields; addresses are percent-encoded instead.",
              ("character", "written", "because it"), _rows((*latex.ESCAPES, *latex.LIGATURES))),
        Table("Characters in Markdown", "A backslash stands before each.", ("pattern", "because of"), _rows(
            commonmark.ESCAPED)),
        Table("Characters that no format gets", "As ranges of code points.", ("range", "because they are"), _rows(
            (span.encode("unicode_escape").decode(), reason) for span, reason in plain.DROPPED)),
    )


def _rows(rows: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple(rows)
