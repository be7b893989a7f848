"""At which times a trend looks back."""

import pytest

from curator.report.trend import MOST, STEPS, moments


@pytest.mark.parametrize(("first", "until", "count", "step"), [
    ("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", 1, 0), ("2026-01-01T00:00:00Z", "2026-01-10T00:00:00Z", 10, 1),
    ("2026-01-01T00:00:00Z", "2026-03-01T00:00:00Z", 9, 7), ("2020-01-01T00:00:00Z", "2026-01-01T00:00:00Z", 13, 182),
    ("1990-01-01T00:00:00Z", "2026-01-01T00:00:00Z", MOST, 364), ("2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z", 1, 0),
])
def test_a_trend_has_few_points_and_ends_with_the_report(first: str, until: str, count: int, step: int) -> None:
    found = moments(first, until)
    assert (len(found), found[-1]) == (count, until)
    assert found == sorted(found)
    assert step in {0, *STEPS}


def test_no_point_lies_before_the_first_look() -> None:
    assert moments("2026-01-03T12:00:00Z", "2026-01-10T00:00:00Z")[0] >= "2026-01-03T12:00:00Z"
