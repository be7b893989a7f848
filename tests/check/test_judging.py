"""Verdicts: what histories of observations say, whatever they are."""

from datetime import UTC, datetime, timedelta
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st
from looks import seen

from curator.check.policy import CheckPolicy, VerdictPolicy
from curator.check.schedule import written
from curator.check.verdicts import FAILED, SEEN, judge
from curator.model import Observation, Outcome, Standing, Verdict

POLICY = VerdictPolicy()
START = datetime(2026, 11, 22, tzinfo=UTC)
ALIVE, GONE, BLOCKED, FAILING = Outcome.ALIVE, Outcome.GONE, Outcome.BLOCKED, Outcome.FAILING


def on(days: float, outcome: Outcome, **more: int) -> Observation:
    return seen(outcome, written(START + timedelta(days=days)), status=more.get("status"))


def judged(*observations: Observation, policy: VerdictPolicy = POLICY, before: Standing | None = None) -> Standing:
    last = reduce(lambda standing, one: judge(standing, one, policy), observations, before)
    assert last
    return last


LOOKS = st.lists(st.tuples(st.floats(0, 9), st.sampled_from(Outcome)), min_size=1, max_size=12)
"""Days since the look before, and what was seen."""


def history(looks: list[tuple[float, Outcome]]) -> list[Observation]:
    days = 0.0
    return [on(days := days + step, outcome) for step, outcome in looks]


@given(LOOKS, st.integers(0, 12))
def test_a_history_says_the_same_in_any_batches(looks: list[tuple[float, Outcome]], cut: int) -> None:
    whole = history(looks)
    first = judged(*whole[:cut]) if whole[:cut] else None
    assert judged(*whole) == (judged(*whole[cut:], before=first) if whole[cut:] else first)


@given(LOOKS)
def test_one_success_forgets_all_failures(looks: list[tuple[float, Outcome]]) -> None:
    standing = judged(*history(looks), on(200, ALIVE))
    assert (standing.verdict, standing.failures, standing.needed, standing.first_failure) == (Verdict.ALIVE, 0, 0, None)
    assert standing.moved_to is standing.blocked_since is None


@given(LOOKS)
def test_nothing_is_dead_before_three_failures_with_three_days_between(looks: list[tuple[float, Outcome]]) -> None:
    whole = history(looks)
    standing = judged(*whole)
    last = max((at for at, one in enumerate(whole) if one.outcome not in FAILED | {BLOCKED}), default=-1)
    counted: list[datetime] = []
    for one in whole[last + 1:]:
        at = datetime.fromisoformat(one.at)
        if one.outcome in FAILED and (not counted or at - counted[-1] >= timedelta(days=3)):
            counted.append(at)
    assert standing.failures == len(counted)
    assert (standing.verdict is Verdict.DEAD) == (len(counted) >= 3)


@given(LOOKS, st.lists(st.integers(0, 12), max_size=5))
def test_what_cannot_be_seen_changes_no_verdict(looks: list[tuple[float, Outcome]], places: list[int]) -> None:
    whole = [one for one in history(looks) if one.outcome is not BLOCKED] or [on(0, ALIVE)]
    mixed = list(whole)
    for place in places:
        at = min(place, len(mixed) - 1)
        mixed.insert(at + 1, seen(BLOCKED, mixed[at].at))
    plain, hidden = judged(*whole), judged(*mixed)
    for name in ("verdict", "since", "failures", "first_failure", "last_failure", "successes", "last_alive"):
        assert getattr(plain, name) == getattr(hidden, name)


@given(LOOKS)
def test_what_was_never_seen_is_never_dead(looks: list[tuple[float, Outcome]]) -> None:
    hidden = [on(day, BLOCKED) for day, _ in enumerate(looks)]
    assert judged(*hidden).verdict is Verdict.BLOCKED
    assert judged(*hidden).blocked_since == hidden[0].at


@given(st.lists(st.tuples(st.floats(-400, 400), st.sampled_from([GONE, FAILING, BLOCKED])), min_size=3, max_size=12))
def test_a_clock_that_is_set_back_never_stops_the_count(looks: list[tuple[float, Outcome]]) -> None:
    before = judged(*(on(day, outcome) for day, outcome in looks))
    after = judged(*(on(day, GONE) for day in (0, 4, 8, 12)), before=before)
    assert after.verdict is Verdict.DEAD


def test_every_outcome_is_judged() -> None:
    assert {one for one in Outcome if one in SEEN or one in FAILED} | {BLOCKED, Outcome.UNUSABLE} == set(Outcome)


@pytest.mark.parametrize(("outcome", "verdict"), [
    (ALIVE, Verdict.ALIVE), (Outcome.MOVED, Verdict.MOVED), (Outcome.INSECURE, Verdict.INSECURE),
    (GONE, Verdict.SUSPECT), (FAILING, Verdict.SUSPECT), (BLOCKED, Verdict.BLOCKED),
    (Outcome.UNUSABLE, Verdict.UNUSABLE),
])
def test_a_first_look_gives_a_verdict(outcome: Outcome, verdict: Verdict) -> None:
    standing = judged(on(0, outcome))
    assert (standing.verdict, standing.outcome, standing.since) == (verdict, outcome, "2026-11-22T00:00:00Z")


def test_a_status_may_need_fewer_failures() -> None:
    policy = VerdictPolicy(needs={"410": 1})
    assert judged(on(0, GONE, status=410), policy=policy).verdict is Verdict.DEAD
    assert judged(on(0, GONE, status=404), policy=policy).verdict is Verdict.SUSPECT


def test_a_rule_may_need_fewer_failures() -> None:
    policy = VerdictPolicy(needs={"signature": 2})
    deleted = [seen(GONE, one.at, status=200, rule="signature") for one in (on(0, GONE), on(4, GONE))]
    assert judged(*deleted, policy=policy).verdict is Verdict.DEAD


def test_of_different_failures_the_largest_number_holds() -> None:
    policy = VerdictPolicy(needs={"404": 2})
    mixed = (on(0, FAILING), on(4, GONE, status=404))
    assert judged(*mixed, policy=policy).verdict is Verdict.SUSPECT
    assert judged(*mixed, on(8, GONE, status=404), policy=policy).verdict is Verdict.DEAD


def test_the_dead_come_back() -> None:
    standing = judged(*(on(day, GONE) for day in (0, 3, 6)), on(20, ALIVE))
    assert (standing.verdict, standing.since) == (Verdict.ALIVE, "2026-12-12T00:00:00Z")


def test_a_host_has_the_policy_of_the_nearest_domain_above_it() -> None:
    strict, loose = VerdictPolicy(failures=2), VerdictPolicy(failures=9)
    policy = CheckPolicy(hosts={"example.org": strict, "slow.example.org": loose})
    assert policy.of("a.slow.example.org") is loose
    assert policy.of("example.org") is policy.of("b.example.org") is strict
    assert policy.of("example.com") is policy.default
