"""The tables of this room as a page of the documentation."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from curator.export import bibtex, entrytypes, language, latex
from curator.export.registry import FORMATS
from curator.text import commonmark, plain


class Table(NamedTuple):
    """A table of the documentation: what it is about, its columns, and its rows, as plain text."""

    title: str
    about: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


_INTRO = """# Export formats

Every text field is one clean line, whatever a title holds. Addresses are never escaped, only percent-encoded where
their format demands it. A link without a title shows what stands over it in brackets, `[OpenFace: 官网]`; Markdown,
where the heading stands right above, shows the label and the address. The date of a post is never given as the date of
a page: an undated page stays undated. `urldate` is the day the page was last seen: the day
a bibliography or a bookmark file gives for that, else the day of the import. A citation key of an imported bibliography
stays; where two works have the same, the one imported first keeps it, and the export tells what became of the other.
"""


def export_page() -> str:
    """Give the page, in Markdown."""
    return "\n".join([_INTRO, *(line for table in tables() for line in _section(table)), ""]).rstrip("\n") + "\n"


def _section(table: Table) -> Iterator[str]:
    yield f"## {table.title}\n"
    if table.about:
        yield f"{table.about}\n"
    yield _line(table.columns)
    yield _line(("---",) * len(table.columns))
    for *facts, reason in table.rows:
        # The last column is our own prose, with its own marks; the others are quoted to the letter.
        yield _line((*map(commonmark.inline, facts), reason.replace("|", "\\|")))
    yield ""


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


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
        Table("Where a work stands, in BibLaTeX", "What no field takes goes to the note.",
              ("types", "container", "publisher", "further fields", "why"), _rows(
            (" ".join(row.types), row.container, row.publisher, " ".join(row.further), row.reason)
            for row in entrytypes.HOMES)),
        Table("Where a work stands, in BibTeX", f"Every type may have {', '.join(entrytypes.FURTHER)}.",
              ("type", "container", "publisher"), _rows(
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
