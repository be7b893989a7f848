"""What exporting takes: one item of a bibliography, ready to be written down."""

from dataclasses import dataclass
from datetime import date

from curator.model.document import Details


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document gives the item: what lets a reader go and look."""

    document: str
    title: str | None
    date: date | None
    line: int
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One link or paper with everything a format may say of it.

    `key` is the stored citation key. `url` is the address as the first place writes it, None for a paper without one.
    `title` is the chosen title (what most places write, then the longest), None where nobody gave one; `display` is
    what may be shown instead (label, or heading). `notes` are the remarks of all places, without repetition. `path`
    is the heading path below the topic for lists that keep the documents' order. `urldate` is the day the page was
    last seen as an imported file tells, else of the import. `own_keys` are the keys that imported bibliographies give
    it; `key` is one of them if it could be. `also` are the other addresses under which places give the same work.
    `copies` is where the section that lists the entry stands elsewhere.
    """

    key: str
    identity: str
    rule: str
    url: str | None
    host: str
    title: str | None
    display: str
    urldate: date
    label: str | None = None
    notes: tuple[str, ...] = ()
    topic: str = ""
    path: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    details: Details | None = None
    own_keys: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    copies: tuple[Place, ...] = ()
