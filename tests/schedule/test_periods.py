"""Periods are read, told to schedulers, and their times are those that systemd itself finds."""

import re
import shutil
import subprocess
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.errors import UsageError
from curator.schedule.period import DAYS, read_period

CASES = [
    ("day", "03:00", "*-*-* 03:00:00", "0 3 * * *"),
    ("week", "03:00", "Mon *-*-* 03:00:00", "0 3 * * 1"),
    ("week", "Sun 23:59", "Sun *-*-* 23:59:00", "59 23 * * 0"),
    ("6h", "04:30", "*-*-* 04,10,16,22:30:00", "30 4,10,16,22 * * *"),
    ("12h", "00:05", "*-*-* 00,12:05:00", "5 0,12 * * *"),
    ("24h", "9:07", "*-*-* 09:07:00", "7 9 * * *"),
]

PERIODS = st.builds(
    lambda every, day, hour, minute: read_period(every, f"{f'{day} ' if every == 'week' else ''}{hour:02}:{minute:02}"),
    st.sampled_from(["hour", "2h", "3h", "8h", "day", "week"]), st.sampled_from(DAYS), st.integers(0, 23),
    st.integers(0, 59),
)
TIMES = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1))


@pytest.mark.parametrize(("every", "at", "calendar", "cron"), CASES)
def test_a_period_is_told_in_the_words_of_each_scheduler(every: str, at: str, calendar: str, cron: str) -> None:
    period = read_period(every, at)
    assert (period.calendar, period.cron) == (calendar, cron)


@pytest.mark.parametrize(("every", "at"), [
    ("month", "03:00"), ("5h", "03:00"), ("0h", "03:00"), ("25h", "03:00"), ("", "03:00"), ("day", "24:00"),
    ("day", "3"), ("day", "03:60"), ("day", "Sun 03:00"), ("week", "Son 03:00"), ("day", "03:00\n"), ("6h\n", "03:00"),
])
def test_what_is_no_period_is_refused(every: str, at: str) -> None:
    with pytest.raises(UsageError, match=r"is no (period|time)"):
        read_period(every, at)


@given(PERIODS)
def test_a_period_is_read_back_from_its_words(period: object) -> None:
    assert read_period(*period.words) == period  # type: ignore[attr-defined]


@given(PERIODS, TIMES)
def test_any_moment_lies_between_two_times_of_a_period_that_are_one_period_apart(period: object, now: datetime) -> None:
    last, following = period.last(now), period.next(now)  # type: ignore[attr-defined]
    assert last <= now < following
    assert following - last == timedelta(hours=period.hours)  # type: ignore[attr-defined]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
@pytest.mark.parametrize(("every", "at", "calendar", "_cron"), CASES)
def test_systemd_finds_the_same_next_times(every: str, at: str, calendar: str, _cron: str) -> None:
    base = datetime(2026, 11, 22, 4, 31, 7)
    words = ("--iterations=3", f"--base-time={base:%Y-%m-%d %H:%M:%S} UTC")
    said = subprocess.run(["systemd-analyze", "calendar", calendar, *words], capture_output=True, text=True, check=True,
                          env={"TZ": "UTC", "LC_ALL": "C"}).stdout
    found = re.findall(r"(?:elapse|#\d+): \w+ (\S+ \S+)", said)
    moments = [base]
    for _ in range(3):
        moments.append(read_period(every, at).next(moments[-1]))
    assert found == [f"{moment:%Y-%m-%d %H:%M:%S}" for moment in moments[1:]]
