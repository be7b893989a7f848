"""RIS, as reference managers exchange it (Zotero, EndNote, Mendeley)."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TextIO

from curator.export import facts, language
from curator.export.entrytypes import kind_of
from curator.export.keys import safe
from curator.export.plain import address, marked_notes, shown_title
from curator.model import Entry
from curator.text.plain import plain


class Type(NamedTuple):
    """A kind of item in the words of CSL, the type of reference in RIS, and the reason."""

    kind: str
    tag: str
    reason: str


TYPES = (
    Type("webpage", "ELEC", "a page"),
    Type("post-weblog", "BLOG", "a post of a blog"),
    Type("post", "ELEC", "a page"),
    Type("entry", "ELEC", "a page of a reference work on the web"),
    Type("article", "UNPB", "a preprint: no journal yet"),
    Type("article-journal", "JOUR", "the same thing"),
    Type("article-magazine", "MGZN", "the same thing"),
    Type("article-newspaper", "NEWS", "the same thing"),
    Type("review", "JOUR", "stands in a journal"),
    Type("review-book", "JOUR", "stands in a journal"),
    Type("book", "BOOK", "the same thing"),
    Type("collection", "EDBOOK", "a book that somebody edited"),
    Type("chapter", "CHAP", "the same thing"),
    Type("entry-dictionary", "DICT", "the same thing"),
    Type("entry-encyclopedia", "ENCYC", "the same thing"),
    Type("paper-conference", "CPAPER", "one paper; `CONF` is the whole of the proceedings"),
    Type("thesis", "THES", "the same thing"),
    Type("report", "RPRT", "the same thing"),
    Type("standard", "STAND", "the same thing"),
    Type("patent", "PAT", "the same thing"),
    Type("manuscript", "MANSCPT", "the same thing"),
    Type("speech", "SLIDE", "what is left of a speech on the web"),
    Type("pamphlet", "PAMP", "the same thing"),
    Type("dataset", "DATA", "the same thing"),
    Type("software", "COMP", "the same thing"),
    Type("motion_picture", "VIDEO", "the same thing"),
)
"""Any other kind is `GEN`, the type that says nothing."""

FIELDS = (
    ("TI", "title", "`T1` in older files"),
    ("AU", "one author", "`Family, Given, Suffix`; any other name stays in one piece"),
    ("A2", "one editor", "Zotero and EndNote read it so"),
    ("PY", "year", "the only date that every program reads"),
    ("DA", "date", "as precise as it is said, with slashes"),
    ("T2", "journal, book or site", "the same tag for all types"),
    ("PB", "publisher", "as named"),
    ("VL", "volume", "as named"),
    ("IS", "number", "of an issue or a report"),
    ("SP", "first page", "a range is in two fields"),
    ("EP", "last page", "the other half"),
    ("DO", "DOI", "without its resolver"),
    ("AN", "number of a preprint", "with its class, as arXiv wants to be cited: `arXiv:1706.03762v5 [cs.CL]`"),
    ("UR", "address", "as it was cited"),
    ("Y2", "day of access", "Zotero's and EndNote's tag for it"),
    ("LA", "language", "a tag such as `zh`"),
    ("KW", "one topic or tag", "one line each"),
    ("N1", "remarks", "with the mark of a dead link"),
    ("ID", "citation key", "Zotero and JabRef keep it"),
)
"""Tag, what it holds, and why it is this one, in the order in which they are written."""

_TAGS = {row.kind: row.tag for row in TYPES}


class Ris:
    r"""A record for each entry, a line for each field, `\r\n` at line ends, as the format's description demands.

    A field is one line of plain text, so nothing in it can begin a field of its own.
    """

    name = "ris"
    suffix = ".ris"
    grouped = False
    keyed = True

    def write(self, entries: Iterable[Entry], out: TextIO, title: str) -> None:  # noqa: ARG002 - no place for a title
        """Write all entries, in the order given."""
        for entry in entries:
            lines = "".join([f"{tag}  - {value}\r\n" for tag, value in _fields(entry) if value])
            out.write(f"TY  - {_TAGS.get(kind_of(entry), 'GEN')}\r\n{lines}ER  - \r\n\r\n")


def _fields(entry: Entry) -> Iterator[tuple[str, str]]:
    details = entry.details or facts.NOTHING
    issued = facts.issued(details)
    first, _, last = plain(details.pages).partition("-")
    found = language.of(entry.title or entry.display, details.language)
    yield "TI", shown_title(entry)
    yield from (("AU", _name(name)) for name in map(plain, details.authors))
    yield from (("A2", _name(name)) for name in map(plain, details.editors))
    yield "PY", issued[1] if issued else ""
    yield "DA", details.issued.replace("-", "/") if issued else ""
    yield "T2", plain(details.container)
    yield "PB", plain(details.publisher)
    yield "VL", plain(details.volume)
    yield "IS", plain(details.number)
    yield "SP", first.strip()
    yield "EP", last.strip()
    yield "DO", plain(facts.doi(entry))
    yield "AN", _preprint(entry)
    yield "UR", address(entry)
    yield "Y2", entry.urldate.strftime("%Y/%m/%d") if entry.url else ""
    yield "LA", found.tag if found else plain(details.language)
    yield from (("KW", word) for word in facts.keywords(entry))
    yield "N1", marked_notes(entry)
    yield "ID", safe(entry.key)


def _preprint(entry: Entry) -> str:
    number = plain(facts.arxiv_id(entry))
    within = plain(entry.details.arxiv_class) if entry.details else ""
    return f"arXiv:{number}" + (f" [{within}]" if within else "") if number else ""


def _name(name: str) -> str:
    """Write `Family, Given, Suffix`, as RIS orders the parts; any other name as it is."""
    match facts.person(name):
        case [family, given]:
            return f"{family}, {given}"
        case [family, suffix, given]:
            return f"{family}, {given}, {suffix}"
        case _:
            return name
