"""The lists of a site: which kinds there are, what stands in each, in which order, and on which page."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple
from urllib.parse import quote

from curator.export.order import read_aloud
from curator.export.site.interface import NEVER, Site
from curator.export.site.states import STATES, state_of
from curator.model import Entry, Place, Verdict
from curator.text.filename import file_name, folded
from curator.text.fold import fold

PAGE: Final = 100
"""Items of a page: 100 KB, five screens of reading on a desk. A longer list goes on on further pages."""

LISTED: Final = 500
"""Lists that one page of names tells."""

NEWEST: Final = 50
"""Items of a feed; what a reader of feeds shows at once, and a month of a busy blog."""


class Spot(NamedTuple):
    """Where an entry stands in a list: the list's name and title, its place in the order, the headings over it."""

    name: str
    title: str
    order: tuple[int | str, ...]
    headings: tuple[str, ...] = ()


class Kind(NamedTuple):
    """One kind of lists: its folder, its names, and which lists of the kind an entry stands in."""

    folder: str
    name: str
    one: str
    about: str
    spots: Callable[[Entry, Site], Iterable[Spot]]


class Member(NamedTuple):
    """An entry in a list, by its number, and the headings it stands under."""

    order: tuple[int | str, ...]
    number: int
    headings: tuple[str, ...]


