"""BibTeX and BibLaTeX: every entry is a reference, its fields are its details."""

import logging
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from curator.model import Details, Document
from curator.read.bibvalues import Strings, names, value
from curator.read.interface import Text
from curator.read.items import Collector, Item
from curator.read.latex import plain
from curator.read.pages import page_range
from curator.text import dates

if TYPE_CHECKING:
    from bibtexparser.library import Library
    from bibtexparser.model import Entry

KINDS: Final = {
    # entry type -> kind in the words of CSL 1.0.2, as biblatex's manual (2.1) describes the types
    "article": "article-journal", "suppperiodical": "article-journal", "review": "review",
    "book": "book", "mvbook": "book", "collection": "collection", "mvcollection": "collection",
    "proceedings": "collection", "reference": "collection", "booklet": "pamphlet", "manual": "book",
    "inbook": "chapter", "incollection": "chapter", "suppbook": "chapter", "inreference": "entry-encyclopedia",
    "inproceedings": "paper-conference", "conference": "paper-conference",
    "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis",
    "report": "report", "techreport": "report", "standard": "standard", "patent": "patent",
    "unpublished": "manuscript", "periodical": "periodical", "dataset": "dataset", "software": "software",
    "online": "webpage", "www": "webpage", "electronic": "webpage", "webpage": "webpage",
}
"""`@misc` and unknown types say nothing: what they are is left to the identifier."""

CONTAINERS: Final = ("journaltitle", "journal", "booktitle", "series", "maintitle")
PUBLISHERS: Final = ("publisher", "institution", "school", "organization", "howpublished")
NUMBERS: Final = ("number", "issue")
CLASSES: Final = ("eprintclass", "primaryclass")
NOTES: Final = ("note", "annotation", "annote", "addendum", "comment")
"""`comment` is what JabRef calls its remarks."""
LINKS: Final = ("url", "link", "bdsk-url-1", "howpublished", "note", "file")
"""Fields that may hold the address, best first."""

WHOLE: Final = frozenset({"url", "link"})
"""Fields that are an address, whatever stands in them; the others only give one that looks so."""

RENAMED: Final = {"title": "booktitle"}
"""Fields of a `crossref` parent that get another name in the child (biblatex manual, appendix B)."""

OWN: Final = frozenset({"url", "doi", "eprint", "note", "crossref", "keywords", "author", "subtitle", "urldate"})
"""Fields that speak of the parent alone: a paper's address is not that of its proceedings."""

_URL = re.compile(r"\\(?:url|href|path)\s*\{([^{}]+)\}")
_BARE = re.compile(r"\{*\s*((?:https?|ftp)://[^\s{}]+)\s*\}*")
_ESCAPED = re.compile(r"\\([_%&#~])")
_ARXIV = re.compile(r"(?:arxiv:)?\s*(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?)", re.IGNORECASE)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?\s*(10\.\S+)", re.IGNORECASE)
_ENTRY = re.compile(r"^[ \t]*@\w+[ \t]*[{(]", re.MULTILINE)

Fields = Mapping[str, str]
"""An entry's fields by lower-case name, with macros put in and outer delimiters off, not yet decoded."""


class BibtexReader:
    """Reads `.bib` files. A broken entry is skipped and reading goes on at the next line that begins with `@`."""

    name = "bibtex"
    suffixes = (".bib",)

    def sniff(self, text: Text) -> bool:
        """Tell by an entry at a line's start."""
        return bool(_ENTRY.search(text.text, 0, 4000))

    def read(self, text: Text) -> Document:
        """Read all entries, repeated keys included."""
        collector = Collector(text, self.name)
        library = _split(text.text)
        strings = Strings({string.key: string.value for string in library.strings})
        entries = [(entry, _fields(entry, strings)) for entry in _entries(library, collector)]
        parents = {entry.key.lower(): fields for entry, fields in entries}
        for entry, fields in entries:
            collector.add(_item(entry, _with_parent(fields, parents)))
        return collector.document()


def _split(text: str) -> "Library":
    """Split without the library's log: it repeats strangers' text on standard error."""
    from bibtexparser.splitter import Splitter

    logging.getLogger("bibtexparser.splitter").setLevel(logging.CRITICAL + 1)
    return Splitter(text).split()


