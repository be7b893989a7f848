"""A link's history, looked back at: where it stood at any time, as `judge` would have said then."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from curator.check.verdicts import SEEN, weigh
from curator.model import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from curator.check.policy import VerdictPolicy
    from curator.check.verdicts import Look

UNSEEN = Standing()
"""Where a link stands that was not looked at yet."""


def replay(looks: Sequence[Look], moments: Sequence[str], policy: VerdictPolicy) -> list[Standing]:
    """Give where a link stood at some moments, which ascend. `due_at` is left out.

    A moment knows the looks that were made until then, itself included, in the order in which they were stored: those
    that the clock of their time puts later are no part of it.
    """
    if all(before.at <= after.at for before, after in pairwise(looks)):
        return list(_passing(looks, moments, policy))
    return [_last([look for look in looks if look.at <= moment], policy) for moment in moments]


def _last(looks: Sequence[Look], policy: VerdictPolicy) -> Standing:
    standing = UNSEEN
    for look in looks:
        standing = weigh(standing, look, policy)
    return standing


def _passing(looks: Sequence[Look], moments: Sequence[str], policy: VerdictPolicy) -> Iterator[Standing]:
    """Walk once over looks whose times ascend."""
    standing, at, alike = UNSEEN, 0, 0
    for moment in moments:
        while at < len(looks) and looks[at].at <= moment:
            look = looks[at]
            at += 1
            # Of a row of the same successes only the last is weighed: most links do nothing but live.
            if look.outcome is standing.outcome and look.outcome in SEEN and _goes_on(looks, at, moment):
                alike += 1
                continue
            if alike:
                standing, alike = standing._replace(successes=standing.successes + alike), 0
            standing = weigh(standing, look, policy)
        yield standing


def _goes_on(looks: Sequence[Look], at: int, moment: str) -> bool:
    """Tell whether the next look is known at the moment, too, and saw the same as the one before it."""
    return at < len(looks) and looks[at].outcome is looks[at - 1].outcome and looks[at].at <= moment
