"""A link's history, looked back at: where it stood at any time, as `judge` would have said then."""

from __future__ import annotations

from functools import reduce
from itertools import pairwise
from typing import TYPE_CHECKING

from curator.check.verdicts import weigh
from curator.model import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        return _passing(looks, moments, policy)
    known = ([look for look in looks if look.at <= moment] for moment in moments)
    return [reduce(lambda standing, look: weigh(standing, look, policy), some, UNSEEN) for some in known]


def _passing(looks: Sequence[Look], moments: Sequence[str], policy: VerdictPolicy) -> list[Standing]:
    """Walk once over looks whose times ascend."""
    stood: list[Standing] = []
    standing = UNSEEN
    for look in looks:
        while len(stood) < len(moments) and moments[len(stood)] < look.at:
            stood.append(standing)
        standing = weigh(standing, look, policy)
    return stood + [standing] * (len(moments) - len(stood))
