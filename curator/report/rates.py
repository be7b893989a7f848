"""How much of some links is lost, and how sure that is when only a part of them was seen."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Final, NamedTuple

from curator.model import Verdict

Z: Final = 1.959964
"""The normal quantile of 97.5 %: what a two-sided interval of 95 % is made with."""

LIVING: Final = frozenset({Verdict.ALIVE, Verdict.MOVED, Verdict.INSECURE})
LOST: Final = frozenset({Verdict.SUSPECT, Verdict.DEAD})
SEEN: Final = LIVING | LOST
"""Verdicts that say something of life or death. Blocked and unusable links were looked at, and say nothing."""


class Interval(NamedTuple):
    """The ends of a 95 % confidence interval, as shares from 0 to 1."""

    low: float
    high: float


def wilson(hits: int, seen: int) -> Interval:
    """Give the score interval of a share of which `seen` were drawn and `hits` hit.

    Wilson (1927), without continuity correction; Brown, Cai and DasGupta (2001) recommend it for samples of any size.
    Of nothing seen everything may be true.
    """
    if seen == 0:
        return Interval(0.0, 1.0)
    share, weight = hits / seen, Z * Z / seen
    middle = (share + weight / 2) / (1 + weight)
    half = Z / (1 + weight) * sqrt(share * (1 - share) / seen + weight / (4 * seen))
    # At the ends rounding would leave a trace of what is nothing.
    return Interval(0.0 if hits == 0 else middle - half, 1.0 if hits == seen else middle + half)


@dataclass(frozen=True, slots=True)
class Tally:
    """Links that have something in common, counted by verdict; `name` is what they have in common."""

    name: str
    verdicts: Mapping[Verdict, int]

    @property
    def links(self) -> int:
        """Count all."""
        return sum(self.verdicts.values())

    @property
    def seen(self) -> int:
        """Count those of which something is known."""
        return sum(self.verdicts.get(one, 0) for one in SEEN)

    @property
    def unchecked(self) -> int:
        """Count those that nobody has looked at yet."""
        return self.verdicts.get(Verdict.UNCHECKED, 0)

    @property
    def unseen(self) -> int:
        """Count those that were looked at in vain: blocked, or no address that can be asked for."""
        return self.links - self.seen - self.unchecked

    @property
    def suspect(self) -> int:
        """Count those that have begun to fail."""
        return self.verdicts.get(Verdict.SUSPECT, 0)

    @property
    def dead(self) -> int:
        """Count the dead."""
        return self.verdicts.get(Verdict.DEAD, 0)

    @property
    def rate(self) -> float | None:
        """Give the share of the dead among those seen; None if none was."""
        return self.dead / self.seen if self.seen else None

    @property
    def interval(self) -> Interval | None:
        """Give how sure the rate is; None where it is no estimate, as all links were seen, or none was.

        It holds as far as those seen are like the others: what is looked at first is not drawn by lot.
        """
        return wilson(self.dead, self.seen) if 0 < self.seen < self.links else None


class Estimate(NamedTuple):
    """What a simple random sample says of the whole catalogue.

    The sample was drawn on `drawn_at` from all links that documents gave, `sampled` of them; `tally` counts where they
    stand. `links` is how many there are in all.
    """

    drawn_at: str
    sampled: int
    links: int
    tally: Tally

    @property
    def dead(self) -> Interval:
        """Give the interval of the share of dead links."""
        return wilson(self.tally.dead, self.tally.seen)

    @property
    def lost(self) -> Interval:
        """Give the interval of the share of dead and suspect links: who was looked at once cannot be dead yet."""
        return wilson(self.tally.dead + self.tally.suspect, self.tally.seen)
