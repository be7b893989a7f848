"""The one clock of the jobs; everything below takes the time as an argument."""

from datetime import UTC, datetime


def timestamp() -> str:
    """Give the time in UTC as the catalogue writes it: `2026-11-22T00:13:00Z`."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
