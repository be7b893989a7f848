"""When to look again."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from looks import seen

from curator.check.policy import VerdictPolicy
from curator.check.schedule import JITTER, UNKNOWN, HostRecord, days_between, due_at, moment, written
from curator.check.verdicts import judge
from curator.model import Outcome, Standing

POLICY = VerdictPolicy()
START = datetime(2026, 11, 22, tzinfo=UTC)
ALIVE, GONE, BLOCKED = Outcome.ALIVE, Outcome.GONE, Outcome.BLOCKED


def waits(*outcomes: Outcome, record: HostRecord = UNKNOWN) -> list[float]:
    """Look each time when it is due, and give how many days each wait took."""
    standing: Standing | None = None
    at, days = written(START), []
    for outcome in outcomes:
        standing = judge(standing, seen(outcome, at), POLICY, record)
        days.append(days_between(at, standing.due_at))
        at = standing.due_at
    return days


def about(days: float) -> object:
    """Match a wait with whatever share is added, times being in whole seconds."""
    return pytest.approx(days * (1 + JITTER / 2), rel=JITTER / 2, abs=0.001)


def test_what_is_seen_is_looked_at_less_and_less_often() -> None:
    assert waits(*[ALIVE] * 6) == [about(7), about(14), about(28), about(56), about(90), about(90)]


def test_a_thousand_successes_do_not_overflow() -> None:
    assert waits(*[ALIVE] * 1_100)[-1] == about(90)


def test_a_suspect_is_looked_at_when_the_next_failure_counts() -> None:
    first = judge(None, seen(GONE, "2026-11-22T00:00:00Z"), POLICY)
    standing = judge(first, seen(GONE, "2026-11-23T00:00:00Z"), POLICY)
    assert days_between("2026-11-22T00:00:00Z", standing.due_at) == about(3)


@given(st.integers(1, 6))
def test_every_failure_that_was_due_counts(times: int) -> None:
    standing: Standing | None = None
    at = written(START)
    for _ in range(times):
        standing = judge(standing, seen(GONE, at), POLICY)
        at = standing.due_at
    assert standing
    assert standing.failures == times


def test_the_dead_are_looked_at_after_twice_as_long_each_time() -> None:
    assert waits(*[GONE] * 8)[2:] == [about(14), about(28), about(56), about(112), about(180), about(180)]


def test_what_cannot_be_seen_waits_as_long_as_it_has_waited() -> None:
    days = waits(*[BLOCKED] * 6)
    assert days[:2] == [about(3), about(days[0])]
    assert days == sorted(days)
    assert days[-1] == about(30)


def test_one_success_begins_anew() -> None:
    assert waits(ALIVE, ALIVE, ALIVE, GONE, ALIVE)[3:] == [about(3), about(7)]


def test_what_is_unusable_is_looked_at_rarely() -> None:
    assert waits(Outcome.UNUSABLE) == [about(90)]


def test_links_of_a_host_that_loses_others_are_looked_at_more_often() -> None:
    assert waits(*[ALIVE] * 4, record=HostRecord(100, 50))[3] == about(56 * (1 - 50 / 105))
    assert waits(*[ALIVE] * 4, record=HostRecord(100, 100))[3] == about(14)
    assert waits(ALIVE, record=HostRecord(100, 100)) == [about(7)]


def test_links_of_one_moment_are_not_due_at_one_moment() -> None:
    standing = judge(None, seen(ALIVE), POLICY)
    due = [due_at(standing, f"http://a.org/{number}", POLICY) for number in range(2_000)]
    hours = [round(days_between(min(due), one) * 24) for one in due]
    assert max(map(hours.count, set(hours))) < 2 * 2_000 / (7 * 24 * JITTER)
    assert due == [due_at(standing, f"http://a.org/{number}", POLICY) for number in range(2_000)]


@given(st.datetimes(datetime(1, 1, 2), datetime(9000, 1, 1)))
def test_a_time_is_read_as_it_was_written(at: datetime) -> None:
    whole = at.replace(microsecond=0, tzinfo=UTC)
    assert moment(written(whole)) == whole.replace(tzinfo=None)
    assert days_between(written(whole), written(whole + timedelta(days=2))) == 2
