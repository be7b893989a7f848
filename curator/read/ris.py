"""RIS, as reference managers exchange it.

Own reader: rispy, measured beside it, gives no line numbers and loses in silence every record without `ER`, without
`TY` or with one space before the hyphen.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from curator.model import Details, Document
from curator.read.interface import Text
from curator.read.items import Collector, Item
from curator.read.pages import page_range
from curator.text import dates

KINDS: Final = {
    # type of reference -> kind in the words of CSL 1.0.2
    "ELEC": "webpage", "ICOMM": "webpage", "WEB": "webpage", "BLOG": "post-weblog", "JOUR": "article-journal",
    "EJOUR": "article-journal", "MGZN": "article-magazine", "NEWS": "article-newspaper", "BOOK": "book",
    "EBOOK": "book", "EDBOOK": "collection", "CHAP": "chapter", "ECHAP": "chapter", "CONF": "paper-conference",
    "CPAPER": "paper-conference", "THES": "thesis", "RPRT": "report", "STAND": "standard", "PAT": "patent",
    "DATA": "dataset", "COMP": "software", "UNPB": "article", "MANSCPT": "manuscript", "SLIDE": "speech",
    "VIDEO": "motion_picture", "ENCYC": "entry-encyclopedia", "DICT": "entry-dictionary", "PAMP": "pamphlet",
}
"""`GEN` and unknown types say nothing."""

# Tags of each field, best first. What a tag means varies with type and program; these are those that agree.
TITLES: Final = ("TI", "T1", "CT", "BT")
CONTAINERS: Final = ("T2", "JO", "JF", "J2", "JA", "BT")
DATES: Final = ("DA", "PY", "Y1")
LINKS: Final = ("UR", "LK", "L2", "L1")
AUTHORS: Final = ("AU", "A1")
EDITORS: Final = ("A2", "ED")
NOTES: Final = ("N1", "RN")

_TAG = re.compile(r"([A-Z][A-Z0-9]) {1,2}- ?(.*)$")
_NEXT = re.compile(r";\s*(?=https?://)", re.IGNORECASE)  # the format's description allows several on one line
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?\s*(10\.\S+)", re.IGNORECASE)

_ARXIV = re.compile(r"(?:10\.48550/)?arxiv[:.]\s*([^\s\[]+)(?:\s*\[([^\]]+)\])?", re.IGNORECASE)

_AND = re.compile(r"\band\b", re.IGNORECASE)

Record = Mapping[str, Sequence[str]]


class RisReader:
    """Reads RIS. A record ends at `ER` or where the next begins; a last one without `ER` is read and reported."""

    name = "ris"
    suffixes = (".ris",)

    def sniff(self, text: Text) -> bool:
        """Tell by the first tag."""
        return bool(re.match(r"\s*TY {1,2}- ", text.text[:1000]))

    def read(self, text: Text) -> Document:
        """Read all records."""
        collector = Collector(text, self.name)
        for line, record in _records(text.text, collector):
            for item in _items(line, record):
                collector.add(item)
        return collector.document()


def _records(text: str, collector: Collector) -> Iterator[tuple[int, Record]]:
    """Give each record with the line it begins in."""
    record: dict[str, list[str]] = {}
    begun = 0
    for line, tag, content in _tagged(text):
        if tag in {"TY", "ER"} and record:
            yield begun, record
            record = {}
        if tag != "ER":
            begun = begun if record else line
            record.setdefault(tag, []).append(content)
    if record:
        collector.skip("cut-off", "the last record has no ER", begun)
        yield begun, record


def _tagged(text: str) -> Iterator[tuple[int, str, str]]:
    """Give line, tag and value; a line without a tag goes on with the value before it."""
    begun, tag, words = 0, "", [""]
    for number, line in enumerate(text.split("\n"), 1):
        match = _TAG.match(line.lstrip(" \t"))
        if match is None:
            words.append(line.strip())
            continue
        if tag:
            yield begun, tag, " ".join(filter(None, words))
        begun, tag, words = number, match[1], [match[2].strip()]
    if tag:
        yield begun, tag, " ".join(filter(None, words))


def _items(line: int, record: Record) -> Iterator[Item]:
    """Give a record by its first address; each further `UR` is the same work elsewhere, without a key of its own."""
    url, *further = _links(record)
    title, note, details = _first(record, TITLES), "; ".join(_all(record, NOTES)), _details(record)
    yield Item(line, url, title, note, details=details)
    for other in further:
        yield Item(line, other, title, details=replace(details, key=""))


def _links(record: Record) -> Sequence[str]:
    """Give the addresses of a record without repetition: all of `UR`, else the best there is, else nothing."""
    written = (part.strip() for content in _all(record, ("UR",)) for part in _NEXT.split(content))
    return list(dict.fromkeys(filter(None, written))) or [_first(record, LINKS)]


def _details(record: Record) -> Details:
    doi = _DOI.fullmatch(_first(record, ("DO",)))
    arxiv = _ARXIV.match(_first(record, ("AN",))) or _ARXIV.match(doi[1] if doi else "")
    title = _first(record, TITLES)
    return Details(
        key=_first(record, ("ID",)), kind=KINDS.get(_first(record, ("TY",)).upper(), ""),
        authors=tuple(map(_name, _all(record, AUTHORS))), arxiv=arxiv[1] if arxiv else "",
        arxiv_class=(arxiv[2] or "") if arxiv else "",
        issued=next(filter(None, map(dates.iso, _all(record, DATES))), ""),
        container=next((name for name in _all(record, CONTAINERS) if name != title), ""),
        publisher=_first(record, ("PB",)), doi=doi[1] if doi else "", language=_first(record, ("LA",)),
        accessed=dates.iso(_first(record, ("Y2",))), tags=tuple(_all(record, ("KW",))),
        editors=tuple(map(_name, _all(record, EDITORS))),
        volume=_first(record, ("VL",)), number=_first(record, ("IS",)),
        pages=page_range("-".join(filter(None, (_first(record, (tag,)) for tag in ("SP", "EP"))))),
    )


def _name(written: str) -> str:
    """Bring `Family, Given, Suffix` into the order that BibTeX has, `Family, Suffix, Given`; no firm has that shape."""
    parts = [part.strip() for part in written.split(",")]
    person = len(parts) == 3 and all(parts) and not _AND.search(written)
    return ", ".join((parts[0], parts[2], parts[1])) if person else written


def _all(record: Record, tags: Sequence[str]) -> Iterator[str]:
    return (content for tag in tags for content in record.get(tag, ()) if content)


def _first(record: Record, tags: Sequence[str]) -> str:
    return next(_all(record, tags), "")
