"""Having an archive save one link: ask, wait for the job, and look at what was saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from curator.archive import saving
from curator.archive.capture import read_address
from curator.archive.saving import POLLS, State, Step
from curator.check.schedule import days_between
from curator.errors import WorkspaceError
from curator.jobs.clock import timestamp
from curator.jobs.lookup import NOT_THERE
from curator.model import Snapshot
from curator.urls.identity import identify

if TYPE_CHECKING:
    from curator.archive.policy import Service
    from curator.catalogue.lookups import Cited
    from curator.jobs.archived import ArchiveRequest
    from curator.jobs.asking import Services
    from curator.jobs.lookup import Lookup
    from curator.model import Ask

PATIENCE = 7
"""Days that an archive may take to show what it saved: usually hours."""


class Saved(NamedTuple):
    """What came of it: the step that the archive stopped at, and what is known of the snapshot."""

    step: Step
    snapshot: Snapshot | None = None


class Saver:
    """Asks an archive to save links, and looks at what it saved. Raises WorkspaceError where no service saves."""

    def __init__(self, request: ArchiveRequest, archives: Services, lookup: Lookup) -> None:
        self._service = service_of(request)
        self._key, self._days = request.key, request.policy.again
        self._archives, self._lookup = archives, lookup
        archives.slow(self._service.url, request.policy.pause)

    def save(self, link: Cited) -> Saved | None:
        """Have a link saved; None when the archive did not answer."""
        step = self._step(saving.ask(self._service, link.canonical, self._key, self._days))
        for _ in range(POLLS):
            if step is None or step.state is not State.PENDING or self._archives.is_over():
                break
            step = self._step(saving.ask_again(self._service, step.job, self._key)) or step
        if step is None or step.state is State.PENDING:
            return None
        if step.capture is None:
            return Saved(step)
        capture = step.capture
        if identify(capture.url).identity != link.identity:
            capture = capture._replace(url=link.canonical)  # what was led elsewhere is judged with the way there
        fresh = Snapshot(self._service.archive, capture.address, capture.at, looked_up_at=timestamp())
        return Saved(step, looked_at(self._lookup, self._service, fresh))

    def _step(self, ask: Ask) -> Step | None:
        response = self._archives.ask(ask)
        return saving.read(self._service, response) if response else None


def looked_at(lookup: Lookup, service: Service, fresh: Snapshot) -> Snapshot:
    """Look at what an archive says that it saved; as it is while it is not shown: that takes some hours."""
    capture = read_address(fresh.address, service.snapshots)
    judged = lookup.judge(service, capture) if capture else None
    if judged is None or judged.outcome is None:
        return fresh
    there = not any(one.rule == NOT_THERE for one in judged.evidence) and judged.taken_at[:10] == fresh.taken_at[:10]
    return judged if there or days_between(fresh.taken_at, timestamp()) > PATIENCE else fresh


def service_of(request: ArchiveRequest) -> Service:
    """Give the service that saves. Raises WorkspaceError if there is none, or it would get a key in the clear."""
    service = request.policy.saving
    if service is None:
        raise WorkspaceError('no archive saves: none of [[archive.services]] has kind = "save"')
    if request.key and not service.url.startswith("https://"):
        raise WorkspaceError(f"a key is sent to no address without encryption: {service.url}")
    return service
