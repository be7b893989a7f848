"""What is compared of a link to find the same work under another address."""

from collections.abc import Mapping
from functools import cached_property
from typing import Final, NamedTuple

from curator.dedupe.work_identifiers import published, stated, twin
from curator.dedupe.work_kinds import Kind, kind_of
from curator.dedupe.work_titles import Title, numbers, telling
from curator.text.fold import fold
from curator.text.titles import choose_title

TITLES: Final = 8
"""Titles of one link that are compared; a link with more has been titled by a machine."""


class Described(NamedTuple):
    """What today's documents say of one link.

    `identity`, `rule`, `canonical` and `host` are the link's own. `titles` tells how many documents give each title,
    as written; `mentions` counts all places. `roles` are what labels over it say it is (`source code`), `topics` the
    caller's numbers of the topics it stands in. Imported bibliographies give `authors` (`Family, Given`), the year in
    `issued` and the identifiers; empty means: not said. `claim` is another identity that its page says it has, `sketch`
    stands for the page's text (`text.sketch`).
    """

    identity: str
    rule: str
    canonical: str | None
    host: str
    titles: Mapping[str, int]
    mentions: int = 1
    roles: tuple[str, ...] = ()
    topics: tuple[int, ...] = ()
    authors: tuple[str, ...] = ()
    issued: str = ""
    doi: str = ""
    arxiv: str = ""
    claim: str = ""
    sketch: tuple[int, ...] = ()

    @property
    def title(self) -> str | None:
        """The title to show."""
        return choose_title(self.titles)[0]


class Features:
    """A link made ready for comparing. Everything is computed when it is asked for, most of it for few links."""

    def __init__(self, link: Described) -> None:
        self.link = link
        self.identity = link.identity

    @cached_property
    def identifiers(self) -> tuple[str, ...]:
        """The identities under which the work goes elsewhere, without its own."""
        plain = twin(self.identity) if self.link.rule == "url" else None
        found = dict.fromkeys((self._published, plain, *stated(self.link.doi, self.link.arxiv)))
        return tuple(name for name in found if name and name != self.identity)

    @cached_property
    def _published(self) -> str | None:
        return published(self.link.host, self.link.canonical)

    @cached_property
    def kind(self) -> Kind:
        """What the link leads to."""
        roles = frozenset(role.partition(" ")[0] for role in self.link.roles)
        kind = kind_of(self.identity, self.link.rule, roles, paper=bool(self._published))
        known = bool(self.link.doi or self.link.arxiv)
        return Kind.PAPER if known and kind in {Kind.PAGE, Kind.COPY} else kind

    @cached_property
    def titles(self) -> dict[str, Title]:
        """The titles that may name the work, by their keys."""
        counts = self.link.titles
        most = counts if len(counts) <= TITLES else sorted(counts, key=lambda title: (-counts[title], title))[:TITLES]
        return {title.key: title for title in map(telling, most) if title}

    @cached_property
    def chosen(self) -> str | None:
        """The key of the title that stands for the link; None if it says too little, or if titles contradict it."""
        title, conflict = choose_title(self.link.titles)
        found = telling(title) if title and not conflict else None
        return found.key if found else None

    @cached_property
    def numbers(self) -> Mapping[str, tuple[str, ...]]:
        """The numbers in each title."""
        return {key: numbers(title) for key, title in self.titles.items()}

    @cached_property
    def authors(self) -> frozenset[str]:
        """The folded family names of the authors."""
        return frozenset(filter(None, (fold(author.partition(",")[0]) for author in self.link.authors)))

    @cached_property
    def preprints(self) -> frozenset[str]:
        """Its numbers at arXiv."""
        return self._named("arxiv:")

    @cached_property
    def dois(self) -> frozenset[str]:
        """Its DOIs."""
        return self._named("doi:")

    @property
    def year(self) -> int | None:
        """The year in which it was issued."""
        return int(self.link.issued[:4]) if self.link.issued[:4].isdecimal() else None

    def _named(self, scheme: str) -> frozenset[str]:
        return frozenset(name for name in (self.identity, *self.identifiers) if name.startswith(scheme))

