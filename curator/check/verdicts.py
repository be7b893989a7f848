"""Observations -> verdict: a fold over a link's history, one observation after the other."""

from curator.check.policy import VerdictPolicy
from curator.check.schedule import UNKNOWN, HostRecord, days_between, due_at
from curator.model import Observation, Outcome, Standing, Verdict

SEEN = {Outcome.ALIVE: Verdict.ALIVE, Outcome.MOVED: Verdict.MOVED, Outcome.INSECURE: Verdict.INSECURE}
"""Outcomes that are successes: one of them forgets all failures."""

FAILED = frozenset({Outcome.GONE, Outcome.FAILING})
"""Outcomes that count towards death."""


def judge(
    standing: Standing | None, observation: Observation, policy: VerdictPolicy, record: HostRecord = UNKNOWN,
) -> Standing:
    """Give where the link stands after one more observation.

    Observations come in the order in which they were made: as the clock may be set back, that is the order in which
    they were stored, not that of their times. `record` is what is known of the host; it only moves `due_at`.
    """
    before = standing or Standing()
    if observation.outcome in SEEN:
        after = _seen(before, observation)
    elif observation.outcome in FAILED:
        after = _failed(before, observation, policy)
    elif observation.outcome is Outcome.BLOCKED:
        after = _blocked(before, observation)
    else:
        after = Standing(Verdict.UNUSABLE, last_alive=before.last_alive)
    changed = after.verdict is not before.verdict
    after = after._replace(
        since=observation.at if changed else before.since, checked_at=observation.at, outcome=observation.outcome)
    return after._replace(due_at=due_at(after, observation.url, policy, record))


def _seen(before: Standing, observation: Observation) -> Standing:
    return Standing(SEEN[observation.outcome], successes=before.successes + 1, last_alive=observation.at,
                    moved_to=observation.moved_to)


def _failed(before: Standing, observation: Observation, policy: VerdictPolicy) -> Standing:
    at, first, last = observation.at, before.first_failure, before.last_failure
    failures, needed = before.failures, max(before.needed, _needed(observation, policy))
    days = days_between(last, at) if last else policy.spacing
    if days >= policy.spacing:
        failures, first, last = failures + 1, first or at, at
    elif days < 0:  # the clock was set back: count from the new time on, or nothing would count for years
        last = at
    dead = before.verdict is Verdict.DEAD or failures >= needed
    return before._replace(
        verdict=Verdict.DEAD if dead else Verdict.SUSPECT, failures=failures, needed=needed,
        first_failure=first, last_failure=last, successes=0, blocked_since=None, moved_to=None)


def _blocked(before: Standing, observation: Observation) -> Standing:
    """Keep everything: what cannot be seen may be alive or not."""
    verdict = Verdict.BLOCKED if before.verdict is Verdict.UNCHECKED else before.verdict
    return before._replace(verdict=verdict, blocked_since=before.blocked_since or observation.at)


def _needed(observation: Observation, policy: VerdictPolicy) -> int:
    """Give how many failures of this kind make a link dead."""
    if not policy.needs:
        return policy.failures
    kinds = [str(observation.status), *(evidence.rule for evidence in observation.evidence)]
    return min((policy.needs[kind] for kind in kinds if kind in policy.needs), default=policy.failures)