def _entries(library: "Library", collector: Collector) -> Iterator["Entry"]:
    """Give entries in order. A key or field given twice is a blemish; the entry is whole all the same."""
    from bibtexparser.model import Entry, ParsingFailedBlock

    for block in library.blocks:
        whole = block.ignore_error_block if isinstance(block, ParsingFailedBlock) else block
        line = (block.start_line or 0) + 1
        if isinstance(whole, Entry):
            yield whole
        elif isinstance(block, ParsingFailedBlock) and whole is None:
            said = str(getattr(block.error, "abort_reason", "") or block.error)
            collector.skip("cut-off" if "end of file" in said else "broken-entry", said.partition("\n")[0], line)


def _fields(entry: "Entry", strings: Strings) -> dict[str, str]:
    return {field.key.lower(): value(str(field.value), strings) for field in reversed(entry.fields)}


def _with_parent(fields: Fields, parents: Mapping[str, Fields]) -> Fields:
    """Put in what the entry has from the one it refers to; one level, as BibTeX does."""
    parent = parents.get(fields.get("crossref", "").strip().lower(), {})
    return {RENAMED.get(name, name): content for name, content in parent.items() if name not in OWN} | dict(fields)


def _item(entry: "Entry", fields: Fields) -> Item:
    """Make an item; its topics are the groups that JabRef puts it into."""
    title = ": ".join(filter(None, (plain(fields.get(name, "")).strip() for name in ("title", "subtitle"))))
    notes = [plain(_URL.sub("", fields.get(name, ""))).strip() for name in NOTES]
    group, *further = _listed(fields, "groups") or ("",)
    return Item(
        line=(entry.start_line or 0) + 1, url=_url(fields), title=title,
        note="; ".join(filter(None, notes)), path=(group,), details=_details(entry, fields), further=tuple(further),
    )


def _details(entry: "Entry", fields: Fields) -> Details:
    year, month, day = (fields.get(name) for name in ("year", "month", "day"))
    arxiv = _arxiv(fields)
    return Details(
        key=entry.key.strip(), kind=KINDS.get(entry.entry_type.lower(), ""),
        authors=names(fields.get("author", "")), editors=names(fields.get("editor", "")),
        issued=dates.iso(fields.get("date", "")) or dates.joined(year, month, day),
        container=_first(fields, CONTAINERS), publisher=_first(fields, PUBLISHERS),
        doi=_identifier(_DOI, fields.get("doi", "")), arxiv=arxiv,
        arxiv_class=_first(fields, CLASSES) if arxiv else "",
        volume=_first(fields, ("volume",)), number=_first(fields, NUMBERS),
        pages=page_range(_first(fields, ("pages",))),
        language=plain(fields.get("langid") or fields.get("language", "")).strip(),
        accessed=dates.iso(fields.get("urldate", "")),
        tags=_listed(fields, "keywords"),
    )


def _listed(fields: Fields, name: str) -> tuple[str, ...]:
    return tuple(filter(None, (plain(word).strip() for word in re.split("[,;]", fields.get(name, "")))))


def _first(fields: Fields, order: tuple[str, ...]) -> str:
    """Give the first field that has words; those of one that may hold the link's address are what stands besides it."""
    return next(filter(None, (_words(fields.get(name, ""), has_link=name in LINKS) for name in order)), "")


def _words(content: str, *, has_link: bool) -> str:
    return plain(_BARE.sub("", _URL.sub("", content)) if has_link else content).strip()


def _url(fields: Fields) -> str:
    """Find the address, as written but for escapes: a backslash stands in no address (RFC 3986)."""
    for name in LINKS:
        content = fields.get(name, "").strip()
        inside = _URL.search(content) or _BARE.fullmatch(content)
        found = inside[1] if inside else content if name in WHOLE else ""
        if found:
            return _ESCAPED.sub(r"\1", found.strip("{} \n\t"))
    return ""


def _arxiv(fields: Fields) -> str:
    said = (fields.get("eprinttype") or fields.get("archiveprefix") or "arxiv").strip("{} ").lower()
    return _identifier(_ARXIV, fields.get("eprint") or fields.get("arxivid", "")) if said == "arxiv" else ""


def _identifier(pattern: re.Pattern[str], content: str) -> str:
    match = pattern.fullmatch(_ESCAPED.sub(r"\1", content.strip().strip("{} ")))
    return match[1] if match else ""
