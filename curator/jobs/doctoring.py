"""Look for what is wrong with a catalogue, and mend what is derived from something else."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from curator.catalogue.bulk import Bulk
from curator.catalogue.opening import open_existing
from curator.doctor.ailments import AILMENTS
from curator.doctor.finding import Finding
from curator.errors import CatalogueBusy, CatalogueError, NewerCatalogue, NotFoundError, UsageError
from curator.jobs.backing_up import back_up, request_of
from curator.jobs.examining import EXAMINATIONS, ON_FILES, Patient
from curator.jobs.mending import MENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from curator.doctor.ailments import Ailment
    from curator.settings import Settings


@dataclass(frozen=True, slots=True)
class DoctorRequest:
    """Which workspace to look at, and for what: names of AILMENTS, or all but what takes long."""

    settings: Settings
    only: tuple[str, ...] = ()
    thorough: bool = False

    def wanted(self) -> list[Ailment]:
        """Give what to look for, in the order of the table. Raises UsageError for a name that is not in it."""
        for name in self.only:
            if name not in AILMENTS:
                raise UsageError(f"nothing that is looked for is named {name!r}; there are {', '.join(AILMENTS)}")
        return [one for one in AILMENTS.values()
                if (one.name in self.only if self.only else self.thorough or not one.thorough)]


@dataclass(frozen=True, slots=True)
class Mended:
    """What was mended, or with a dry run would be: how many findings there were, and in words what became of them."""

    ailment: Ailment
    findings: int
    done: str = ""


@dataclass(frozen=True, slots=True)
class Mending:
    """What was mended, and the backup that takes it back; None where nothing was to be mended, or on a server."""

    mended: tuple[Mended, ...] = ()
    backup: Path | None = None


def examine(request: DoctorRequest) -> Iterator[tuple[Ailment, Iterator[Finding]]]:
    """Look for one ailment after the other; the findings of one are there until the next is asked for.

    What cannot be looked at is a finding, too. Where the file is damaged only what lies beside it is looked at.

    Raises UsageError for a name that is none, NotFoundError where there is no catalogue, CatalogueError for one that
    cannot be opened for another reason than damage.
    """
    settings, wanted = request.settings, request.wanted()
    damaged = is_open = False
    with closing(Bulk(settings.database_url)) as bulk:
        if not bulk.exists():
            raise NotFoundError("there is no catalogue yet; make one with: curator import PATH")
        patient = Patient(settings, bulk, datetime.now(UTC), request.thorough)
        for ailment in wanted:
            if ailment.name in ON_FILES:
                findings = list(EXAMINATIONS[ailment.name](patient))
                damaged |= ailment.name == "integrity" and bool(findings)
                yield ailment, iter(findings)
            elif not damaged:
                if not is_open:
                    open_existing(settings.database_url).dispose()  # it is of today's version afterwards
                is_open = True
                yield ailment, _found(ailment, patient)


def _found(ailment: Ailment, patient: Patient) -> Iterator[Finding]:
    try:
        with patient.bulk.transaction(writes=False):
            yield from EXAMINATIONS[ailment.name](patient)
    except (CatalogueBusy, NewerCatalogue):
        raise
    except CatalogueError as error:
        yield Finding(f"it could not be looked at: {error}")


def mend(request: DoctorRequest, *, dry_run: bool = False) -> Mending:
    """Mend what is wanted and can be mended, after a backup. Raises what `examine` raises, and what `back_up` does."""
    counted = [(ailment, sum(1 for _ in findings)) for ailment, findings in examine(request)]
    if any(ailment.name == "integrity" and count for ailment, count in counted):
        raise CatalogueError("the file is damaged, and nothing can be derived from it; restore a backup with: "
                             "curator restore FILE")
    ill = [Mended(ailment, count) for ailment, count in counted if count and ailment.name in MENDINGS]
    if dry_run or not ill:
        return Mending(tuple(ill))
    settings = request.settings
    is_file = Bulk(settings.database_url).is_sqlite
    backup = back_up(request_of(settings)).file if is_file else None
    now = datetime.now(UTC)
    mended = (Mended(one.ailment, one.findings, MENDINGS[one.ailment.name](settings, now)) for one in ill)
    return Mending(tuple(mended), backup)
