"""Pictures as geometry: what a template draws as SVG, with text in the reader's own fonts."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from math import ceil
from typing import Final, NamedTuple

from curator.report.survival import YEAR, Step
from curator.report.trend import Moment

WIDTH, HEIGHT = 480, 230
"""Units of a picture, which is scaled to the page: text of 13 is 10 pixels on a phone and 15 on a desk."""

LEFT, RIGHT, TOP, BOTTOM = 46, 38, 12, 30
"""Room around the plot, for what the axes say."""

TICKS: Final = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25)
"""Steps of a scale of shares: the first that needs no more than five is taken."""


class Tick(NamedTuple):
    """A mark of an axis: where, and what it says."""

    at: float
    label: str


class Area(NamedTuple):
    """What is filled or drawn; `kind` is a class of the style sheet, `points` are those of SVG."""

    kind: str
    points: str


class Picture(NamedTuple):
    """A plot. `about` says in words what it shows, for who cannot see it."""

    about: str
    x: tuple[Tick, ...]
    y: tuple[Tick, ...]
    areas: tuple[Area, ...]
    lines: tuple[Area, ...]


def trend_picture(moments: Sequence[Moment]) -> Picture | None:
    """Draw which share of the links that could be seen was dead, and suspect on top of that; None for one moment."""
    seen = [(_days(one.at), one) for one in moments if one.tally.seen]
    if len(seen) < 2:
        return None
    dead = [(day, one.tally.dead / one.tally.seen) for day, one in seen]
    lost = [(day, (one.tally.dead + one.tally.suspect) / one.tally.seen) for day, one in seen]
    scale = _scale(max(share for _, share in lost))
    x, y = _across(seen[0][0], seen[-1][0]), _up(scale[-1])
    every = ceil(len(seen) / 4)
    ticks = tuple(Tick(x(day), one.at[:10]) for day, one in list(reversed(seen))[::every])
    about = f"{dead[0][1]:.1%} of links were dead on {seen[0][1].at[:10]}, {dead[-1][1]:.1%} on {seen[-1][1].at[:10]}"
    return Picture(
        about, ticks, tuple(Tick(y(share), f"{share:.0%}") for share in scale),
        (Area("suspect", _filled(lost, x, y)), Area("dead", _filled(dead, x, y))),
        (Area("dead", _points(dead, x, y)),),
    )


def survival_picture(steps: Sequence[Step], watched: int) -> Picture | None:
    """Draw the survival curve with its interval, by years after the citation; None where nothing died."""
    if not steps or not watched:
        return None
    x, y = _across(0, watched), _up(1.0)
    curve = _stairs([(0, 1.0), *((one.days, one.survival) for one in steps)], watched)
    high = _stairs([(0, 1.0), *((one.days, one.high) for one in steps)], watched)
    low = _stairs([(0, 1.0), *((one.days, one.low) for one in steps)], watched)
    span = watched / YEAR
    step = next((one for one in (0.25, 0.5, 1, 2, 5, 10) if span / one <= 7), 20)
    years = [step * number for number in range(int(span / step) + 1)]
    return Picture(
        f"{steps[-1].survival:.1%} of links outlive {steps[-1].days / YEAR:.1f} years",
        tuple(Tick(x(year * YEAR), f"{year:g}") for year in years),
        tuple(Tick(y(share), f"{share:.0%}") for share in (0, 0.25, 0.5, 0.75, 1)),
        (Area("band", _points([*high, *reversed(low)], x, y)),),
        (Area("half", _points([(0, 0.5), (watched, 0.5)], x, y)), Area("curve", _points(curve, x, y))),
    )


def _scale(most: float) -> list[float]:
    step = next((one for one in TICKS if most <= 5 * one), TICKS[-1])
    return [step * number for number in range(max(ceil(most / step), 1) + 1)]


def _across(first: float, last: float) -> Callable[[float], float]:
    width = WIDTH - LEFT - RIGHT
    return lambda at: LEFT + width * (at - first) / ((last - first) or 1)


def _up(most: float) -> Callable[[float], float]:
    height = HEIGHT - TOP - BOTTOM
    return lambda share: TOP + height * (1 - share / most)


def _points(
    places: Iterable[tuple[float, float]], x: Callable[[float], float], y: Callable[[float], float]
) -> str:
    return " ".join(f"{x(at):.1f},{y(share):.1f}" for at, share in places)


def _filled(
    places: Sequence[tuple[float, float]], x: Callable[[float], float], y: Callable[[float], float]
) -> str:
    return _points([(places[0][0], 0.0), *places, (places[-1][0], 0.0)], x, y)


def _stairs(places: Sequence[tuple[float, float]], end: float) -> list[tuple[float, float]]:
    """Make a curve that falls at each place, and goes on level to the end."""
    found = [places[0]]
    for at, share in places[1:]:
        found += [(at, found[-1][1]), (at, share)]
    return [*found, (end, found[-1][1])]


def _days(at: str) -> float:
    return datetime.fromisoformat(at).timestamp() / 86_400
