"""BibLaTeX, for biber: `@online` for pages, other types where an identifier or the item's details say so."""

from curator.export import bib
from curator.export.entrytypes import EntryType, Homes, homes_of


class Biblatex(bib.Bibliography):
    """An undated page stays undated: biber's warning ("one of 'date, year' must be defined") is the truth."""

    name = "biblatex"

    def kind(self, row: EntryType) -> str:
        """Give the entry type."""
        return row.biblatex

    def homes(self, kind: str) -> Homes:
        """Give the fields that biber's data model has for the type."""
        return homes_of(kind)
