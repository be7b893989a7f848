"""What of where links stand is news: one table, by what is so now and what was said before."""

from enum import StrEnum
from typing import Final, NamedTuple

from curator.model import Outcome, Standing, Verdict
from curator.report.rates import LIVING


class News(StrEnum):
    """What a report may say of a link, what matters most first."""

    DEAD = "dead"
    SUSPECT = "suspect"
    MOVED = "moved"
    INSECURE = "insecure"
    BLOCKED = "blocked"
    RECOVERED = "recovered"
    UNUSABLE = "unusable"


class Level(StrEnum):
    """How much it matters, in the words of SARIF."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class NewsRow(NamedTuple):
    """One row: a link told to be `now` is news, unless one of `known` was said of it before.

    `shown_by` are the outcomes of looks that show it. `name` heads its list, `about` says what it means.
    """

    news: News
    now: Verdict
    known: frozenset[Verdict]
    shown_by: frozenset[Outcome]
    level: Level
    name: str
    about: str


_FAILED: Final = frozenset({Outcome.GONE, Outcome.FAILING})
_BROKEN: Final = frozenset({Verdict.SUSPECT, Verdict.DEAD})

NEWS: Final = {
    row.news: row
    for row in (
        NewsRow(News.DEAD, Verdict.DEAD, frozenset({Verdict.DEAD}), _FAILED, Level.ERROR, "Newly dead",
                "failed as often and as long as it takes to be called dead"),
        NewsRow(News.SUSPECT, Verdict.SUSPECT, frozenset({Verdict.SUSPECT}), _FAILED, Level.WARNING, "Newly suspect",
                "has begun to fail; it may come back"),
        # Known is a new address that was told: the verdict alone does not say which.
        NewsRow(News.MOVED, Verdict.MOVED, frozenset(), frozenset({Outcome.MOVED}), Level.WARNING, "Moved",
                "lives on at another address"),
        NewsRow(News.INSECURE, Verdict.INSECURE, frozenset({Verdict.INSECURE}), frozenset({Outcome.INSECURE}),
                Level.WARNING, "Insecure", "lives, but browsers warn of its certificate"),
        NewsRow(News.BLOCKED, Verdict.BLOCKED, frozenset({Verdict.BLOCKED}), frozenset({Outcome.BLOCKED}), Level.NOTE,
                "Blocked", "cannot be seen; it may be alive or not"),
        NewsRow(News.RECOVERED, Verdict.ALIVE, frozenset(Verdict) - _BROKEN, frozenset({Outcome.ALIVE}), Level.NOTE,
                "Recovered", "was said to be suspect or dead, and lives"),
        # Nobody will ever hear of it again: what was said of it last would stand for ever.
        NewsRow(News.UNUSABLE, Verdict.UNUSABLE, frozenset(Verdict) - _BROKEN, frozenset({Outcome.UNUSABLE}),
                Level.NOTE, "Unusable", "was said to be suspect or dead, and may not be asked for any more"),
    )
}
"""What is news, in the order in which it is told."""

_BY_VERDICT: Final = {row.now: row for row in NEWS.values()}


class Known(NamedTuple):
    """What was said of a link before."""

    verdict: Verdict = Verdict.UNCHECKED
    moved_to: str | None = None


NOTHING: Final = Known()


def told(standing: Standing) -> Verdict:
    """Give the verdict as reports tell it: a living link that can no more be seen is blocked, a dead one is dead."""
    blocked = standing.blocked_since is not None and standing.verdict in LIVING
    return Verdict.BLOCKED if blocked else standing.verdict


def news_of(now: Verdict, known: Known) -> News | None:
    """Tell what news a link is that is told to be `now`; None if it is none.

    A moved link always may be: whether its address was told already is for the caller to see.
    """
    row = _BY_VERDICT.get(now)
    return row.news if row and known.verdict not in row.known else None
