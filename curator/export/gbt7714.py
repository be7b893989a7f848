"""Bibliographies for the Chinese standard GB/T 7714: for gbt7714.bst with BibTeX, and for biblatex-gb7714-2015.

Both take the fields of BibLaTeX (`date`, `urldate`, `journaltitle`, `langid`), and both make the marks of the standard
(`[EB/OL]`) out of entry type and address, so none is written. An address needs no `howpublished`. Of remarks, and so of
dead links, both show nothing unless they are asked (`show.note`, `gbstrict=false`).
"""

from typing import NamedTuple

from curator.export import bib
from curator.export.entrytypes import EntryType, Homes, homes_of


class Type(NamedTuple):
    """A kind of item in the words of CSL, its entry type, what the styles mark it with, and the reason."""

    kind: str
    entry_type: str
    mark: str
    reason: str


TYPES = (
    Type("webpage", "online", "EB/OL", "an electronic bulletin, as the standard calls what stands on the web"),
    Type("post-weblog", "online", "EB/OL", "a page"),
    Type("post", "online", "EB/OL", "a page"),
    Type("entry", "online", "EB/OL", "a page of a reference work on the web"),
    Type("article", "online", "EB/OL", "a preprint: the standard has none, and `@misc` would make an archive of it"),
    Type("article-journal", "article", "J", "the same word"),
    Type("article-magazine", "article", "J", "a magazine is a journal here"),
    Type("article-newspaper", "newspaper", "N", "a type of these styles only; they print the day"),
    Type("review", "article", "J", "stands in a journal"),
    Type("review-book", "article", "J", "stands in a journal"),
    Type("book", "book", "M", "the same word"),
    Type("collection", "collection", "G", "the same word"),
    Type("chapter", "incollection", "M", "stands in a book, behind `//`"),
    Type("entry-dictionary", "incollection", "M", "neither style knows `inreference` as part of a book"),
    Type("entry-encyclopedia", "incollection", "M", "as above"),
    Type("paper-conference", "inproceedings", "C", "stands in proceedings, behind `//`"),
    Type("thesis", "phdthesis", "D", "`thesis` is unknown to gbt7714.bst"),
    Type("report", "techreport", "R", "`report` is unknown to gbt7714.bst"),
    Type("standard", "standard", "S", "a type of these styles only"),
    Type("patent", "patent", "P", "the same word"),
    Type("dataset", "dataset", "DS", "the same word"),
    Type("software", "software", "CP", "a computer program"),
)
"""Any other kind is `misc`, which gbt7714.bst marks `Z`, or `EB/OL` where it has an address."""

HOMES = {"phdthesis": "thesis", "techreport": "report", "standard": "report", "newspaper": "article"}
"""The types of BibLaTeX's data model whose fields a type of these styles has."""

_TYPES = {row.kind: row.entry_type for row in TYPES}


class Gbt7714(bib.Bibliography):
    """One file for both programs."""

    name = "gbt7714"

    def kind(self, row: EntryType) -> str:
        """Give the entry type."""
        return _TYPES.get(row.kind, "misc")

    def homes(self, kind: str) -> Homes:
        """Give the fields that both styles look into for the type."""
        return homes_of(HOMES.get(kind, kind))