@dataclass(slots=True)
class Listing:
    """One list. `parts` tells the page of each member where there are several pages; `lost` counts dead links."""

    kind: Kind
    name: str
    title: str
    stem: str = ""
    day: date = NEVER
    added: date = NEVER
    lost: int = 0
    members: list[Member] = field(default_factory=list)
    parts: dict[int, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.members)

    @property
    def pages(self) -> int:
        """Count the pages."""
        return -(-len(self.members) // PAGE)

    def file(self, part: int = 0) -> str:
        """Name the file of a page. No list's own name holds a tilde (`text.filename`), so that names never meet."""
        return f"{self.kind.folder}/{self.stem}{f'~{part + 1}' if part else ''}.html"

    def other(self, suffix: str) -> str:
        """Name a file beside the pages."""
        return f"{self.kind.folder}/{self.stem}{suffix}"


def _topics(entry: Entry, _: Site) -> Iterator[Spot]:
    """Give the topics, each with the place where the entry comes first in it; the documents are headings there."""
    seen: set[str] = set()
    for place in entry.places:
        if place.topic and place.topic not in seen:
            seen.add(place.topic)
            title = place.title or place.document
            yield Spot(place.topic, place.topic, _order(place), (title, *_below(place.path, place.topic, title)))


def _documents(entry: Entry, _: Site) -> Iterator[Spot]:
    seen: set[str] = set()
    for place in entry.places:
        if place.document not in seen:
            seen.add(place.document)
            title = place.title or place.document
            yield Spot(place.document, title, _order(place), _below(place.path, title))


def _tags(entry: Entry, _: Site) -> Iterator[Spot]:
    for tag in dict.fromkeys(entry.details.tags if entry.details else ()):
        yield Spot(tag, tag, _newest_first(entry.added, entry.key))


def _shelves(entry: Entry, _: Site) -> Iterator[Spot]:
    chosen = {"starred": entry.starred, "to-read": entry.reading == "to-read", "read": entry.reading == "read"}
    for name, is_there in chosen.items():
        if is_there:
            yield Spot(name, name.replace("-", " ").capitalize(), _newest_first(entry.added, entry.key))


def _health(entry: Entry, site: Site) -> Iterator[Spot]:
    state = state_of(entry)
    if site.health and state.listed:
        yield Spot(state.verdict.value, state.name, _newest_first(entry.health.since, entry.key))


KINDS: Final = (
    Kind("topics", "Topics", "topic", "What the documents are about, with all links of each topic.", _topics),
    Kind("documents", "Documents", "document", "The documents, with the links they give.", _documents),
    Kind("tags", "Tags", "tag", "Words that somebody gave to links.", _tags),
    Kind("shelves", "Shelves", "shelf", "What was starred, is to be read, or has been.", _shelves),
    Kind("health", "Link health", "state", "Which links still lead somewhere.", _health),
)
"""In the order in which a page names them."""

TOPICS, DOCUMENTS, TAGS, SHELVES, HEALTH = KINDS


class Lists:
    """All lists of a site, made by one walk over its entries: `note` each, in the order of numbers, then `settle`.

    Of an entry only its number stays, and where it stands. `looked_at` and `lost` count links by host: those with a
    verdict, and those of them that are dead.
    """

    def __init__(self, site: Site) -> None:
        self.site = site
        self.entries = 0
        self.states: Counter[str] = Counter()
        self.looked_at: Counter[str] = Counter()
        self.lost: Counter[str] = Counter()
        self.newest: list[int] = []
        self.added = NEVER
        self._ages: list[tuple[date, date, int]] = []
        self._lists: dict[tuple[str, str], Listing] = {}

    def note(self, entry: Entry) -> None:
        """Note where an entry stands."""
        number, self.entries = self.entries, self.entries + 1
        state, day = state_of(entry), entry.added or entry.urldate
        lost = self.site.health and state.mark == "dead"
        self.states[state.verdict] += 1
        self.added = max(self.added, day)
        if entry.host and state.verdict != Verdict.UNCHECKED:  # of what nobody looked at no share is dead
            self.looked_at[entry.host] += 1
            self.lost[entry.host] += lost
        self._ages.append((day, max((place.date or NEVER for place in entry.places), default=NEVER), -number))
        for kind in KINDS:
            for spot in kind.spots(entry, self.site):
                one = self._lists.setdefault((kind.folder, spot.name), Listing(kind, spot.name, spot.title))
                one.members.append(Member(spot.order, number, spot.headings))
                one.added, one.lost = max(one.added, day), one.lost + lost
        for place in entry.places:
            self._lists[DOCUMENTS.folder, place.document].day = place.date or NEVER

    def settle(self) -> None:
        """Bring all into order and give every list its files' names."""
        taken: set[str] = set()
        for (folder, name), one in sorted(self._lists.items(), key=lambda item: item[0]):
            stem = file_name(name, _Taken(taken, folder))
            taken.add(f"{folder}/{folded(stem)}")
            one.stem = stem
            one.members.sort()
            if one.pages > 1:
                one.parts = {member.number: place // PAGE for place, member in enumerate(one.members)}
        self.newest = [-number for *_, number in sorted(self._ages, reverse=True)]

    def of(self, kind: Kind) -> list[Listing]:
        """Give the lists of a kind: documents from the newest on, others as they are read aloud."""
        found = [one for (folder, _), one in self._lists.items() if folder == kind.folder]
        if kind is DOCUMENTS:
            return sorted(found, key=lambda one: (-one.day.toordinal(), one.name))
        if kind is HEALTH:
            order = [state.value for state in STATES]
            return sorted(found, key=lambda one: order.index(one.name))
        return sorted(found, key=lambda one: (read_aloud(one.title), one.name))

    def kinds(self) -> list[Kind]:
        """Give the kinds of which there is a list; link health wherever it is told."""
        folders = {folder for folder, _ in self._lists} | ({HEALTH.folder} if self.site.health else set())
        return [kind for kind in KINDS if kind.folder in folders]

    def page(self, kind: Kind, name: str, number: int) -> str:
        """Give the address, below the site's folder, of the page of a list where an entry stands."""
        one = self._lists[kind.folder, name]
        return quote(one.file(one.parts.get(number, 0)))

    def home(self, entry: Entry, number: int) -> str:
        """Give the page that stands for an entry: that of its first topic, else of its first document."""
        topic = next((place.topic for place in entry.places if place.topic), None)
        if topic:
            return self.page(TOPICS, topic, number)
        return self.page(DOCUMENTS, entry.places[0].document, number)


class _Taken:
    """The names taken in one folder."""

    def __init__(self, taken: set[str], folder: str) -> None:
        self._taken, self._folder = taken, folder

    def __contains__(self, name: object) -> bool:
        return f"{self._folder}/{name}" in self._taken


def _order(place: Place) -> tuple[int | str, ...]:
    return (place.date or NEVER).toordinal(), place.document, place.line


def _newest_first(day: date | None, key: str) -> tuple[int | str, ...]:
    return -(day or NEVER).toordinal(), key


def _below(path: tuple[str, ...], *names: str) -> tuple[str, ...]:
    """Give a heading path without a first heading that only repeats one of the names over it."""
    return path[1:] if path and any(fold(path[0]).startswith(fold(name)) for name in names if fold(name)) else path
