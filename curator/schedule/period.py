"""How often, and at what time: read from what the user wrote, and told in the words of schedulers."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from curator.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
"""The names that systemd knows, too; 0 is Monday, as in the standard library."""

WEEK = 7 * 24
LENGTHS = {"hour": 1, "day": 24, "week": WEEK}
DIVISORS = (1, 2, 3, 4, 6, 8, 12, 24)
"""Hours after which the times of all days are the same: else a day would begin with a longer or a shorter period."""

_EVERY = re.compile(r"([1-9][0-9]?)h")
_AT = re.compile(r"(?:([A-Za-z]{3}) )?([01]?[0-9]|2[0-3]):([0-5][0-9])")


class Period(NamedTuple):
    """Times of the clock on the wall that are `hours` hours apart; `at` is one of them, on `day` if it is a week."""

    hours: int
    at: time
    day: int = 0

    @property
    def words(self) -> tuple[str, str]:
        """Give what `read_period` makes it of."""
        names = {length: name for name, length in LENGTHS.items()}
        day = f"{DAYS[self.day]} " if self.hours == WEEK else ""
        return names.get(self.hours, f"{self.hours}h"), f"{day}{self.at:%H:%M}"

    @property
    def clock(self) -> list[int]:
        """Give the hours of a day at which it is time, in order."""
        step = min(self.hours, 24)
        return list(range(self.at.hour % step, 24, step))

    @property
    def calendar(self) -> str:
        """Give it as systemd writes it (systemd.time(7), calendar events)."""
        day = f"{DAYS[self.day]} " if self.hours == WEEK else ""
        return f"{day}*-*-* {','.join(f'{hour:02}' for hour in self.clock)}:{self.at.minute:02}:00"

    @property
    def cron(self) -> str:
        """Give it as the five fields of crontab(5), where Sunday is 0."""
        day = str((self.day + 1) % 7) if self.hours == WEEK else "*"
        return f"{self.at.minute} {','.join(map(str, self.clock))} * * {day}"

    def last(self, now: datetime) -> datetime:
        """Give the latest time that is not after `now`, which is local, as what is given."""
        return next(found for found in self._times(now, -1) if found <= now)

    def next(self, now: datetime) -> datetime:
        """Give the first time after `now`, which is local, as what is given."""
        return next(found for found in self._times(now, 1) if found > now)

    def _times(self, now: datetime, step: int) -> Iterator[datetime]:
        """Give the times of now's day and of those in one direction, a week far, in that direction's order."""
        for days in range(8):
            day = now.date() + timedelta(days=days * step)
            if self.hours < WEEK or day.weekday() == self.day:
                yield from (datetime.combine(day, time(hour, self.at.minute)) for hour in self.clock[::step])


def read_period(every: str, at: str) -> Period:
    """Read `day` and `03:00`, `week` and `Sun 03:00`, `6h` and `00:30`. Raises UsageError."""
    counted = _EVERY.fullmatch(every)
    hours = int(counted[1]) if counted else LENGTHS.get(every, 0)
    if hours not in (*DIVISORS, WEEK):
        few = ", ".join(f"{number}h" for number in DIVISORS[1:-1])
        raise UsageError(f"{every!r} is no period; there are day, week, hour, {few}")
    found = _AT.fullmatch(at)
    day = (found[1] or DAYS[0]).capitalize() if found else ""
    if found is None or day not in DAYS or (found[1] and hours != WEEK):
        raise UsageError(f"{at!r} is no time for every {every}; write 03:00, and for a week also 'Sun 03:00'")
    return Period(hours, time(int(found[2]), int(found[3])), DAYS.index(day))
