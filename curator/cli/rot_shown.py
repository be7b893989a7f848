"""The report on rot on the terminal: what is news, and the rest in a few small charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from curator.cli.console import Item, print_items, print_table, say
from curator.report import rot_words as words
from curator.report.news import NEWS
from curator.report.survival import YEAR, survival_at
from curator.report.words import counted, more, where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from curator.report.rates import Tally
    from curator.report.rot import Item as RotItem
    from curator.report.rot import Rot

SHOWN = 10
"""Links of each kind, and hosts, that are shown; a page has more."""

STEPS = "▁▂▃▄▅▆▇█"
PARTS = " ▏▎▍▌▋▊▉"
WIDE = 20
"""Columns of a full bar."""


def show(report: Rot) -> None:
    """Print it."""
    say(f"{words.headline(report)} ({words.period(report)}, until {words.moment(report.until)})")
    print_items(_items(report))
    beyond = sum(max(count - SHOWN, 0) for count in report.counts.values())
    if beyond:
        say(f"{more(beyond)}, on the page: curator report --again -o report.html")
    say()
    say(words.standing(report.all))
    if report.estimate:
        say(words.estimated(report.estimate))
    _print_charts(report)


def _items(report: Rot) -> Iterator[Item]:
    for news, row in NEWS.items():
        for one in report.items.of(news, SHOWN):
            yield _item(one, f"{row.name}, {counted(report.counts[news], 'link')}")


def _item(one: RotItem, group: str) -> Item:
    place = ", ".join(map(where, one.places.shown[:1]))
    beyond = f" {more(len(one.places.shown) - 1 + one.places.more)}" if one.places.total > 1 else ""
    instead = one.replacement.address if one.replacement else one.copy.address if one.copy else ""
    since = f"since {words.day(one.since)}"
    said = "; ".join(filter(None, (words.evidence(one), since, instead and f"instead: {instead}")))
    row = (one.news, one.link.address, one.link.title, one.since, words.evidence(one), instead, place)
    return Item(one.link.name, one.link.address or "", f"{place}{beyond} — {said}", row, group)


def _print_charts(report: Rot) -> None:
    rates = [one.tally.rate for one in report.trend if one.tally.rate is not None]
    if len(rates) > 1:
        say(f"dead, {words.day(report.trend[0].at)} to {words.day(report.until)}: {spark(rates, max(rates))} "
            f"{words.percent(rates[0])} to {words.percent(rates[-1])}")
    survival = report.survival
    if survival.links:
        ages = range(int(survival.half_life.watched / YEAR) + 1)
        alive = [step.survival if step else 1.0 for step in (survival_at(survival.steps, age * YEAR) for age in ages)]
        say(f"alive by years after the citation: {spark(alive, 1.0)}, half-life {words.half(survival.half_life)}")
    say()
    print_table({"host": "fold", "links": "right", "dead": "right", "": "", "rate (95 %)": ""},
                _hosts(report.hosts.shown[:SHOWN]))


def _hosts(tallies: Sequence[Tally]) -> Iterable[tuple[object, ...]]:
    return ((one.name, one.links, one.dead, bar(one.rate or 0.0), words.share_of(one)) for one in tallies)


def spark(values: Sequence[float], most: float) -> str:
    """Draw values from 0 to `most` as a line of blocks."""
    return "".join(STEPS[round((len(STEPS) - 1) * value / most) if most else 0] for value in values)


def bar(share: float) -> str:
    """Draw a share as a bar, to an eighth of a column."""
    full, part = divmod(round(share * WIDE * len(PARTS)), len(PARTS))
    return "█" * full + PARTS[part].strip()
