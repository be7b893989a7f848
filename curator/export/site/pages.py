"""The pages of a site, out of templates."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, Final, NamedTuple
from urllib.parse import quote, urlsplit

from curator.export.site import finding
from curator.export.site.citing import CITED
from curator.export.site.interface import NEVER, File
from curator.export.site.item import Item
from curator.export.site.lists import DOCUMENTS, HEALTH, LISTED, PAGE, TAGS, TOPICS, Kind, Listing, Lists
from curator.export.site.states import STATES
from curator.pages.page import page, script_hash, templates
from curator.text.cjk import CJK

ROOM: Final = "curator.export.site"

SHOWN_TOPICS: Final = 60
"""Topics on the first page, the largest ones: a screen of them, 10 KB. All have a page of their own."""

SHOWN_ITEMS: Final = 20
"""Newest items on the first page: 20 KB, so that the whole page stays far below 100 KB."""

HOSTS: Final = 50
"""Hosts of which link health tells: where most links are lost, and where most were looked at."""

MISSING: Final = "404.html"
"""What hosts of static sites show where there is no page, GitHub's among them."""

DEEPEST: Final = 6
"""HTML knows six levels of headings; what lies deeper gets the sixth."""


class Heading(NamedTuple):
    """A heading over items; `level` is 2 for the highest."""

    level: int
    text: str


class Group(NamedTuple):
    """Items under the same headings, of which those are told that are new since the group before."""

    headings: tuple[Heading, ...]
    items: list[str]


class Pages:
    """Makes the pages. What all of them need is the same: the site, its kinds of lists, the way to its folder."""

    def __init__(self, lists: Lists) -> None:
        self._lists, self._site = lists, lists.site
        self._kinds = lists.kinds()

    def item(self, item: Item, root: str = "../") -> str:
        """Write one item as a page below `root` shows it."""
        return str(self._item.render(item=item, root=root))

    @cached_property
    def _item(self) -> Any:
        return templates(ROOM).get_template("item.html")

    def index(self, newest: Iterable[str]) -> File:
        """Give the first page: what is here, and the newest items."""
        topics = sorted(self._lists.of(TOPICS), key=lambda one: (-len(one), one.name))
        return self._file(
            "index.html", "index.html", topics=topics[:SHOWN_TOPICS], all_topics=len(topics),
            documents=len(self._lists.of(DOCUMENTS)), tags=len(self._lists.of(TAGS)), states=self._states(),
            newest=newest,
        )

    def names(self, kind: Kind) -> Iterator[File]:
        """Give the pages that name the lists of a kind."""
        found = self._lists.of(kind)
        parts = range(-(-len(found) // LISTED))
        names = [f"{kind.folder}{f'~{part + 1}' if part else ''}.html" for part in parts]
        for part, name in enumerate(names):
            some = found[part * LISTED:(part + 1) * LISTED]
            yield self._file(name, "names.html", kind=kind, lists=some, total=len(found), part=part, names=names)

    def listing(self, one: Listing, items: Callable[[int], str]) -> Iterator[File]:
        """Give the pages of a list; `items` gives a written item by its number."""
        for part in range(one.pages):
            members = one.members[part * PAGE:(part + 1) * PAGE]
            groups = _groups((member.headings, items(member.number)) for member in members)
            downloads = [(row.name, one.other(row.suffix)) for row in CITED] if one.kind is TOPICS else []
            names = [one.file(number) for number in range(one.pages)]
            yield self._file(one.file(part), "list.html", one=one, part=part, names=names, groups=groups,
                             downloads=downloads, feed=self._feed_of(one), kind=one.kind)

    def health(self) -> File:
        """Give the page of link health."""
        lists = self._lists
        hosts = sorted(lists.looked_at, key=lambda host: (-lists.lost[host], -lists.looked_at[host], host))[:HOSTS]
        return self._file(
            "health.html", "health.html", states=self._states(),
            hosts=[(host, lists.looked_at[host], lists.lost[host]) for host in hosts],
            more=len(lists.looked_at) - len(hosts), kind=HEALTH, lists={one.name: one for one in lists.of(HEALTH)},
        )

    def rest(self) -> Iterator[File]:
        """Give the page that searches, the one for addresses that lead nowhere, the look and the scripts."""
        yield self._file("search.html", "search.html")
        if self._site.base:  # it is shown at any address, and can only know whole ones
            yield self._file(MISSING, "missing.html", root=urlsplit(self._site.base).path)
        formats = [[row.name, row.suffix] for row in CITED]
        yield File("style.css", templates(ROOM).get_template("site.css").generate())
        yield File("site.js", templates(ROOM).get_template("site.js").generate(formats=formats))
        yield File("search.js", templates(ROOM).get_template("search.js").generate(cjk=_for_scripts(CJK)))

    def _states(self) -> list[tuple[Any, int]]:
        counts = self._lists.states
        return [(state, counts[state.verdict]) for state in STATES.values() if counts[state.verdict]]

    def _feed_of(self, one: Listing) -> str:
        return one.other(".xml") if self._site.base and one.kind is TOPICS else ""

    def _file(self, name: str, template: str, *, root: str | None = None, **values: Any) -> File:
        way = "../" * name.count("/") if root is None else root
        values.setdefault("kind", None)
        shared: dict[str, Any] = {
            "site": self._site, "root": way, "name": name, "kinds": self._kinds, "quote": quote,
            "entries": self._lists.entries, "shards": finding.shards(self._lists.entries), "day": self._day,
            "loader": script_hash(ROOM, "loader.js"), "counted": counted, "share": share, "NEVER": NEVER,
        }  # fmt: skip
        return File(name, page(ROOM, template, **shared, **values))

    @cached_property
    def _day(self) -> str:
        """Give the day of the newest item: pages tell how old they may be, and no clock is asked."""
        return "" if self._lists.added == NEVER else self._lists.added.isoformat()


def counted(number: int, word: str) -> str:
    """Write `1 link`, `2,273 links`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def share(part: int, whole: int) -> str:
    """Write a share in per cent; what is neither nothing nor all does not look so."""
    if not whole or part in {0, whole}:
        return f"{100 * bool(part)} %"
    return f"{min(max(100 * part / whole, 0.1), 99.9):.1f} %"


def _groups(members: Iterable[tuple[Sequence[str], str]]) -> Iterator[Group]:
    before: tuple[str, ...] | None = None
    group: Group | None = None
    for path, written in members:
        here = tuple(path)
        if group is None or here != before:
            if group:
                yield group
            group, before = Group(_headings(before or (), here), []), here
        group.items.append(written)
    if group:
        yield group


def _headings(before: tuple[str, ...], here: tuple[str, ...]) -> tuple[Heading, ...]:
    """Give the headings that lead from one place of the list to the next."""
    pairs = enumerate(zip(before, here, strict=False))
    common = next((level for level, (old, new) in pairs if old != new), min(len(before), len(here)))
    kept = min(common, len(here) - 1) if here else 0
    return tuple(Heading(min(level + 2, DEEPEST), here[level]) for level in range(kept, len(here)))


def _for_scripts(characters: str) -> str:
    r"""Write ranges of characters as JavaScript does: `\U00020000` is `\u{20000}` there."""
    return re.sub(r"\\U0*([0-9a-f]+)", r"\\u{\1}", characters)
