"""Which entry type an item gets: one table for what details say, one for what an identity alone says."""

from dataclasses import dataclass

from curator.model import Entry
from curator.model.kinds import TYPES


@dataclass(frozen=True, slots=True)
class EntryType:
    """One kind of item in the words of CSL 1.0.2, and what it is called elsewhere, with the reason for the choice."""

    kind: str
    biblatex: str
    bibtex: str
    reason: str


ENTRY_TYPES = (
    EntryType("webpage", "online", "misc", "a page; BibTeX knows none"),
    EntryType("post-weblog", "online", "misc", "a page"),
    EntryType("post", "online", "misc", "a page"),
    EntryType("entry", "online", "misc", "a page of a reference work on the web"),
    EntryType("article", "misc", "misc", "a preprint: no journal yet; arXiv's own export says the same"),
    EntryType("article-journal", "article", "article", "has journal, volume and pages"),
    EntryType("article-magazine", "article", "article", "a magazine is a journal here"),
    EntryType("article-newspaper", "article", "article", "a newspaper is a journal here"),
    EntryType("review", "article", "article", "stands in a journal"),
    EntryType("review-book", "article", "article", "stands in a journal"),
    EntryType("book", "book", "book", "the same word"),
    EntryType("chapter", "incollection", "incollection", "a titled part with an author of its own; `inbook` has none"),
    EntryType("collection", "collection", "book", "BibTeX has no collection"),
    EntryType("entry-dictionary", "inreference", "incollection", "an article in a reference work"),
    EntryType("entry-encyclopedia", "inreference", "incollection", "an article in a reference work"),
    EntryType("paper-conference", "inproceedings", "inproceedings", "stands in proceedings"),
    EntryType("periodical", "periodical", "misc", "a whole issue; BibTeX knows none"),
    EntryType("thesis", "thesis", "phdthesis", "BibTeX must name a degree, details do not"),
    EntryType("report", "report", "techreport", "the same thing"),
    EntryType("standard", "report", "techreport", "a numbered document of an institution"),
    EntryType("patent", "patent", "misc", "BibTeX knows none"),
    EntryType("manuscript", "unpublished", "unpublished", "not published"),
    EntryType("speech", "unpublished", "unpublished", "given, not published"),
    EntryType("pamphlet", "booklet", "booklet", "printed without a publisher"),
    EntryType("dataset", "dataset", "misc", "BibTeX knows none"),
    EntryType("software", "software", "misc", "BibTeX knows none"),
)
"""Every kind that is more than `misc` in one of the two; any other kind is `misc`, the type that demands nothing."""

BY_RULE = (
    ("arxiv", "article", "a preprint, whatever became of it later"),
    ("doi", "document", "registered, but the identifier does not say whether article, book or data set"),
    ("paper", "document", "a work named without an address"),
)
"""What an identity says by itself: rule, kind and reason. Any other address is a `webpage`: what was read was the page,
also where it is about a repository, a film or a book."""


@dataclass(frozen=True, slots=True)
class Homes:
    """The fields in which an entry type keeps the name of what contains it, and of who publishes it.

    An empty name: the type has none, and what would stand there goes to the note. `further` are those of `FURTHER`
    that the type has.
    """

    types: tuple[str, ...]
    container: str
    publisher: str
    further: tuple[str, ...]
    reason: str


FURTHER = ("editor", "volume", "number", "pages")
"""What else says where a work stands, in the order in which it is written."""

HOMES = (
    Homes(("article",), "journaltitle", "", FURTHER, "a journal's publisher is not named"),
    Homes(("inproceedings", "incollection", "inreference"), "booktitle", "publisher", FURTHER, "stand in a volume"),
    Homes(("book", "collection"), "series", "publisher", FURTHER, "a volume stands in a series at most"),
    Homes(("online", "misc", "software"), "organization", "organization", ("editor",), "who runs the site"),
    Homes(("dataset",), "organization", "publisher", ("editor", "number"), "has both"),
    Homes(("report",), "", "institution", ("number", "pages"), "comes from an institution, numbered"),
    Homes(("thesis",), "", "institution", ("pages",), "comes from an institution"),
    Homes(("booklet",), "howpublished", "howpublished", ("editor", "pages"), "nobody publishes it"),
    Homes(("unpublished",), "howpublished", "howpublished", (), "nobody publishes it"),
    Homes(("patent",), "", "", ("number",), "neither"),
    Homes(("periodical",), "", "", ("editor", "volume", "number"), "neither"),
)
"""Fields that biber's data model allows (`biber --tool --validate-datamodel` names any other). `titleaddon`, which
Zotero takes for the name of a site, is none of them: pandoc joins it to the title."""

_TYPES = {row.kind: row for row in ENTRY_TYPES}
_KINDS = {rule: kind for rule, kind, _ in BY_RULE}
_HOMES = {name: homes for homes in HOMES for name in homes.types}
_OTHER = EntryType("document", "misc", "misc", "demands nothing")


def kind_of(entry: Entry) -> str:
    """Give the entry's kind in the words of CSL: what its details say, else what its identity says."""
    said = entry.details.kind if entry.details and entry.details.kind in TYPES else ""
    return said or _KINDS.get(entry.rule) or ("webpage" if entry.url else "document")


def type_of(entry: Entry) -> EntryType:
    """Give the row of the entry's kind."""
    return _TYPES.get(kind_of(entry), _OTHER)


def homes_of(biblatex: str) -> Homes:
    """Give the fields of container and publisher for a BibLaTeX entry type."""
    return _HOMES[biblatex]
