"""What all formats of the report on rot say in the same words."""

from curator.model import Verdict
from curator.report.news import NEWS
from curator.report.rates import Estimate, Interval, Tally
from curator.report.rot import Item, Rot, Survival
from curator.report.survival import YEAR, HalfLife, survival_at
from curator.report.words import counted

AGES = (1, 2, 3, 5, 8, 10, 15, 20)
"""Years after a citation at which survival is told."""

CAVEAT = (
    "A death is seen at a check, so links lived somewhat shorter than this says: one that was gone at the first look, "
    "years after it was cited, may have been gone for long."
)

LOT = "Those seen were not drawn by lot, so the interval holds only as far as they are like the others."


def title(report: Rot) -> str:
    """Name the report."""
    return f"Link rot, {day(report.until)}"


def headline(report: Rot) -> str:
    """Say in one sentence what is news."""
    found = [f"{report.counts[news]:,} {row.name.lower()}" for news, row in NEWS.items() if report.counts.get(news)]
    return f"{', '.join(found).capitalize()}." if found else "Nothing is new."


def period(report: Rot) -> str:
    """Say what the report is compared with."""
    if report.since:
        return f"since {moment(report.since)}"
    return "since the beginning" if report.first else "since the last report"


def standing(tally: Tally) -> str:
    """Say where all links stand, the unchecked ones included."""
    rest = [(tally.unseen, "could not be seen"), (tally.unchecked, "are unchecked")]
    said = [f"{number:,} {words}" for number, words in rest if number]
    of = f"{tally.dead:,} of {counted(tally.seen, 'link')} that could be seen {'is' if tally.dead == 1 else 'are'} dead"
    rate = f", {share_of(tally)}" if tally.seen else ""
    return f"{of}{rate}; {tally.suspect:,} suspect{''.join(f'; {one}' for one in said)}."


def estimated(estimate: Estimate) -> str:
    """Say what a sample tells of the whole catalogue."""
    tally = estimate.tally
    low, high = (round(end * estimate.links) for end in estimate.lost)
    return (
        f"A simple random sample of {counted(estimate.sampled, 'link')}, drawn on {day(estimate.drawn_at)}, of which "
        f"{tally.seen:,} could be seen, puts the dead at {interval(estimate.dead)} of all {estimate.links:,}, and the "
        f"dead and suspect together at {interval(estimate.lost)}: {low:,} to {high:,} links (95 %)."
    )


def share_of(tally: Tally) -> str:
    """Write the share of the dead, with its interval where it is an estimate; nothing where none was seen."""
    if tally.rate is None:
        return "–"
    ends = f" ({interval(tally.interval)})" if tally.interval else ""
    return f"{percent(tally.rate)}{ends}"


def interval(ends: Interval) -> str:
    """Write an interval of shares: `1.2–3.4 %`."""
    return f"{100 * ends.low:.1f}–{100 * ends.high:.1f} %"


def percent(share: float) -> str:
    """Write a share: `14.7 %`."""
    return f"{100 * share:.1f} %"


def survives(survival: Survival) -> list[tuple[int, float, Interval, int]]:
    """Give age in years, survival, its interval, and links at risk at the last death, for ages that links were seen at.

    Ages before the first death are left out: there is nothing to tell.
    """
    known = [(age, survival_at(survival.steps, age * YEAR)) for age in AGES if age * YEAR <= survival.half_life.watched]
    return [(age, one.survival, Interval(one.low, one.high), one.at_risk) for age, one in known if one]


def half(life: HalfLife) -> str:
    """Write a half-life: `6.2 years (5.1–8.0)`, or that it is beyond what was seen."""
    if life.days is None:
        return f"more than {years(life.watched)}"
    low, high = (f"{end / YEAR:.1f}" if end is not None else "?" for end in (life.low, life.high))
    return f"{years(life.days)} ({low}–{high})"


def years(days: int) -> str:
    """Write days as years."""
    return f"{days / YEAR:.1f} years"


def dated(item: Item) -> str:
    """Say since when a link is what it is, when it failed first, and when it was last seen alive."""
    known = "" if item.known is Verdict.UNCHECKED else f", before {item.known}"
    parts = [f"{item.verdict} since {day(item.since)}{known}"]
    if item.first_failure:
        parts.append(f"first failed {day(item.first_failure)}")
    if item.last_alive:
        parts.append(f"last seen alive {day(item.last_alive)}")
    if item.shown:
        parts.append(f"looked at {day(item.shown.at)}")
    return "; ".join(parts)


def evidence(item: Item) -> str:
    """Say what the look saw that shows it."""
    if item.shown is None:
        return ""
    said = list(item.shown.evidence)
    status = item.shown.status
    if status is not None and not any(str(status) in one for one in said):
        said.insert(0, f"status {status}")
    return "; ".join(said)


def message(item: Item) -> str:
    """Say all of an item in one line, for formats that have no more."""
    parts = [f"{NEWS[item.news].name}: {item.link.name}"]
    if item.link.address and item.link.title:
        parts.append(item.link.address)
    parts += [dated(item), evidence(item)]
    if item.replacement:
        parts.append(f"instead: {item.replacement.address} ({item.replacement.why})")
    if item.copy:
        parts.append(f"copy of {day(item.copy.taken_at)}: {item.copy.address}")
    return " — ".join(filter(None, parts))


def day(at: str) -> str:
    """Write the day of a time."""
    return at[:10]


def moment(at: str) -> str:
    """Write a time for people; the beginning of a day is the day."""
    return at[:10] if at.endswith("T00:00:00Z") else f"{at[:10]} {at[11:16]} UTC"
