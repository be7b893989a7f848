"""Dates as formats write them -> `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as precise as given."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""English month names by their first three letters, as BibTeX's own macros have them."""

UNITS: Final = (1_000_000, 1_000, 1)
"""Divisors to seconds: browsers write seconds, but some bookmark tools milliseconds (Chrome extensions) or microseconds
(Firefox's own database)."""

LAST: Final = 4_102_444_800
"""2100-01-01 in Unix seconds: a time stamp beyond it counts in a finer unit."""

_WRITTEN = re.compile(r"\s*(\d{4})(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2}))?)?(?!\d)")
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?!\d)")


def iso(written: str) -> str:
    """Read the date at the start of a text: `2024-3-7`, `2024/03`, `2024年3月7日`, `20240307`, `2024-03-07T…`.

    Gives an empty string where there is none, and the year alone where month or day are no calendar's.
    """
    match = _COMPACT.match(written) or _WRITTEN.match(written)
    return joined(*match.groups()) if match else ""


def joined(year: str | None, month: str | None = None, day: str | None = None) -> str:
    """Put parts together, leaving out what is missing or impossible; months may be English names."""
    parts = [year or "", _month(month or ""), day or ""]
    for count in (3, 2, 1):
        numbers = [int(part) for part in parts[:count] if part.isascii() and part.isdigit() and len(part) <= 4]
        if len(numbers) == count and _possible(*numbers):
            return "-".join(f"{number:0{4 if place == 0 else 2}d}" for place, number in enumerate(numbers))
    return ""


def from_stamp(written: str, hours: int = 0) -> str:
    """Read a Unix time stamp in seconds, milliseconds or microseconds; empty if it is none.

    Gives its day in UTC, or where clocks are so many hours ahead of it.
    """
    if not (written.isascii() and written.isdigit() and len(written) <= 17):
        return ""
    number = int(written)
    seconds = next((number // unit for unit in reversed(UNITS) if number // unit < LAST), 0)
    zone = timezone(timedelta(hours=hours)) if hours else UTC
    return datetime.fromtimestamp(seconds, zone).strftime("%Y-%m-%d") if seconds else ""


def whole(written: str) -> date | None:
    """Give a calendar day where a text starts with one."""
    day = iso(written)
    return date.fromisoformat(day) if len(day) == len("2024-03-07") else None


def _month(name: str) -> str:
    short = name.strip().lower()[:3]
    return str(MONTHS.index(short) + 1) if short in MONTHS else name.strip()


def _possible(year: int, month: int = 1, day: int = 1) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
