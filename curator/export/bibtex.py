r"""BibTeX, for the classic program and its styles: `@misc` with `howpublished = {\url{…}}`, since it knows no pages."""

from collections.abc import Iterator

from curator.export import bib, facts
from curator.export.entrytypes import FURTHER, EntryType, Homes
from curator.model import Details

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


class Bibtex(bib.Bibliography):
    """Any type may have any field here: styles pass over those that they do not know."""

    name = "bibtex"

    def kind(self, row: EntryType) -> str:
        """Give the entry type."""
        return row.bibtex

    def homes(self, kind: str) -> Homes:
        """Give the fields that readers look into for the type."""
        return Homes((kind,), *HOMES.get(kind, ELSEWHERE), FURTHER, "")

    def dates(self, details: Details) -> Iterator[bib.Field]:
        """Write year and month; BibTeX knows no days."""
        found = facts.issued(details)
        if found:
            yield "year", found[1]
            yield "month", str(int(found[2])) if found[2] else ""

    def eprint(self, archived: str) -> Iterator[bib.Field]:
        """Write arXiv's name, and the class of the paper, as arXiv's own export does."""
        yield "archiveprefix", "arXiv"
        yield "primaryclass", archived

    def shown(self, url: str, kind: str) -> Iterator[bib.Field]:
        """Write the address where the old styles show it."""
        yield "howpublished", f"\\url{{{url}}}" if kind == "misc" else ""
