"""The report on rot as Markdown, for readers of text and for forges, which draw its tables."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from curator.report import rot_words as words
from curator.report.bounded import Some
from curator.report.news import NEWS, News
from curator.report.rates import Tally
from curator.report.rot import Item, Rot
from curator.report.words import counted, more, where
from curator.text.commonmark import bare, inline, target
from curator.urls.web import is_web

BOUND = "lines of news"


class Markdown:
    """A list for each kind of news, then tables."""

    def write(self, report: Rot, out: TextIO) -> None:
        """Write the text, paragraph by paragraph."""
        out.write(f"# {inline(words.title(report))}\n")
        for paragraph in _parts(report):
            out.write(f"\n{paragraph}\n")


def _parts(report: Rot) -> Iterator[str]:
    yield f"**{words.headline(report)}** ({words.period(report)}, until {words.moment(report.until)})"
    yield words.standing(report.all)
    if report.all.interval:
        yield words.LOT
    if report.estimate:
        yield words.estimated(report.estimate)
    for news in NEWS:
        if report.counts.get(news):
            yield from _news(report, news)
    yield from _tables(report)
    yield from _lives(report)


def _news(report: Rot, news: News) -> Iterator[str]:
    shown = report.beginning(news, BOUND)
    yield f"## {NEWS[news].name}"
    yield f"{counted(shown.total, 'link')}: {NEWS[news].about}."
    yield "\n".join(map(_item, shown.shown))
    if shown.more:
        yield f"*… {more(shown.more)}*"


def _item(item: Item) -> str:
    name = inline(item.link.name)
    lines = [f"- [{name}]({target(item.link.web)})" if item.link.web else f"- {name}"]
    lines += [f"  {inline(said)}" for said in (words.dated(item), words.evidence(item)) if said]
    if item.replacement:
        lines.append(f"  instead: {_address(item.replacement.address)} ({item.replacement.why})")
    if item.copy:
        lines.append(f"  copy of {words.day(item.copy.taken_at)}: {_address(item.copy.address)}")
    places = ", ".join(inline(where(place)) for place in item.places.shown)
    beyond = f", {more(item.places.more)}" if item.places.more else ""
    return "\\\n".join([*lines, f"  cited in {places}{beyond}"])


def _address(written: str) -> str:
    return bare(written) if is_web(written) else inline(written)


def _tables(report: Rot) -> Iterator[str]:
    columns = ("links", "dead", "suspect", "not seen", "unchecked", "dead of those seen (95 %)")
    groups: tuple[tuple[str, Some[Tally]], ...] = (
        ("topic", report.topics), ("category", report.categories), ("host", report.hosts),
        ("year of first citation", Some(report.years)),
    )  # fmt: skip
    for name, tallies in groups:
        if tallies.shown:
            yield f"## By {name}"
            yield _table((name, *columns), map(_row, tallies.shown))
            if tallies.more:
                yield f"*… {more(tallies.more)}*"
    yield "## Over time"
    yield _table(("until", *columns), (
        (words.day(one.at), *_row(one.tally)[1:]) for one in report.trend
    ))


def _row(tally: Tally) -> tuple[str, ...]:
    numbers = (tally.links, tally.dead, tally.suspect, tally.unseen, tally.unchecked)
    return inline(tally.name), *(f"{number:,}" for number in numbers), words.share_of(tally)


def _lives(report: Rot) -> Iterator[str]:
    survival = report.survival
    if not survival.links:
        return
    yield "## How long links live"
    yield (f"Half of all links outlive their first citation by {words.half(survival.half_life)}. "
           f"From {counted(survival.links, 'link')}; {survival.left_out:,} have no date or were never seen. "
           f"{words.CAVEAT}")
    rows = words.survives(survival)
    if rows:
        yield _table(("years", "still alive (95 %)", "links watched so long"), (
            (str(years), f"{words.percent(share)} ({words.interval(ends)})", f"{at_risk:,}")
            for years, share, ends, at_risk in rows
        ))
    yield _table(("host", "links", "died", "half-life (95 %)"), (
        (inline(one.host), f"{one.links:,}", f"{one.died:,}", words.half(one.half_life)) for one in report.lives
    ))


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = (columns, ("---", *["---:"] * (len(columns) - 1)), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
