"""How long links live after they are cited: the product-limit estimate, with its interval and its half-life.

A link that is dead has died, as far as anybody knows, on the day of the first failure that counted; one that is not
was alive when it was last seen so. Both are days since its first citation. Deaths are seen at checks only: a link that
was looked at once, ten years after it was cited, may have been gone for nine. So lives are somewhat shorter than said
here, the more so the rarer the checks were.
"""

from collections.abc import Iterable, Mapping
from math import exp, inf, log, sqrt
from typing import Final, NamedTuple

from curator.report.rates import Z

YEAR: Final = 365.25

LEAST: Final = 20
"""Links of a host whose half-life is told: the intervals of fewer span whatever was seen."""


class Step(NamedTuple):
    """What is known at an age of so many days: `survival` is the share of links that live longer.

    `low` and `high` are its 95 % interval, `at_risk` the links that were watched up to this age, `deaths` those of them
    that died at it.
    """

    days: int
    at_risk: int
    deaths: int
    survival: float
    low: float
    high: float


class HalfLife(NamedTuple):
    """Days until half of the links are dead, and the ends of its 95 % interval; None where that is beyond what is seen.

    `watched` is the greatest age that any link was seen at, in days.
    """

    days: int | None
    low: int | None
    high: int | None
    watched: int


def kaplan_meier(died: Mapping[int, int], living: Mapping[int, int]) -> tuple[Step, ...]:
    """Give a step for each age at which links died; `died` and `living` (right-censored) count links by days.

    Kaplan and Meier (1958); the variance is Greenwood's, and the interval is made on the scale log(-log S), where it
    cannot leave 0 to 1 (Kalbfleisch and Prentice 1980). Who is censored at the age of a death was at risk of it.
    """
    at_risk = sum(died.values()) + sum(living.values())
    survival, greenwood = 1.0, 0.0
    steps = []
    for days in sorted({*died, *living}):
        deaths = died.get(days, 0)
        if deaths:
            survival *= 1 - deaths / at_risk
            greenwood += deaths / (at_risk * (at_risk - deaths)) if deaths < at_risk else inf
            steps.append(Step(days, at_risk, deaths, survival, *_interval(survival, greenwood)))
        at_risk -= deaths + living.get(days, 0)
    return tuple(steps)


def _interval(survival: float, greenwood: float) -> tuple[float, float]:
    if survival <= 0.0:  # nothing is left to be estimated from; others leave it undefined as well
        return 0.0, 0.0
    width = exp(Z * sqrt(greenwood) / -log(survival))
    return survival ** width, survival ** (1 / width)


def half_life(steps: tuple[Step, ...], watched: int) -> HalfLife:
    """Give the median of a survival curve, with the interval of Brookmeyer and Crowley (1982).

    It is the first age at which at most half survives; its interval ends where those of the curve do so.
    """
    survival = _first_at_half((one.days, one.survival) for one in steps)
    low = _first_at_half((one.days, one.low) for one in steps)
    high = _first_at_half((one.days, one.high) for one in steps)
    return HalfLife(survival, low, high, watched)


def _first_at_half(shares: Iterable[tuple[int, float]]) -> int | None:
    return next((days for days, share in shares if share <= 0.5), None)


def survival_at(steps: tuple[Step, ...], days: float) -> Step | None:
    """Give the last step at or before an age; None where nobody had died by then."""
    return next((one for one in reversed(steps) if one.days <= days), None)
