"""The tables of this room as a page of the documentation."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from curator.export import bibtex, columns, csl_json, dead, entrytypes, gbt7714, language, latex, netscape, order, ris
from curator.export.registry import EXPORTS, SITE
from curator.export.styles import names
from curator.text import commonmark, plain


class Table(NamedTuple):
    """A table of the documentation: what it is about, its columns, and its rows, as plain text."""

    title: str
    about: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


_INTRO = """# Export formats

What a list holds is said by options that all formats take, at the desk and in `curator.toml`. A topic comes with its
subtopics: all that stands under its headings, at any depth. The name of a series stands for all its topics, and a
heading that is no topic's name for whatever stands under it and the headings below, in any post. `--host` means hosts
below it, too; `--since` and `--until` speak of the dates of posts, and pass over those without one; a work that stands
under several addresses is asked for its verdict, host and day by the one that is shown.

Every text field is one clean line, whatever a title holds. Addresses are never escaped, only percent-encoded where
their format demands it. A link without a title shows what stands over it in brackets, `[OpenFace: 官网]`; Markdown,
where the heading stands right above, shows the label and the address. The date of a post is never given as the date of
a page: an undated page stays undated. `urldate` is the day the page was last seen: that of the last check that saw it,
else what a bibliography or a bookmark file says, else the day of the import. A citation key of an imported bibliography
stays; where two works have the same, the one imported first keeps it, and the export tells what became of the other.

What a list says in its own name stands in square brackets behind people's remarks, and `curator import` takes it off
again. A dead link is marked so: `[dead since 2026-11-02; archived copy: https://…]`, in Markdown with a link,
`*(dead since 2026-11-02; [archived copy](https://…))*`. CSV, JSON Lines, Parquet and the `custom` of CSL-JSON always
tell how a link stands.

CSV begins with a byte order mark, without which Excel shows Chinese as rubbish. A cell that would begin a formula has
an apostrophe before it (`'=SUM(A1)`), and so has one that looks as if it had one (`''=x`); the reader of tables takes
one off. CSL-JSON has no escape for `<i>` and the like: where a title holds one, markup of nothing stands between
bracket and name, and processors show the title; a note that looks like a variable (`DOI: 10.1/x`) begins with a space.
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
    return (*_choices(), *_types(), *_fields(), *_texts())


def _choices() -> tuple[Table, ...]:
    """Give what may be asked for."""
    return (
        Table("Formats", "What `curator export` takes.", ("name", "files", "what for"), _rows(
            (row.name, "a folder" if row is SITE else f"*{row.suffix}", row.summary) for row in EXPORTS.values())),
        Table("Orders", "What `--sort` takes. Lists by topic are sorted within each topic, without the headings below "
              "it; what there is nothing to sort by stands at the end, also with `--reverse`.", ("order", "by"), _rows(
            (row.name, row.about) for row in order.SORTS)),
        Table("Dead links", "What `--dead` takes. Formats for programs tell every verdict, whatever is asked for.",
              ("way", "why"), _rows((row.name, row.reason) for row in dead.DEALINGS)),
    )


def _types() -> tuple[Table, ...]:
    """Give what kinds of works are called in each format."""
    return (
        Table("Styles",
              "What `--style` takes by a short name, for Markdown, HTML and text. All other styles of CSL go by their "
              "own names (`american-medical-association`), and a `.csl` file by its place: so does GB/T 7714-2025, "
              "which the collection does not have yet. References have no place for remarks: `--with-notes` adds "
              "none. Needs `curator[styles]`.",
              ("name", "style of CSL", "what it is"), _rows(names.NAMED)),
        Table("Entry types", "By what the item's details say it is (in the words of CSL 1.0.2); any other is `misc`.",
              ("kind", "BibLaTeX", "BibTeX", "why"), _rows(
            (row.kind, f"@{row.biblatex}", f"@{row.bibtex}", row.reason) for row in entrytypes.ENTRY_TYPES)),
        Table("Entry types by identity", "Where no details say anything; any other address is a `webpage`.",
              ("identity", "kind", "why"), _rows(entrytypes.BY_RULE)),
        Table("Entry types for GB/T 7714",
              "With what gbt7714.bst and biblatex-gb7714-2015 mark them; any other is `misc`.",
              ("kind", "type", "mark", "why"), _rows((row.kind, f"@{row.entry_type}", row.mark, row.reason)
                                                     for row in gbt7714.TYPES)),
        Table("Types of reference in RIS", "Any other is `GEN`.", ("kind", "TY", "why"), _rows(ris.TYPES)),
    )


def _fields() -> tuple[Table, ...]:
    """Give which fields hold what."""
    return (
        Table("Where a work stands, in BibLaTeX", "What no field takes goes to the note.",
              ("types", "container", "publisher", "further fields", "why"), _rows(
            (" ".join(row.types), row.container, row.publisher, " ".join(row.further), row.reason)
            for row in entrytypes.HOMES)),
        Table("Where a work stands, in BibTeX", f"Every type may have {', '.join(entrytypes.FURTHER)}.",
              ("type", "container", "publisher"), _rows(
            [(name, *fields) for name, fields in bibtex.HOMES.items()] + [("any other", *bibtex.ELSEWHERE)])),
        Table("Where a work stands, in CSL-JSON", "", ("kinds", "container", "number", "why"), _rows(
            (" ".join(row.kinds), row.container, row.number, row.reason) for row in csl_json.HOMES)),
        Table("Fields of RIS", "In the order in which they are written.", ("tag", "holds", "why"), _rows(ris.FIELDS)),
        Table("Attributes of a bookmark", "Remarks follow behind `<DD>`; works without an address are left out.",
              ("attribute", "holds", "why"), _rows(netscape.ATTRIBUTES)),
        Table("Columns of CSV, JSON Lines and Parquet", "Every row has all of them; what nobody said is null or empty.",
              ("name", "type", "meaning"), _rows((row.name, row.type, row.about) for row in columns.COLUMNS)),
        Table("Types of columns", "", ("type", "meaning"), _rows(columns.TYPES.items())),
    )


def _texts() -> tuple[Table, ...]:
    """Give what becomes of texts."""
    return (
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
