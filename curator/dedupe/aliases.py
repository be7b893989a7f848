"""Which links are shown as which others: proposals and people's decisions brought together."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from curator.dedupe.work_features import Described
from curator.dedupe.work_kinds import Kind, kind_of
from curator.dedupe.works import Proposal
from curator.model import Decision, Says


class Alias(NamedTuple):
    """A link that is shown as another one, both by identity; `into` is never itself an alias.

    `score` and `why` are those of the strongest thing that joined the link to the work; `decision` is the number of the
    decision that did, None where a score alone was enough.
    """

    link: str
    into: str
    score: float
    why: str
    decision: int | None


class Preference(NamedTuple):
    """One row: a link of which that holds is shown rather than one of which only later rows hold."""

    when: Callable[[Described], bool]
    why: str


def _is_repost(link: Described) -> bool:
    return link.rule != "url" and kind_of(link.identity, link.rule, frozenset(), paper=False) is Kind.ARTICLE


PREFERENCES: Final = (
    Preference(lambda link: link.rule == "doi", "a DOI: the published version, for good"),
    Preference(lambda link: link.rule == "arxiv", "arXiv: open to everybody, for good"),
    Preference(lambda link: link.rule in {"openreview", "aclanthology", "pmid", "github"}, "an identity of its own"),
    Preference(lambda link: bool(link.canonical) and not _is_repost(link), "the author's or the publisher's own host"),
    Preference(lambda link: bool(link.canonical), "a platform where articles are posted again"),
)
"""Where rows are equal, the link with more mentions is shown, then the one whose identity comes first in the alphabet.
A paper that is named without an address comes last."""


def preference(link: Described) -> tuple[int, int, str]:
    """Rank a link among those that are one work: the least is shown."""
    place = next((place for place, row in enumerate(PREFERENCES) if row.when(link)), len(PREFERENCES))
    return place, -link.mentions, link.identity


class _Join(NamedTuple):
    """One reason to take two links for one work."""

    a: str
    b: str
    score: float
    why: str
    decision: int | None


def aliases(
    links: Mapping[str, Described], proposals: Iterable[Proposal], apart: Collection[tuple[str, str]],
    decisions: Mapping[tuple[str, str], Decision],
) -> list[Alias]:
    """Give the links that are shown as others, by identity.

    What a person said goes first, the latest word before all others; then the automatic proposals, the surest first.
    A join is left out if it would bring two links into one work, over however many others, that a person told apart;
    an automatic one, too, if something speaks against two of them (`apart`). What a person put off stays as it is.
    """
    different = [pair for pair, one in decisions.items() if one.says == Says.DIFFERENT]
    works = _Works(links)
    works.join(_decided(decisions), different)
    works.join((
        _Join(one.a, one.b, one.score, "; ".join(one.reasons), None)
        for one in proposals if one.automatic and (one.a, one.b) not in decisions
    ), [*different, *apart])
    return sorted(works.aliases())


def _decided(decisions: Mapping[tuple[str, str], Decision]) -> Iterator[_Join]:
    said = (one for one in decisions.values() if one.says == Says.SAME)
    for one in sorted(said, key=lambda one: -one.id):
        yield _Join(one.a, one.b, 1.0, f"decided: {one.why}" if one.why else "decided", one.id)


class _Works:
    """Links in groups, each a work."""

    def __init__(self, links: Mapping[str, Described]) -> None:
        self._links = links
        self._members: dict[str, set[str]] = {}
        self._joined: dict[str, _Join] = {}

    def join(self, joins: Iterable[_Join], apart: Iterable[tuple[str, str]]) -> None:
        """Bring works together, one after the other, where that brings no two together that are apart."""
        enemies: defaultdict[str, set[str]] = defaultdict(set)
        for a, b in apart:
            enemies[a].add(b)
            enemies[b].add(a)
        for join in joins:
            if join.a in self._links and join.b in self._links:
                self._join(join, enemies)

    def _join(self, join: _Join, enemies: Mapping[str, set[str]]) -> None:
        one, other = (self._members.setdefault(link, {link}) for link in (join.a, join.b))
        if len(one) > len(other):
            one, other = other, one
        if one is not other:
            if any(not other.isdisjoint(enemies.get(link, ())) for link in one):
                return
            other |= one
            self._members.update(dict.fromkeys(one, other))
        for link in (join.a, join.b):
            self._joined.setdefault(link, join)

    def aliases(self) -> Iterator[Alias]:
        """Give every link that is not shown for its work."""
        for members in {id(group): group for group in self._members.values()}.values():
            into = min(members, key=self._order)
            for link in members - {into}:
                why = self._joined[link]
                yield Alias(link, into, why.score, why.why, why.decision)

    def _order(self, identity: str) -> tuple[int, int, str]:
        return preference(self._links[identity])
