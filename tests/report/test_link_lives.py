"""Survival: the product-limit estimate, its interval and its half-life."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.report.survival import HalfLife, half_life, kaplan_meier, survival_at

DIED = Counter([6, 6, 6, 7, 10, 13, 16, 22, 23])
LIVING = Counter([6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35])
"""Weeks of remission under 6-MP (Freireich et al. 1963), which every textbook takes; the second are right-censored."""

TEXTBOOK = (  # Kleinbaum and Klein, Survival Analysis, 3rd ed., chapter 2; intervals as Stata gives them (log-log)
    (6, 21, 3, 0.8571, 0.6197, 0.9516), (7, 17, 1, 0.8067, 0.5631, 0.9228), (10, 15, 1, 0.7529, 0.5032, 0.8894),
    (13, 12, 1, 0.6902, 0.4316, 0.8491), (16, 11, 1, 0.6275, 0.3675, 0.8049), (22, 7, 1, 0.5378, 0.2678, 0.7468),
    (23, 6, 1, 0.4482, 0.1881, 0.6801),
)


def test_steps_and_intervals_are_those_of_the_textbook() -> None:
    steps = kaplan_meier(DIED, LIVING)
    assert [step[:3] for step in steps] == [row[:3] for row in TEXTBOOK]
    for step, row in zip(steps, TEXTBOOK, strict=True):
        assert step[3:] == pytest.approx(row[3:], abs=0.0001)


def test_the_half_life_is_the_median_with_its_interval() -> None:
    assert half_life(kaplan_meier(DIED, LIVING), 35) == HalfLife(23, 13, None, 35)


def test_where_more_than_half_live_the_half_life_is_beyond_what_was_seen() -> None:
    assert half_life(kaplan_meier(Counter([5]), Counter([9, 9])), 9).days is None


def test_where_all_died_nothing_survives() -> None:
    last = kaplan_meier(Counter([1, 2]), Counter())[-1]
    assert (last.survival, last.low, last.high) == (0.0, 0.0, 0.0)


def test_where_nothing_died_there_are_no_steps() -> None:
    assert kaplan_meier(Counter(), Counter([3])) == ()


def test_survival_at_an_age_is_that_of_the_step_before_it() -> None:
    found = survival_at(kaplan_meier(DIED, LIVING), 8)
    assert found is not None
    assert found.days == 7
    assert survival_at(kaplan_meier(DIED, LIVING), 5) is None


@given(st.lists(st.integers(0, 30), max_size=30), st.lists(st.integers(0, 30), max_size=30))
def test_curves_only_fall_and_stand_inside_their_intervals(died: list[int], living: list[int]) -> None:
    before = 1.0
    for step in kaplan_meier(Counter(died), Counter(living)):
        assert 0 <= step.low <= step.survival <= step.high <= 1
        assert step.survival <= before
        before = step.survival


@given(st.lists(st.integers(0, 30), min_size=1, max_size=30))
def test_without_censoring_it_is_the_share_that_lives_longer(died: list[int]) -> None:
    for step in kaplan_meier(Counter(died), Counter()):
        assert step.survival == pytest.approx(sum(days > step.days for days in died) / len(died))
