"""The steps of a run. Each does what the settings and the request ask of it, and notes what became of it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from curator.errors import CatalogueError, CuratorError, OfflineError
from curator.jobs.choosing import request_of as list_request
from curator.jobs.comparing import bring_up_to_date
from curator.jobs.exporting import Exported
from curator.jobs.importing import import_documents, request_of
from curator.jobs.publishing import write_to
from curator.jobs.styling import beside
from curator.jobs.works import settle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from curator.jobs.archived import Summary as Archived
    from curator.jobs.backing_up import Backup
    from curator.jobs.checking import Summary as Checked
    from curator.jobs.delivering import Sent
    from curator.jobs.storing import Summary
    from curator.progress import Progress
    from curator.report.rot import Rot
    from curator.schedule.period import Period
    from curator.settings import Settings
    from curator.settings.export import ListSettings

SHARE = 0.1
"""Of the time for looking at links, what archives get at least."""


@dataclass(frozen=True, slots=True)
class RunRequest:
    """What is wanted beside import and export.

    With `checks` links are looked at, at most `budget` of them and for `seconds` (0: no limit), archives are asked for
    those that are lost, and reports are written and sent: to `reports`, too. With a `period` nothing is done at all
    unless one of its times has passed since the last run that came to its end.
    """

    settings: Settings
    checks: bool = False
    budget: int = 0
    seconds: float = 0.0
    reports: tuple[Path, ...] = ()
    period: Period | None = None


class Failure(NamedTuple):
    """A step that could not be done, in words, and why."""

    what: str
    error: CuratorError


@dataclass(slots=True)
class Ran:
    """What a run did; what it did not get to, or was not asked for, is None. `due` false: there was nothing to do."""

    due: bool = True
    stopped: bool = False
    imported: Summary | None = None
    checked: Checked | None = None
    archived: Archived | None = None
    reported: Rot | None = None
    sent: list[Sent] = field(default_factory=list)
    exported: list[tuple[str, Path, Exported]] = field(default_factory=list)
    """Format, where it was written, and what was."""
    backup: Backup | None = None
    failed: list[Failure] = field(default_factory=list)
    """What could not be done; the rest was."""

    @property
    def offline(self) -> bool:
        """Tell whether links could not be looked at for want of a network."""
        return self.checked is None and any(isinstance(one.error, OfflineError) for one in self.failed)

    @property
    def ended(self) -> str:
        """Give a word for how it ended."""
        return "stopped" if self.stopped else "offline" if self.offline else "failed" if self.failed else "done"

    @contextmanager
    def attempt(self, what: str) -> Iterator[None]:
        """Do a step whose refusal does not stop the others."""
        try:
            yield
        except CuratorError as error:
            self.failed.append(Failure(what, error))


def _import(request: RunRequest, ran: Ran, progress: Progress, _stop: Callable[[], bool]) -> None:
    try:
        ran.imported = import_documents(request_of(request.settings), progress)
    except CatalogueError:
        raise  # nothing else could be done, either
    except CuratorError as error:
        ran.failed.append(Failure("nothing was imported", error))


def _settle(request: RunRequest, ran: Ran, _progress: Progress, _stop: Callable[[], bool]) -> None:
    with ran.attempt("sections were not compared"):
        bring_up_to_date(request.settings.database_url)
    with ran.attempt("it was not settled which links are one work"):
        settle(request.settings.database_url)


def _check(request: RunRequest, ran: Ran, progress: Progress, stop: Callable[[], bool]) -> None:
    if not request.checks:
        return
    from curator.jobs.checking import check_links
    from curator.jobs.checking import request_of as checks_of

    wanted = checks_of(request.settings)._replace(budget=request.budget, seconds=request.seconds)
    with ran.attempt("links were not looked at, or not all"):
        ran.checked = check_links(wanted, progress=progress, stop=stop)


def _archive(request: RunRequest, ran: Ran, progress: Progress, stop: Callable[[], bool]) -> None:
    if not request.checks or ran.offline:
        return
    from curator.jobs.archived import request_of as archives_of
    from curator.jobs.archiving import ask_archives

    seconds = max(SHARE * request.seconds, request.seconds - (ran.checked.seconds if ran.checked else 0.0))
    wanted = replace(archives_of(request.settings), budget=request.budget, seconds=seconds)
    with ran.attempt("archives were not asked, or not for all"):
        try:
            ran.archived = ask_archives(wanted, progress=progress, stop=stop)
        except OfflineError as error:  # there are networks that no archive is reached from: no reason to begin anew
            raise CuratorError(str(error)) from error


def _report(request: RunRequest, ran: Ran, _progress: Progress, _stop: Callable[[], bool]) -> None:
    """Write reports; what nobody gets to see is not said, and stays news."""
    settings = request.settings
    below = settings.root / settings.export.directory
    places = (*(below / name for name in settings.report.files), *request.reports)
    if not request.checks or not places:
        return
    from curator.jobs.reporting_rot import Output, RotRequest, report_rot

    with ran.attempt("no report was written"):
        wanted = RotRequest(settings.database_url, settings.check)
        ran.reported = report_rot(wanted, [Output(place) for place in places])


def _send(request: RunRequest, ran: Ran, _progress: Progress, _stop: Callable[[], bool]) -> None:
    if not request.checks or ran.offline:
        return
    from curator.jobs.delivering import deliver

    with ran.attempt("no report was sent"):
        ran.sent = deliver(request.settings)
    ran.failed += [Failure(f"not all of the report went out ({one.way})", CuratorError(one.why))
                   for one in ran.sent if one.why]


def _export(request: RunRequest, ran: Ran, _progress: Progress, _stop: Callable[[], bool]) -> None:
    for wanted in request.settings.export.lists:
        with ran.attempt(f"no {wanted.format} list was written"):
            ran.exported.append((wanted.format, *_exported(request.settings, wanted)))


def _exported(settings: Settings, wanted: ListSettings) -> tuple[Path, Exported]:
    request = list_request(settings.database_url, wanted._replace(style=beside(settings.root, wanted.style)))
    place = settings.root / settings.export.directory / wanted.place
    return place, write_to(request, place, per_topic=wanted.per_topic)


def _back_up(request: RunRequest, ran: Ran, _progress: Progress, _stop: Callable[[], bool]) -> None:
    """Copy the catalogue if the newest copy is as old as the settings say; last, with all that the run has learnt."""
    if not request.settings.backup.days:
        return
    from curator.jobs.backing_up import back_up_if_due, request_of

    with ran.attempt("no backup was made"):
        ran.backup = back_up_if_due(request_of(request.settings), request.settings.backup.days)


STEPS = (_import, _settle, _check, _archive, _report, _send, _export, _back_up)
"""In the order in which they build on each other. All but the first are left out while there is no catalogue."""
