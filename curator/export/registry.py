"""Which formats there are. Naming them costs nothing; a format's module is imported when it is used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from curator.export.interface import Exporter


class Format(NamedTuple):
    """One format as a face shows it: its name, its files' ending, what it is for, and where its exporter is.

    `apart` is true where what is written of an entry depends on no other, and nothing stands before, between or behind
    entries: then parts of a list that are written one by one make the list.
    """

    name: str
    suffix: str
    summary: str
    exporter: str
    apart: bool = False

    def load(self) -> Exporter:
        """Give the exporter."""
        module, _, name = self.exporter.partition(":")
        return cast("Exporter", getattr(import_module(module), name)())


FORMATS = {
    row.name: row
    for row in (
        Format("markdown", ".md", "a reading list by topic and heading", "curator.export.markdown:Markdown"),
        Format("html", ".html", "a reading list as a page for the browser and the printer", "curator.export.html:Html"),
        Format("text", ".txt", "a reading list in plain text, for mail and notes", "curator.export.text:Text"),
        Format("bibtex", ".bib", "a bibliography for BibTeX and its styles",
               "curator.export.bibtex:Bibtex", apart=True),
        Format("biblatex", ".bib", "a bibliography for biblatex and biber",
               "curator.export.biblatex:Biblatex", apart=True),
        Format("gbt7714", ".bib", "a bibliography for GB/T 7714: gbt7714.bst, biblatex-gb7714-2015",
               "curator.export.gbt7714:Gbt7714", apart=True),
        Format("csl-json", ".json", "items for citation processors, pandoc and Zotero",
               "curator.export.csl_json:CslJson"),
        Format("ris", ".ris", "records for reference managers", "curator.export.ris:Ris", apart=True),
        Format("netscape", ".html", "bookmarks for browsers and bookmark services", "curator.export.netscape:Netscape"),
        Format("csv", ".csv", "a table of everything for spreadsheets", "curator.export.csv_table:CsvTable"),
        Format("jsonl", ".jsonl", "everything, an object a line, for programs",
               "curator.export.jsonl:Jsonl", apart=True),
        Format("parquet", ".parquet", "everything, typed, for pandas and DuckDB; needs `curator[parquet]`",
               "curator.export.parquet:Parquet"),
    )
}
"""Every format of lists by its name."""

SITE = Format("site", "/", "pages to publish: topics, search, link health, citations, feeds; a folder", exporter="")
"""No list, and without an exporter: `jobs.publishing` writes a site."""

EXPORTS = FORMATS | {SITE.name: SITE}
"""All that `curator export` takes. What ends in a slash is a folder."""
