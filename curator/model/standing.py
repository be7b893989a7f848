"""Where a link stands: what the history of its observations says."""

from enum import StrEnum
from typing import NamedTuple

from curator.model.observation import Outcome


class Verdict(StrEnum):
    """What all observations of a link together say."""

    UNCHECKED = "unchecked"
    """Nothing was looked at yet."""
    ALIVE = "alive"
    MOVED = "moved"
    INSECURE = "insecure"
    SUSPECT = "suspect"
    """It failed, but not often or long enough to be called dead."""
    DEAD = "dead"
    BLOCKED = "blocked"
    """It could never be seen: a link that was seen once keeps the verdict of that time."""
    UNUSABLE = "unusable"


class Standing(NamedTuple):  # a row as it stands, and made for each look: a frozen dataclass takes four times as long
    """The verdict on a link and what the next observation is judged by. Times are texts in UTC, as observations have.

    `since` is when the verdict became what it is. `failures` counts those in a row that count, `needed` how many of
    this row make the link dead; `first_failure` and `last_failure` are the first and last that counted. `successes`
    are those in a row. `blocked_since` is when it was first not to be seen, None if it was at the last look.
    `moved_to` is its new address while the verdict is moved. `due_at` is when to look again.
    """

    verdict: Verdict = Verdict.UNCHECKED
    since: str = ""
    checked_at: str = ""
    outcome: Outcome | None = None
    failures: int = 0
    needed: int = 0
    first_failure: str | None = None
    last_failure: str | None = None
    successes: int = 0
    last_alive: str | None = None
    blocked_since: str | None = None
    moved_to: str | None = None
    due_at: str = ""
