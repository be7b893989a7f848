"""What reports on link rot say, in which formats, and by which statistics, as a page of the documentation."""

from collections.abc import Iterable, Sequence

from curator.report.document import value_row
from curator.report.news import NEWS
from curator.report.rates import Estimate, Interval, Tally
from curator.report.registry import ROT_FORMATS
from curator.report.repeats import Place, Reference
from curator.report.rot import Copy, HostLife, Item, Replacement, Rot, Shown, Survival
from curator.report.survival import LEAST, HalfLife, Step
from curator.report.trend import MOST, STEPS, Moment
from curator.text.page import code, table

VALUES = (
    Rot, Item, Reference, Shown, Place, Copy, Replacement, Tally, Interval, Estimate, Moment, Survival, Step, HalfLife,
    HostLife,
)
"""What a report is made of, the whole first."""

_INTRO = """# Link rot

`curator report` says what broke, moved or came back since the last report: for each link its posts and lines, the
evidence, when it failed first and was last seen alive, the copy that an archive keeps nearest to the day of its first
citation (`curator archive` looks for them), and an address that may stand in for it: the one it moved to, or another
link that is the same work ([works](works.md)) and lives. It ends with exit code 8 if a link is newly dead.

## What a report is computed from

From the looks that are stored and the rules of `[check]`, and from nothing else: where a link stood at a time is what
judging all looks until then, in the order in which they were stored, makes of it ([verdicts](verdicts.md)). So a report
with `--since` and `--until` says the same each time, whatever was seen later. Posts, titles, copies and places are
today's; a link that no post gives any more is left out.

Each report is stored with what it said of which link. Without `--since` news is what no earlier report has said, also
where rules were changed in between. A report of a past time (`--until`) knows only of reports of earlier times.
`--again` makes the last one once more, for another format; `--dry-run` stores nothing.
"""

_NEWS = """The first report takes all links for well. A living link that can no more be seen is told as blocked and
keeps its verdict; a dead one stays dead. A moved link is news again only if it moved on.

"""

_FORMATS = """Without a format the report is shown on the terminal. Links and titles are strangers' words in all of
them: nothing becomes markup, a formula, a path or a command. A page in HTML asks nobody for anything; the one script
that its policy allows sorts its tables, and without it everything is there. With `--format github` the summary of the
step is written as well.

"""

_STATISTICS = f"""## Rates

The rate is the share of the dead among the links of which something is known: alive, moved, insecure, suspect or dead.
Blocked and unusable links say nothing of life and count for nothing, and unchecked ones are counted as such. As long as
not all links were seen, a rate has its 95 % interval (Wilson's score interval, 1927, as Brown, Cai and DasGupta
recommend, Statistical Science 2001). It holds as far as the links that were seen are like the others.

Those of `curator check --sample N` are: without further choice they are a simple random sample, without replacement, of
all links that posts give. The report takes the latest such run that came to its end, and estimates from where its
links stand by now how many of all are dead, and how many are dead or suspect: a link that was looked at once cannot be
dead yet. Hosts that let nobody see their links narrow the sample; the report says how many could be seen.

## Trends

Up to {MOST} times, {', '.join(map(str, STEPS))} days apart, at each of which all links that posts give today are
judged by what had been seen by then.

## Survival

How long a link lives is counted from its first citation in a dated post to the first failure that made it dead, or, if
it is not dead, to the day it was last seen alive (right-censored). Survival is the estimate of Kaplan and Meier (1958)
with Greenwood's variance and an interval on the scale log(-log S) (Kalbfleisch and Prentice 1980); the half-life is its
median, with the interval of Brookmeyer and Crowley (1982), for all links and for hosts with {LEAST} or more.

Deaths are seen at checks only (interval-censored), and links are watched from their first check on, not from their
citation: one that was gone at its first look, years after it was cited, may have been gone for long. So links lived
somewhat shorter than the curve says. The more often links are checked from early on, the less that matters.
"""


def rot_page() -> str:
    """Give the page, in Markdown."""
    parts = (
        ("What is news", _NEWS, ("news", "told as", "level", "what it means"), _news()),
        ("Formats", _FORMATS, ("name", "files", "what for"), _formats()),
    )
    sections = (f"## {name}\n\n{about}{table(columns, rows)}" for name, about, columns, rows in parts)
    values = table(("value", "fields", "what it says"), map(value_row, VALUES))
    json = "A tally has its number of links, its rate and its interval with it, an estimate both intervals."
    return "\n".join((_INTRO, *sections, _STATISTICS, f"## JSON\n\n{json}\n\n{values}"))


def _news() -> Iterable[Sequence[str]]:
    return ((code(row.news.value), row.name, row.level.value, row.about) for row in NEWS.values())


def _formats() -> Iterable[Sequence[str]]:
    return ((code(row.name), " ".join(map(code, row.suffixes)), row.summary) for row in ROT_FORMATS.values())
