"""Rates: how sure they are, and what counts for them."""

import pytest

from curator.model import Verdict
from curator.report.rates import Estimate, Interval, Tally, wilson

NEWCOMBE = (  # Newcombe 1998, Statistics in Medicine 17:857, table I, method 3
    (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718),
)


@pytest.mark.parametrize(("hits", "seen", "low", "high"), NEWCOMBE)
def test_intervals_are_those_of_the_literature(hits: int, seen: int, low: float, high: float) -> None:
    assert wilson(hits, seen) == pytest.approx((low, high), abs=0.0001)


def test_the_interval_turns_round_with_the_share() -> None:
    low, high = wilson(3, 40)
    assert wilson(37, 40) == pytest.approx((1 - high, 1 - low))


def test_of_nothing_seen_everything_may_be_true() -> None:
    assert wilson(0, 0) == Interval(0.0, 1.0)


def tally(**counts: int) -> Tally:
    return Tally("x", {Verdict(name): count for name, count in counts.items()})


def test_blocked_and_unchecked_links_count_for_no_rate() -> None:
    one = tally(alive=6, moved=1, insecure=1, suspect=1, dead=1, blocked=5, unusable=2, unchecked=3)
    assert (one.links, one.seen, one.unseen, one.unchecked, one.rate) == (20, 10, 7, 3, 0.1)


def test_a_rate_from_a_part_has_its_interval_and_one_from_all_has_none() -> None:
    assert tally(alive=9, dead=1, unchecked=1).interval == wilson(1, 10)
    assert tally(alive=9, dead=1).interval is None


def test_where_nothing_was_seen_there_is_no_rate() -> None:
    assert (tally(unchecked=4).rate, tally(unchecked=4).interval) == (None, None)


def test_an_estimate_speaks_of_the_dead_and_of_all_that_fail() -> None:
    one = Estimate("2026-01-01T00:00:00Z", 100, 25_000, tally(alive=80, suspect=15, dead=5))
    assert (one.dead, one.lost) == (wilson(5, 100), wilson(20, 100))
