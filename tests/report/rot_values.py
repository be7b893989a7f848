"""A report on rot with something of everything, and one in which strangers wrote all they could."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from itertools import islice
from typing import Any

from report_values import HOSTILE

from curator.model import Verdict
from curator.report.bounded import Some
from curator.report.news import NEWS, News
from curator.report.rates import Estimate, Tally
from curator.report.registry import ROT_FORMATS
from curator.report.repeats import Place, Reference
from curator.report.rot import Copy, HostLife, Item, Replacement, Rot, Shown, Survival
from curator.report.survival import half_life, kaplan_meier
from curator.report.trend import Moment

STEPS = kaplan_meier({400: 3, 900: 2, 2_000: 4}, {1_000: 5, 3_000: 4})


@dataclass(frozen=True, slots=True)
class Items:
    """The items of a report, as a job gives them."""

    all: Sequence[Item]

    def of(self, news: News, most: int | None = None) -> Iterator[Item]:
        return islice((one for one in self.all if one.news is news), most)


def item(news: News = News.DEAD, **changed: Any) -> Item:
    made = Item(
        news, Reference("url:example.org/1", "文章一", "https://example.org/1"), "example.org", Verdict.SUSPECT,
        NEWS[news].now, "2026-10-17T08:00:00Z", "2026-09-07T08:00:00Z", "2026-08-18T08:00:00Z",
        Shown("2026-11-06T08:00:00Z", 404, ("status: 404",)),
        Some((Place("seeds/a.md", "第一篇", 8), Place("seeds/b.md", None, 12)), 3),
        Copy("Wayback", "https://web.example/2020/https://example.org/1", "2020-05-04T00:00:00Z"),
        Replacement("https://example.org/new", "the same work"),
    )  # fmt: skip
    return replace(made, **changed)


def bare(news: News = News.SUSPECT) -> Item:
    """Give an item of which hardly anything is known."""
    link = Reference("url:x", None, None)
    return Item(news, link, "", Verdict.UNCHECKED, NEWS[news].now, "2026-11-01T00:00:00Z", None, None, None, Some(()),
                None, None)


def tally(name: str = "深度学习") -> Tally:
    return Tally(name, {Verdict.ALIVE: 70, Verdict.DEAD: 21, Verdict.SUSPECT: 9, Verdict.BLOCKED: 4,
                        Verdict.UNCHECKED: 30})


def rot(*items: Item, **changed: Any) -> Rot:
    """Make a report of items, by default of one of each kind and of one that says next to nothing."""
    given = items or (*map(item, News), bare())
    counts = {news: sum(one.news is news for one in given) for news in News}
    some = Some((tally(), tally("其他")), 7)
    life = half_life(STEPS, 3_000)
    whole = Rot(
        "2026-10-01T00:00:00Z", "2026-11-22T08:00:00Z", counts, Items(given), tally("all"), some, some, some,
        (tally("2019"), tally("2020")),
        (Moment("2026-10-22T08:00:00Z", {Verdict.ALIVE: 9, Verdict.DEAD: 1}),
         Moment("2026-11-22T08:00:00Z", {Verdict.ALIVE: 8, Verdict.SUSPECT: 1, Verdict.DEAD: 1})),
        Survival(18, 2, STEPS, life), (HostLife("example.org", 18, 9, 0.4, life),),
        Estimate("2026-11-20T08:00:00Z", 50, 25_000, tally("sample")),
    )  # fmt: skip
    return replace(whole, **changed)


def hostile_rot(words: Sequence[str] = HOSTILE) -> Rot:
    """Make a report in which strangers wrote everything."""
    items = [
        item(news, link=Reference(said, said, said), host=said, shown=Shown("2026-11-06T08:00:00Z", 200, (said,)),
             places=Some((Place(said, said, 3),)), copy=Copy(said, said, "2020-05-04T00:00:00Z"),
             replacement=Replacement(said, "it moved there"))
        for said in words for news in News
    ]  # fmt: skip
    tallies = Some(tuple(map(tally, words)))
    lives = tuple(HostLife(said, 18, 9, 0.4, half_life(STEPS, 3_000)) for said in words)
    return rot(*items, topics=tallies, categories=tallies, hosts=tallies, years=tallies.shown, lives=lives)


def written(name: str, whole: Rot) -> str:
    out = StringIO()
    ROT_FORMATS[name].load().write(whole, out)
    return out.getvalue()
