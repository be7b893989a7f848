"""Report what repeats: families side by side, what waits for a decision, links that are one work, and conflicts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from curator.catalogue.engine import reading
from curator.catalogue.opening import open_existing
from curator.catalogue.telling import links_of, sections_of
from curator.errors import UsageError
from curator.jobs.deciding import families_decided
from curator.jobs.deduping import find_repeats
from curator.jobs.files import replace_file
from curator.jobs.telling import conflicts, family, saving, undecided, what_it_is
from curator.jobs.telling import works as works_told
from curator.jobs.works import find_works
from curator.report.bounded import BOUNDS, some
from curator.report.registry import DEFAULT, FORMATS, format_of
from curator.report.repeats import Repeats, Saving, Totals

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from curator.catalogue.engine import Looking
    from curator.dedupe.families import Family
    from curator.jobs.works import Found as Works


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """What to report. An empty format is that of the file's ending; no topics are all."""

    database_url: str
    format: str = ""
    topics: tuple[str, ...] = ()


def report_repeats(request: ReportRequest, out: Path | TextIO) -> Repeats:
    """Write the report, to a file (replaced whole or not at all) or to an open stream; gives it without its families.

    Raises UsageError for a format and NotFoundError for a topic that is not there, before anything is written.
    """
    name = request.format or (format_of(out.name) if isinstance(out, Path) else DEFAULT)
    if name not in FORMATS:
        raise UsageError(f"no format is named {name!r}; there are {', '.join(FORMATS)}")
    found, works = find_repeats(request.database_url), find_works(request.database_url)
    with reading(open_existing(request.database_url)) as connection:
        report = _report(connection, families_decided(connection, found), works, request.topics)
        if isinstance(out, Path):
            with replace_file(out) as stream:
                FORMATS[name].load().write(report, stream)
        else:
            FORMATS[name].load().write(report, out)
    return report


def _report(connection: Looking, found: Sequence[Family], works: Works, topics: tuple[str, ...]) -> Repeats:
    links = links_of(connection, topics) if topics else None
    if topics:
        sections = sections_of(connection, topics)
        found = [one for one in found if not sections.isdisjoint(_sections(one))]
    most = sorted(found, key=_least_spared)[:BOUNDS["families"].most]
    claims = _claims(found)
    return Repeats(
        topics,
        _totals(found),
        (family(connection, number, one) for number, one in enumerate(most, 1)),
        len(found) - len(most),
        some("undecided", undecided(connection, claims[:BOUNDS["undecided"].most]), len(claims)),
        some("works", works_told(works, links)),
        some("conflicts", conflicts(connection, links)),
    )


def _sections(one: Family) -> Iterator[int]:
    yield one.centre
    yield from (member.id for member in one.members)


def _least_spared(one: Family) -> tuple[int, int]:
    spared = saving(one)
    return -spared.references, -spared.sections


def _totals(found: Sequence[Family]) -> Totals:
    savings = [saving(one) for one in found]
    spared = Saving(sum(one.sections for one in savings), sum(one.references for one in savings))
    return Totals(len({section for one in found for section in _sections(one)}), len(found), spared)


def _claims(found: Sequence[Family]) -> list[tuple[int, list[tuple[int, str]]]]:
    """Give the sections that are in several families, with the centre of each and what they are to it."""
    claims: dict[int, list[tuple[int, str]]] = {}
    for one in found:
        for member in one.members:
            if member.elsewhere:
                claims.setdefault(member.id, []).append((one.centre, what_it_is(member)))
    return list(claims.items())
