"""Report link rot: walk over all histories, tell what is news, and remember what was told."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from curator.catalogue.bulk import Bulk
from curator.catalogue.engine import reading
from curator.catalogue.histories import count_hosts, topic_names
from curator.catalogue.opening import open_existing
from curator.catalogue.reports import LATEST, add_report, is_first, last_report, said_before
from curator.check.policy import CheckPolicy
from curator.errors import NotFoundError, UsageError
from curator.jobs.clock import timestamp
from curator.jobs.files import replace_file
from curator.jobs.surveying import Asked, survey
from curator.jobs.telling_rot import Items, settled
from curator.report.bounded import Some, some
from curator.report.news import NEWS, Known
from curator.report.rates import Estimate, Tally
from curator.report.registry import ROT_FORMATS, format_of
from curator.report.rot import HostLife, Rot, Survival
from curator.report.survival import LEAST, half_life, kaplan_meier
from curator.report.trend import Moment

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from curator.catalogue.engine import Looking
    from curator.jobs.surveying import Lives, Survey
    from curator.jobs.telling_rot import Told
    from curator.model import Verdict
    from curator.report.news import News

NO_TOPIC = "(no topic)"


@dataclass(frozen=True, slots=True)
class RotRequest:
    """What to report. Times are in UTC as the catalogue writes them.

    `since` None compares with what earlier reports said. `until` None is now. `again` makes the last report once more.
    Only with `remember` is it stored what this one says.
    """

    database_url: str
    policy: CheckPolicy = field(default_factory=CheckPolicy)
    since: str | None = None
    until: str | None = None
    again: bool = False
    remember: bool = True


@dataclass(frozen=True, slots=True)
class Output:
    """Where a report is written, and in which format; an empty one is that of the file's ending."""

    place: Path | TextIO
    format: str = ""

    @property
    def name(self) -> str:
        """Name the format. Raises UsageError for one that is not there."""
        name = self.format or format_of(self.place.name if isinstance(self.place, Path) else "", ROT_FORMATS)
        if name not in ROT_FORMATS:
            raise UsageError(f"no format is named {name!r}; there are {', '.join(ROT_FORMATS)}")
        return name


def report_rot(request: RotRequest, outputs: Sequence[Output], show: Callable[[Rot], None] = lambda _: None) -> Rot:
    """Write the report everywhere (a file is replaced whole or not at all), show it, and store what it said.

    Raises UsageError for a format that is not there or times the wrong way round, before anything is written, and
    NotFoundError where there is no catalogue, or no report to be made again. The items of what is returned cannot be
    walked any more.
    """
    formats = [output.name for output in outputs]
    now = timestamp()
    with reading(open_existing(request.database_url)) as connection:
        asked = _asked(connection, request, now)
        found = survey(connection, asked)
        told = list(settled(connection, asked, found.changed))
        rot = _rot(connection, asked, found, told)
        for name, output in zip(formats, outputs, strict=True):
            _write(rot, name, output.place)
        show(rot)
    if request.remember and not request.again:
        with closing(Bulk(request.database_url)) as bulk, bulk.transaction():
            add_report(bulk, now, asked.since, asked.until, (one.said() for one in told))
    return rot


def _write(rot: Rot, name: str, place: Path | TextIO) -> None:
    renderer = ROT_FORMATS[name].load()
    if isinstance(place, Path):
        with replace_file(place) as stream:
            renderer.write(rot, stream)
    else:
        renderer.write(rot, place)


def _asked(connection: Looking, request: RotRequest, now: str) -> Asked:
    """Give what the survey is to look for."""
    last = last_report(connection)
    if request.again:
        if last is None:
            raise NotFoundError("no report was made yet; make one with: curator report")
        before, since, until = last.id, last.since, last.until
    else:
        # A report of a past date knows those of earlier dates only: asked for again it says the same.
        before, since, until = 0 if request.until else LATEST, request.since, min(request.until or now, now)
    if since and since > until:
        raise UsageError(f"a report since {since} cannot end before it, at {until}")
    said = {} if since else said_before(connection, until, before)
    known = {link_id: Known(*one) for link_id, one in said.items()}
    return Asked(since, until, known, request.policy, not since and is_first(connection, until, before))


def _rot(connection: Looking, asked: Asked, found: Survey, told: Sequence[Told]) -> Rot:
    news: dict[News, list[Told]] = {kind: [] for kind in NEWS}
    for one in sorted(told, key=lambda one: one.changed.link_id):
        if one.news:
            news[one.news].append(one)
    names = topic_names(connection, found.topics)
    topics = [Tally(names.get(number, NO_TOPIC), counted) for number, counted in found.topics.items()]
    return Rot(
        asked.since, asked.until, {kind: len(several) for kind, several in news.items()},
        Items(connection, news, asked.until, asked.policy),
        Tally("all", found.all),
        _most_lost(topics),
        _most_lost(_tallies(found.categories)),
        _most_lost(_tallies(found.hosts), count_hosts(connection)),
        tuple(sorted(_tallies(found.years), key=_name)),
        tuple(map(Moment, found.moments, found.trend)),
        _survival(found.lives, found.left_out),
        tuple(_host_lives(found.host_lives)),
        _estimate(found),
        asked.first,
    )


def _tallies(counters: Mapping[str, Counter[Verdict]]) -> list[Tally]:
    return [Tally(name, counted) for name, counted in counters.items()]


def _most_lost(tallies: Sequence[Tally], total: int | None = None) -> Some[Tally]:
    shown = sorted(tallies, key=lambda one: (-one.dead, -one.suspect, -one.links, one.name))
    return some("tallies", shown, len(shown) if total is None else total)


def _name(tally: Tally) -> str:
    return tally.name


def _survival(lives: Lives, left_out: int) -> Survival:
    steps = kaplan_meier(lives.died, lives.living)
    links = lives.died.total() + lives.living.total()
    return Survival(links, left_out, steps, half_life(steps, max({*lives.died, *lives.living}, default=0)))


def _host_lives(hosts: Mapping[str, Lives]) -> Iterator[HostLife]:
    """Give the hosts of which enough links have an age, those with most links first."""
    for host, lives in hosts.items():
        whole = _survival(lives, 0)
        if whole.links >= LEAST:
            survival = whole.steps[-1].survival if whole.steps else 1.0
            yield HostLife(host, whole.links, lives.died.total(), survival, whole.half_life)


def _estimate(found: Survey) -> Estimate | None:
    run = found.sample
    return run and Estimate(run.started_at, run.wanted, found.all.total(), Tally("sample", found.sampled))
