"""Which contents hold which: stars around the best of them, settled anew only where something has changed.

In the order of their ranks each content that no better centre holds is a centre, and holds those after it that are the
same, edited or contained with respect to it. So what a content is depends on better ones only, and a change is followed
from the best content that it touches to the last.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from typing import Final, NamedTuple, TypeAlias

from curator.dedupe.ground import Ground, Rank
from curator.dedupe.join import LIMITS, Limits, Relate, proposed
from curator.dedupe.relation import Kind, Relation, relate

HELD: Final = frozenset({Kind.SAME, Kind.EDITED, Kind.CONTAINS})
"""What a centre is to its members."""

Pair: TypeAlias = tuple[int, int]
"""A centre and a member, by their numbers."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is other than when the stars were settled last, by the ids of contents.

    `moved` are those that rank otherwise, with their ranks of then; `touched` those for which `crossed` says that they
    may propose others. With `first` nothing was settled before: all there are are new.
    """

    new: frozenset[int]
    gone: frozenset[int] = frozenset()
    moved: Mapping[int, Rank] = field(default_factory=dict)
    touched: frozenset[int] = frozenset()
    first: bool = False


class Settled(NamedTuple):
    """What becomes of the stars: pairs of centre and member that are no more, and new ones with what the first is.

    What members that are gone were in is not among them.
    """

    dropped: list[Pair]
    found: dict[Pair, Relation]


def settle(ground: Ground, change: Change, limits: Limits = LIMITS, related: Relate = relate) -> Settled:
    """Tell how the stars change, so that they are what they were if all were settled anew.

    Only pairs on which nothing was decided are compared: one of them is new, has become a centre, has got another
    rank, or they propose each other now and did not before. `related` stands for `relate`.
    """
    return _Settling(ground, change, limits, related).settled()


class _Settling:
    def __init__(self, ground: Ground, change: Change, limits: Limits, related: Relate) -> None:
        self._ground = ground
        self._change = change
        self._limits = limits
        self._related = related
        self._ranks: dict[int, Rank] = {}
        self._before: dict[int, frozenset[int]] = {}  # centres by member, as settled last
        self._member: dict[int, bool] = {}  # what was settled now
        self._asked: dict[int, set[int]] = {}  # what waits to be settled, and the centres that may have changed for it
        self._queue: list[tuple[Rank, int]] = []
        self._result = Settled([], {})

    def settled(self) -> Settled:
        """Settle what has changed, the best first, and whatever that changes."""
        dirty = self._change.new | self._change.touched | self._change.moved.keys()
        for centre in (*self._change.gone, *self._change.moved):
            for member in self._ground.members(centre):
                self._asked.setdefault(member, set()).add(centre)
        self._asked |= {one: self._asked.get(one, set()) for one in dirty}
        for one in self._change.gone:
            self._asked.pop(one, None)
        self._look_up(self._asked)
        self._queue = [(self._ranks[one], one) for one in self._asked]
        heapify(self._queue)
        whole = frozenset() if self._change.first else dirty  # then every centre comes by itself to those it may hold
        while self._queue:
            self._settle(heappop(self._queue)[1], whole)
        return self._result

    def _settle(self, one: int, whole: Iterable[int]) -> None:
        """Find the centres that hold a content; if it is a centre now or no more, others may have to be asked."""
        before, asked = self._before[one], self._asked[one]
        kept = before - asked
        others: set[int] | None = None
        if one in whole:
            asked = others = self._others(one)
            kept = frozenset()
        held = kept | {centre for centre in asked if self._leads(centre, one) and self._holds(centre, one)}
        self._result.dropped.extend((centre, one) for centre in before - held)
        self._member[one] = bool(held)
        if held and self._was_centre(one):
            self._ask(one, self._ground.members(one))
        elif not held and (one in self._change.moved or not self._was_centre(one)):
            self._ask(one, self._others(one) if others is None else others)

    def _others(self, one: int) -> set[int]:
        """Give the contents that may relate to one."""
        others = proposed(self._ground.features(one), self._ground.holders, self._limits)
        others.discard(one)
        self._look_up(others)
        return others

    def _look_up(self, numbers: Iterable[int]) -> None:
        unknown = [one for one in numbers if one not in self._ranks]
        if unknown:
            self._ranks |= self._ground.ranks(unknown)
            centres = self._ground.centres(unknown)
            self._before |= {one: frozenset(centres.get(one, ())) for one in unknown}

    def _ask(self, centre: int, others: Iterable[int]) -> None:
        """Let those after a content be settled, because it is a centre now or no more."""
        today = [one for one in others if one not in self._change.gone]
        self._look_up(today)
        for one in today:
            if self._ranks[centre] < self._ranks[one]:
                if one not in self._asked:
                    self._asked[one] = set()
                    heappush(self._queue, (self._ranks[one], one))
                self._asked[one].add(centre)

    def _leads(self, centre: int, one: int) -> bool:
        """Tell whether this is a centre today, and the better of the two."""
        if centre in self._change.gone or self._ranks[one] < self._ranks[centre]:
            return False
        return not self._member.get(centre, bool(self._before[centre]))

    def _was_centre(self, one: int) -> bool:
        return one not in self._change.new and not self._before[one]

    def _holds(self, centre: int, one: int) -> bool:
        """Tell whether a centre holds a content, which is known if that was decided before."""
        if centre in self._before[one]:
            return True
        if self._was_decided(centre, one):
            return False
        relation = self._related(self._ground.features(centre), self._ground.features(one))
        if relation is None or relation.kind not in HELD:
            return False
        self._result.found[centre, one] = relation
        return True

    def _was_decided(self, centre: int, one: int) -> bool:
        """Tell whether the two were compared when the stars were settled last."""
        change = self._change
        if one in change.new or not self._was_centre(centre) or (centre in change.touched and one in change.touched):
            return False
        ranks = [change.moved.get(number, self._ranks[number]) for number in (centre, one)]
        return ranks[0] < ranks[1]
