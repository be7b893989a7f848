"""How rot went over time: at which times to look back, and what was so then."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from curator.model import Verdict
from curator.report.rates import Tally

MOST: Final = 24
"""Times in a trend: as many points as a small picture shows apart."""

STEPS: Final = (1, 7, 28, 91, 182, 364)
"""Days between them: the first step is taken with which they reach back to the first look, else the last."""


class Moment(NamedTuple):
    """Where all links stood at a time, those that documents give today."""

    at: str
    verdicts: Mapping[Verdict, int]

    @property
    def tally(self) -> Tally:
        """Give them as other counts are given."""
        return Tally(self.at, self.verdicts)


def moments(first: str, until: str) -> list[str]:
    """Give the times of a trend, in order: the last is `until`, none is before the first look."""
    begin, end = (datetime.fromisoformat(at).replace(tzinfo=None) for at in (first, until))
    days = max((end - begin) / timedelta(days=1), 0)
    step = next((one for one in STEPS if days / one < MOST), STEPS[-1])
    count = min(int(days / step) + 1, MOST)
    return [_written(end - timedelta(days=step * back)) for back in reversed(range(count))]


def _written(at: datetime) -> str:
    return f"{at.isoformat(timespec='seconds')}Z"
