"""Observations -> verdict: a fold over a link's history, one observation after the other."""

from typing import NamedTuple

from curator.check.policy import VerdictPolicy
from curator.check.schedule import UNKNOWN, HostRecord, days_between, due_at
from curator.model import Evidence, Observation, Outcome, Standing, Verdict

SEEN = {Outcome.ALIVE: Verdict.ALIVE, Outcome.MOVED: Verdict.MOVED, Outcome.INSECURE: Verdict.INSECURE}
"""Outcomes that are successes: one of them forgets all failures."""

FAILED = frozenset({Outcome.GONE, Outcome.FAILING})
"""Outcomes that count towards death."""

_NOTHING = Standing()


class Look(NamedTuple):
    """What of a stored observation a verdict is made of; `id` gives the order in which they were stored."""

    id: int
    at: str
    outcome: Outcome
    status: int | None = None
    evidence: tuple[Evidence, ...] = ()
    moved_to: str | None = None


def judge(
    standing: Standing | None, observation: Observation, policy: VerdictPolicy, record: HostRecord = UNKNOWN,
) -> Standing:
    """Give where the link stands after one more observation.

    Observations come in the order in which they were made: as the clock may be set back, that is the order in which
    they were stored, not that of their times. `record` is what is known of the host; it only moves `due_at`.
    """
    after = weigh(standing, observation, policy)
    return Standing._make((*after[:-1], due_at(after, observation.url, policy, record)))


def weigh(standing: Standing | None, seen: Look | Observation, policy: VerdictPolicy) -> Standing:
    """Give the same without `due_at`: all that matters to who only looks back, in a third of the time."""
    before = standing or _NOTHING
    verdict = SEEN.get(seen.outcome)
    if verdict:
        return _seen(before, verdict, seen)
    if seen.outcome in FAILED:
        return _failed(before, seen, policy)
    if seen.outcome is Outcome.BLOCKED:
        return _blocked(before, seen)
    since = _since(before, Verdict.UNUSABLE, seen)
    return Standing(Verdict.UNUSABLE, since, seen.at, seen.outcome, last_alive=before.last_alive)


def _since(before: Standing, verdict: Verdict, seen: Look | Observation) -> str:
    """Give since when a verdict holds that does so now."""
    return before.since if verdict is before.verdict else seen.at


def _seen(before: Standing, verdict: Verdict, seen: Look | Observation) -> Standing:
    return Standing(verdict, _since(before, verdict, seen), seen.at, seen.outcome, successes=before.successes + 1,
                    last_alive=seen.at, moved_to=seen.moved_to)


def _failed(before: Standing, seen: Look | Observation, policy: VerdictPolicy) -> Standing:
    at, first, last = seen.at, before.first_failure, before.last_failure
    failures, needed = before.failures, max(before.needed, _needed(seen, policy))
    days = days_between(last, at) if last else policy.spacing
    if days >= policy.spacing:
        failures, first, last = failures + 1, first or at, at
    elif days < 0:  # the clock was set back: count from the new time on, or nothing would count for years
        last = at
    dead = before.verdict is Verdict.DEAD or failures >= needed
    verdict = Verdict.DEAD if dead else Verdict.SUSPECT
    return Standing(verdict, _since(before, verdict, seen), at, seen.outcome, failures, needed, first, last,
                    last_alive=before.last_alive)


def _blocked(before: Standing, seen: Look | Observation) -> Standing:
    """Keep everything: what cannot be seen may be alive or not."""
    verdict = Verdict.BLOCKED if before.verdict is Verdict.UNCHECKED else before.verdict
    return before._replace(verdict=verdict, since=_since(before, verdict, seen), checked_at=seen.at,
                           outcome=seen.outcome, blocked_since=before.blocked_since or seen.at)


def _needed(seen: Look | Observation, policy: VerdictPolicy) -> int:
    """Give how many failures of this kind make a link dead."""
    if not policy.needs:
        return policy.failures
    kinds = [str(seen.status), *(evidence.rule for evidence in seen.evidence)]
    return min((policy.needs[kind] for kind in kinds if kind in policy.needs), default=policy.failures)
