"""BibLaTeX, for biber: `@online` for pages, other types where an identifier or the item's details say so."""

from collections.abc import Iterator

from curator.export import bib, facts
from curator.export.entrytypes import EntryType, Homes, homes_of
from curator.model import Details


class Biblatex(bib.Bibliography):
    """An undated page stays undated: biber's warning ("one of 'date, year' must be defined") is the truth."""

    name = "biblatex"

    def kind(self, row: EntryType) -> str:
        """Give the entry type."""
        return row.biblatex

    def homes(self, kind: str) -> Homes:
        """Give the fields that biber's data model has for the type."""
        return homes_of(kind)

    def dates(self, details: Details) -> Iterator[bib.Field]:
        """Write the date, as precise as it was said."""
        yield "date", details.issued if facts.issued(details) else ""

    def eprint(self, archived: str) -> Iterator[bib.Field]:
        """Write arXiv's name, and the class of the paper."""
        yield "eprinttype", "arxiv"
        yield "eprintclass", archived

    def shown(self, url: str, kind: str) -> Iterator[bib.Field]:  # noqa: ARG002 - as said
        """Write nothing: every style shows `url`."""
        yield from ()
