"""What a scheduler calls: everything `curator.toml` asks for, in its order, and alone."""

from __future__ import annotations

import os
import platform
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from curator.catalogue.alone import running_alone
from curator.catalogue.bulk import Bulk
from curator.catalogue.jobs import begin_job, finish_job, last_job
from curator.catalogue.opening import exists
from curator.errors import AlreadyRunning, CatalogueBusy
from curator.jobs.clock import timestamp
from curator.jobs.steps import STEPS, Ran
from curator.progress import Progress, Silent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from curator.catalogue.jobs import Job
    from curator.jobs.steps import RunRequest
    from curator.schedule.period import Period

COUNTS = frozenset({"done", "failed"})
"""How a run ended that need not be made up for: what failed once more an hour later would only be told once more."""


def run(request: RunRequest, progress: Progress | None = None, stop: Callable[[], bool] = lambda: False) -> Ran:
    """Do as configured: import, find what repeats, check links, look up archives, report, export.

    What fails does not stop the others. `stop` is asked between two steps, and in those that take long. Raises
    AlreadyRunning while another run is under way (with a period that is no error, and nothing is done), CatalogueError
    when the catalogue cannot be used at all, WorkspaceError, before anything is done, for lists that cannot be written.
    """
    _ = request.settings.export.lists  # a slip in one is told now, and not after hours of looking at links
    url = request.settings.database_url
    ran = Ran()
    with ExitStack() as alone:
        try:
            alone.enter_context(running_alone(url))
        except CatalogueBusy as busy:
            if request.period:
                return Ran(due=False)
            raise AlreadyRunning(_who(last_run(url))) from busy
        if request.period and not is_due(request.period, last_run(url), datetime.now()):
            return Ran(due=False)
        with _noted(url, ran):
            first, *others = STEPS
            first(request, ran, progress or Silent(), stop)
            for step in others if exists(url) else ():
                ran.stopped = ran.stopped or stop()
                if not ran.stopped:
                    step(request, ran, progress or Silent(), stop)
    return ran


def last_run(url: str) -> Job | None:
    """Give the run that began last; None before the first, and where there is no catalogue."""
    with closing(Bulk(url)) as bulk:
        if not bulk.exists():
            return None
        with bulk.transaction(writes=False):
            return last_job(bulk)


def is_due(period: Period, last: Job | None, now: datetime) -> bool:
    """Tell whether one of a period's times has passed since a run began; `now` is local.

    One that was cut off, or found no network, is as none.
    """
    if last is None or last.ended not in COUNTS:
        return True
    return local(last.started_at) < period.last(now)


def local(written: str) -> datetime:
    """Give a time of the catalogue as the clock on the wall shows it."""
    return datetime.fromisoformat(written).astimezone().replace(tzinfo=None)


@contextmanager
def _noted(url: str, ran: Ran) -> Iterator[None]:
    """Have the catalogue know of the run from its beginning to its end; the first one of all from its end."""
    began = timestamp()
    number = _begin(url, began) if exists(url) else 0
    yield
    if exists(url):
        number = number or _begin(url, began)
        with closing(Bulk(url)) as bulk, bulk.transaction():
            finish_job(bulk, number, timestamp(), ran.ended)


def _begin(url: str, now: str) -> int:
    with closing(Bulk(url)) as bulk, bulk.transaction():
        return begin_job(bulk, now, f"process {os.getpid()} on {platform.node()}")


def _who(job: Job | None) -> str:
    if job is None or job.finished_at:
        return "another run of this workspace has just begun"
    return f"another run of this workspace is under way since {job.started_at}: {job.process}"
