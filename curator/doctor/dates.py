"""Dates that cannot be right: one table. All are as precise as they were given: `2021`, `2021-03`, `2021-03-02`."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final, NamedTuple

from curator.doctor.ailments import OLDEST_POST

_DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class Dates(NamedTuple):
    """What is said of one work: when it was published and read, and the day on which the catalogue first had it."""

    issued: str
    accessed: str
    seen: str
    today: str


class Odd(NamedTuple):
    """One row: what is wrong if it holds, with the fields of `Dates` that it names."""

    said: str
    when: Callable[[Dates], bool]


ODD: Final = (
    Odd("published on {issued}, which is no day of the calendar", lambda d: not _is_day(d.issued)),
    Odd("read on {accessed}, which is no day of the calendar", lambda d: not _is_day(d.accessed)),
    Odd("published on {issued}, which is still to come", lambda d: _later(d.issued, d.today)),
    Odd("read on {accessed}, which is still to come", lambda d: _later(d.accessed, d.today)),
    Odd("published on {issued}, but read on {accessed}", lambda d: _later(d.issued, d.accessed)),
    Odd("published on {issued}, but in the catalogue since {seen}", lambda d: _later(d.issued, d.seen)),
)
"""The first row that holds is told: the others would say the same in other words."""


def odd_dates(dates: Dates) -> str:
    """Say what is wrong with the dates of a work; nothing where they may be right."""
    return next((row.said.format_map(dates._asdict()) for row in ODD if row.when(dates)), "")


def odd_posts(day: str, today: str) -> Iterator[str]:
    """Say what is wrong with the day of a post."""
    if day < OLDEST_POST:
        yield f"the post is of {day}, older than the web"
    if _later(day, today):
        yield f"the post is of {day}, which is still to come"


def _later(one: str, other: str) -> bool:
    """Tell whether one date is later than another, as far as both are given."""
    length = min(len(one), len(other))
    return one[:length] > other[:length]


def _is_day(written: str) -> bool:
    found = _DATE.fullmatch(written)
    if not written or found is None:
        return not written
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return False
    return True
