"""What a scheduler calls: everything `curator.toml` asks for, in its order."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from curator.catalogue.current import Selection
from curator.catalogue.opening import exists
from curator.errors import CuratorError
from curator.jobs.comparing import bring_up_to_date
from curator.jobs.exporting import Exported, ExportRequest, export_folder, export_list
from curator.jobs.importing import import_documents, request_of
from curator.jobs.works import settle

if TYPE_CHECKING:
    from curator.jobs.storing import Summary
    from curator.progress import Progress
    from curator.settings import ListSettings, Settings


@dataclass(slots=True)
class Ran:
    """What a run did."""

    imported: Summary
    exported: list[tuple[str, Path, Exported]] = field(default_factory=list)
    """Format, where it was written, and what was."""
    failed: list[tuple[str, CuratorError]] = field(default_factory=list)
    """Format of a list that could not be written, and why; the others were."""


def run(settings: Settings, progress: Progress | None = None) -> Ran:
    """Import, find which sections repeat and which links are one work, and export, as configured.

    A list that cannot be written does not stop the others.
    """
    ran = Ran(import_documents(request_of(settings), progress))
    if not exists(settings.database_url):
        return ran
    bring_up_to_date(settings.database_url)
    settle(settings.database_url)
    for wanted in settings.export.lists:
        try:
            ran.exported.append((wanted.format, *_export(settings, wanted)))
        except CuratorError as error:
            ran.failed.append((wanted.format, error))
    return ran


def _export(settings: Settings, wanted: ListSettings) -> tuple[Path, Exported]:
    selection = Selection(topics=wanted.topic, categories=wanted.category, search=wanted.search)
    request = ExportRequest(settings.database_url, wanted.format, selection)
    place = settings.root / settings.export.directory / wanted.place
    if wanted.per_topic:
        return place, export_folder(request, place)
    return place, export_list(request, place)
