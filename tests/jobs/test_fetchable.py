"""A page is fetched again when it has stood as it is for as long again, within bounds."""

import pytest

from curator.catalogue.fetches import Candidate
from curator.crawl.policy import CrawlPolicy
from curator.jobs.fetchable import Ages

POLICY = CrawlPolicy(shortest=7, longest=90)


def fits(since: str | None, fetched: str | None, now: str, **more: bool) -> bool:
    return Ages(POLICY, now, **more).fits(Candidate(1, "a.org", local=False, fetched=fetched, since=since))


@pytest.mark.parametrize(("since", "fetched", "now", "due"), [
    ("2026-01-01", "2026-01-01", "2026-01-07", False),  # new: not before the shortest interval
    ("2026-01-01", "2026-01-01", "2026-01-08", True),
    ("2026-01-01", "2026-01-15", "2026-01-28", False),  # unchanged for 14 days: for 14 days again
    ("2026-01-01", "2026-01-15", "2026-01-29", True),
    ("2020-01-01", "2026-01-01", "2026-03-31", False),  # unchanged for years: not after the longest
    ("2020-01-01", "2026-01-01", "2026-04-01", True),
    ("2026-01-01", "2027-01-01", "2026-01-02", True),  # fetched in the future: a clock was wrong
])  # fmt: skip
def test_how_long_a_page_is_left_alone(since: str, fetched: str, now: str, due: bool) -> None:  # noqa: FBT001 - a column
    assert fits(f"{since}T08:00:00Z", f"{fetched}T08:00:00Z", f"{now}T08:00:00Z") is due


def test_what_was_never_fetched_is_always_meant_and_new_means_nothing_else() -> None:
    now = "2026-01-01T08:00:00Z"
    assert fits(None, None, now)
    assert fits(None, None, now, new=True)
    assert not fits("2020-01-01T08:00:00Z", "2020-01-01T08:00:00Z", now, new=True)
    assert fits(now, now, now, all_of_them=True)
    assert fits(None, "2020-01-01T08:00:00Z", now)  # of what was forbidden nobody knows since when it is the same
