"""What is news, by what is so and what was said."""

import pytest

from curator.model import Standing, Verdict
from curator.report.news import NEWS, Known, News, news_of, told

CASES = (
    # now, said before, news
    ("dead", "unchecked", "dead"), ("dead", "suspect", "dead"), ("dead", "blocked", "dead"), ("dead", "dead", None),
    ("suspect", "alive", "suspect"), ("suspect", "suspect", None), ("suspect", "dead", "suspect"),
    ("alive", "dead", "recovered"), ("alive", "suspect", "recovered"), ("alive", "moved", None),
    ("alive", "unchecked", None), ("alive", "blocked", None),
    ("moved", "alive", "moved"), ("moved", "dead", "moved"), ("moved", "moved", "moved"),
    ("insecure", "unchecked", "insecure"), ("insecure", "insecure", None), ("insecure", "dead", "insecure"),
    ("blocked", "alive", "blocked"), ("blocked", "blocked", None),
    ("unusable", "suspect", "unusable"), ("unusable", "dead", "unusable"), ("unusable", "unusable", None),
    ("unusable", "alive", None), ("unusable", "unchecked", None), ("unchecked", "unchecked", None),
)


@pytest.mark.parametrize(("now", "said", "news"), CASES)
def test_what_is_news(now: str, said: str, news: str | None) -> None:
    assert news_of(Verdict(now), Known(Verdict(said))) == (news and News(news))


def test_every_kind_of_news_has_its_row_and_its_case() -> None:
    assert set(NEWS) == set(News) == {News(news) for *_, news in CASES if news}


@pytest.mark.parametrize(("verdict", "blocked", "said"), [
    (Verdict.ALIVE, "2026-01-01T00:00:00Z", Verdict.BLOCKED), (Verdict.MOVED, "2026-01-01T00:00:00Z", Verdict.BLOCKED),
    (Verdict.DEAD, "2026-01-01T00:00:00Z", Verdict.DEAD), (Verdict.SUSPECT, "2026-01-01T00:00:00Z", Verdict.SUSPECT),
    (Verdict.ALIVE, None, Verdict.ALIVE),
])
def test_a_living_link_that_cannot_be_seen_is_told_as_blocked(
    verdict: Verdict, blocked: str | None, said: Verdict
) -> None:
    assert told(Standing(verdict, blocked_since=blocked)) is said
