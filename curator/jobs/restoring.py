"""Put a backup in the place of the catalogue, after a copy of what stands there."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from curator.catalogue.alone import archiving_alone, checking_alone, fixing_alone, running_alone
from curator.catalogue.copies import contents, damage, looking_at, sha256_of
from curator.catalogue.replacing import held_alone, lost, replace_damaged, staged, write_over
from curator.catalogue.schema import MIGRATIONS
from curator.catalogue.version import HEAD
from curator.errors import CatalogueBusy, CatalogueError, NewerCatalogue
from curator.jobs.backing_up import BackupRequest, local_file, read_name, write_backup

if TYPE_CHECKING:
    from collections.abc import Mapping

ALONE = (running_alone, checking_alone, archiving_alone, fixing_alone)
"""Works that go on for long with the catalogue in mind; imports hold it open as long as they last."""


@dataclass(frozen=True, slots=True)
class RestoreRequest:
    """Which catalogue gets which backup, and where a backup of what stands there goes, relative to its folder."""

    database_url: str
    backup: Path
    folder: Path = Path("backups")


@dataclass(frozen=True, slots=True)
class RestorePlan:
    """What a restoring would do: the version and the rows of the backup, and what is lost by it.

    `lost` counts in words what was added since the backup; `damaged` says what is wrong with the present catalogue,
    then nothing can be counted. `present` is false where there is none.
    """

    version: str
    rows: Mapping[str, int]
    present: bool
    damaged: str = ""
    lost: Mapping[str, int] = field(default_factory=dict)


def plan_restore(request: RestoreRequest) -> RestorePlan:
    """Verify a backup, and hold it against the present catalogue. Changes nothing.

    Raises CatalogueError for a file that is no sound catalogue or differs from what its name says, NewerCatalogue for
    one of a newer curator.
    """
    file = local_file(request.database_url)
    if not request.backup.is_file() or (file.exists() and request.backup.samefile(file)):
        raise CatalogueError(f"{request.backup} is no backup: it is not there, or the catalogue itself")
    _refuse_altered(request.backup)
    with looking_at(request.backup) as backup:
        wrong = damage(backup)
        if wrong:
            raise CatalogueError(f"{request.backup} is damaged: {wrong[0]}; restore another one")
        held = contents(backup)
        _refuse_newer(held.version, request.backup)
        if not file.exists():
            return RestorePlan(held.version, held.rows, present=False)
        try:
            with looking_at(file) as present:
                broken = damage(present, thorough=False)
                less = {} if broken else lost(present, backup)
        except CatalogueBusy:
            raise
        except CatalogueError as error:
            broken, less = [str(error)], {}
    return RestorePlan(held.version, held.rows, present=True, damaged="".join(broken[:1]), lost=less)


def restore(request: RestoreRequest, plan: RestorePlan) -> Path | None:
    """Do as planned; gives where a copy of what stood there is now, None if nothing did.

    What is older than this curator is migrated when it is opened next. Raises CatalogueBusy while a check, a run, an
    import or anybody else uses the catalogue, CatalogueError where something cannot be written: nothing is changed.
    """
    file = local_file(request.database_url)
    with ExitStack() as stack:
        for alone in ALONE:
            stack.enter_context(alone(request.database_url))
        copy = stack.enter_context(staged(request.backup, file.parent))
        if not plan.present or plan.damaged:
            aside = file.with_name(f"{file.name}.damaged-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
            replace_damaged(file, copy, aside)
            return aside if plan.present else None
        catalogue = stack.enter_context(held_alone(file))
        kept = write_backup(catalogue, BackupRequest(request.database_url, request.folder))
        write_over(catalogue, copy)
        return kept.file


def _refuse_altered(backup: Path) -> None:
    """Raise CatalogueError for a file that is not what it was when it got its name."""
    named = read_name(backup)
    if named and not sha256_of(backup).startswith(named.digest):
        raise CatalogueError(f"{backup} is not what was written: its SHA-256 does not begin with {named.digest}")


def _refuse_newer(version: str, backup: Path) -> None:
    if version == HEAD:
        return
    from curator.catalogue.migrate import knows

    if not version:
        raise CatalogueError(f"{backup} says no version, so it is damaged; restore another one")
    if not knows(MIGRATIONS, version):
        raise NewerCatalogue(f"{backup} was written by a newer curator (its version is {version}, this one knows up to "
                             f"{HEAD}); update curator, or restore an older backup")
