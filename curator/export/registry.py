"""Which formats there are. Naming them costs nothing; a format's module is imported when it is used."""

from dataclasses import dataclass
from importlib import import_module
from typing import cast

from curator.export.interface import Exporter


@dataclass(frozen=True, slots=True)
class Format:
    """One format as a face shows it: its name, its files' ending, what it is for, and where its exporter is."""

    name: str
    suffix: str
    summary: str
    exporter: str

    def load(self) -> Exporter:
        """Give the exporter."""
        module, _, name = self.exporter.partition(":")
        return cast("Exporter", getattr(import_module(module), name)())


FORMATS = {
    row.name: row
    for row in (
        Format("markdown", ".md", "a reading list by topic and heading", "curator.export.markdown:Markdown"),
        Format("bibtex", ".bib", "a bibliography for BibTeX and its styles", "curator.export.bibtex:Bibtex"),
        Format("biblatex", ".bib", "a bibliography for biblatex and biber", "curator.export.biblatex:Biblatex"),
    )
}
"""Every format by its name: what `curator export` takes."""
