"""Have a workspace looked after by itself: say how, change it, and say when it was and when it will be."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from curator.catalogue.bulk import Bulk
from curator.catalogue.jobs import deliveries, last_job
from curator.catalogue.peek import sqlite_file
from curator.errors import CuratorError, UsageError
from curator.jobs.schedulers import SCHEDULERS
from curator.schedule.github import workflow
from curator.schedule.order import Order
from curator.schedule.period import read_period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from curator.catalogue.jobs import Delivery, Job
    from curator.jobs.schedulers import Installed, Scheduler
    from curator.schedule.period import Period
    from curator.settings import Settings

GITHUB = "github"
NAMES = (*(one.name for one in SCHEDULERS), GITHUB)


class Schedule(NamedTuple):
    """One that is installed, and the next time of its period, by the clock on the wall."""

    scheduler: str
    installed: Installed
    next: datetime


class State(NamedTuple):
    """What is installed, and what runs have done; `missing` says why some schedulers cannot be used here.

    `last` is the run that began last, `deliveries` the ways by which reports were sent, or could not be.
    """

    schedules: tuple[Schedule, ...]
    missing: dict[str, str]
    last: Job | None = None
    deliveries: tuple[Delivery, ...] = ()


def state(settings: Settings) -> State:
    """Look at all schedulers, and at the last run."""
    workspace, now = str(settings.root), datetime.now()
    missing = {one.name: why for one in SCHEDULERS if (why := one.missing())}
    found = [
        Schedule(one.name, installed, read_period(installed.every, installed.at).next(now))
        for one in SCHEDULERS
        if one.name not in missing and (installed := one.installed(workspace))
    ]
    with closing(Bulk(settings.database_url)) as bulk:
        if not bulk.exists():
            return State(tuple(found), missing)
        with bulk.transaction(writes=False):
            return State(tuple(found), missing, last_job(bulk), tuple(deliveries(bulk).values()))


def order_for(settings: Settings, period: Period, words: tuple[str, ...]) -> Order:
    """Give the order that calls this very program, wherever the scheduler's own paths lead."""
    # -P: a file named curator.py in the scheduler's folder is none of ours.
    return Order(period, str(settings.root), (sys.executable, "-P", "-m", "curator"), words)


def preview(settings: Settings, order: Order, chosen: str) -> str:
    """Give what installing would write; for GitHub that is all there is."""
    if chosen == GITHUB:
        return workflow(order, *_places(settings))
    return _named(chosen).preview(order)


def install(order: Order, chosen: str) -> tuple[str, bool]:
    """Install a schedule; gives the scheduler, and whether anything had to be changed.

    Raises UsageError where another scheduler has one already: every run would be called for twice. Raises CuratorError
    when there is no scheduler, or it refuses.
    """
    scheduler = _named(chosen)
    why = scheduler.missing()
    if why:
        raise CuratorError(f"{why}; see: curator schedule install --help")
    others = [one for one in SCHEDULERS if one.name != scheduler.name and not one.missing()]
    for other in others:
        if other.installed(order.workspace):
            raise UsageError(f"{other.name} looks after this workspace already; first: curator schedule remove")
    return scheduler.name, scheduler.install(order)


def remove(settings: Settings) -> list[str]:
    """Remove a workspace's schedules; names the schedulers that had one."""
    workspace = str(settings.root)
    return [one.name for one in SCHEDULERS if not one.missing() and one.remove(workspace)]


def _named(chosen: str) -> Scheduler:
    """Give the scheduler of a name; without one, the best that is there."""
    if chosen:
        found = next((one for one in SCHEDULERS if one.name == chosen), None)
        if found is None:
            raise UsageError(f"no scheduler is named {chosen!r}; there are {', '.join(NAMES)}")
        return found
    why = {}
    for one in SCHEDULERS:
        why[one.name] = one.missing()
        if not why[one.name]:
            return one
    raise CuratorError(f"{', and '.join(why.values())}; let something else call: curator run --check --every day")


def _places(settings: Settings) -> tuple[str, str]:
    """Give where workspace and catalogue are from the top of their repository; no catalogue: it is on a server."""
    top = next((one for one in _upwards(settings.root) if (one / ".git").exists()), settings.root)
    file = sqlite_file(settings.database_url)
    if file is None:
        return os.path.relpath(settings.root, top), ""
    if not file.is_relative_to(top):
        raise UsageError(f"the catalogue {file} lies outside the repository {top}, which is all that GitHub sees")
    return os.path.relpath(settings.root, top), os.path.relpath(file, top)


def _upwards(folder: Path) -> Iterator[Path]:
    yield folder
    yield from folder.parents
