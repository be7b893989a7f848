"""What exporting takes: one item of a bibliography, ready to be written down."""

from datetime import date
from typing import NamedTuple

from curator.model.document import Details


class Place(NamedTuple):
    """Where a document gives the item: what lets a reader go and look.

    `topic` is what it stands under there, `note` what is remarked on it there.
    """

    document: str
    title: str | None
    date: date | None
    line: int
    path: tuple[str, ...] = ()
    topic: str = ""
    note: str = ""


class Health(NamedTuple):
    """How an entry's link stands by all looks at it. Empty where nobody has looked yet.

    `verdict` is a word of `check.verdicts`, `since` the day it became true, `checked` the day of the last look.
    `moved_to` is the new address of a link that moved for good. `archive` is the best copy that an archive keeps, as
    an address for readers.
    """

    verdict: str = ""
    since: date | None = None
    checked: date | None = None
    moved_to: str | None = None
    archive: str | None = None


UNSEEN = Health()


class Entry(NamedTuple):
    """One link or paper with everything a format may say of it.

    `key` is the stored citation key. `url` is the address as the first place writes it, None for a paper without one.
    `title` is the chosen title (what most places write, then the longest), None where nobody gave one; `display` is
    what may be shown instead (label, or heading). `notes` are the remarks of all places, without repetition. `path`
    is the heading path below the topic for lists that keep the documents' order. `urldate` is the day the page was
    last seen as an imported file tells, else of the import. `own_keys` are the keys that imported bibliographies give
    it; `key` is one of them if it could be. `also` are the other addresses under which places give the same work.
    `copies` is where the section that lists the entry stands elsewhere.

    `topics` are all it belongs to, in the order of its places; `added` is the day it came into the catalogue. `health`
    says how its link stands; a format shows that only where the entry is `marked`, for that is what the reader asked
    for. `starred` and `reading` (`to-read`, `read`, or empty) are the curator's own. What people override of an entry -
    title, authors, tags, remarks - stands in the fields themselves.
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
    topics: tuple[str, ...] = ()
    added: date | None = None
    health: Health = UNSEEN
    marked: bool = False
    starred: bool = False
    reading: str = ""
