"""What a scheduler calls: everything `curator.toml` asks for, in its order."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from curator.catalogue.current import Selection
from curator.export.registry import FORMATS
from curator.jobs.exporting import Exported, ExportRequest, export_folder, export_list
from curator.jobs.importing import import_documents, request_of

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


def run(settings: Settings, progress: Progress | None = None) -> Ran:
    """Import and export as configured."""
    ran = Ran(import_documents(request_of(settings), progress))
    for wanted in settings.export.lists:
        ran.exported.append((wanted.format, *_export(settings, wanted)))
    return ran


def _export(settings: Settings, wanted: ListSettings) -> tuple[Path, Exported]:
    selection = Selection(topics=wanted.topic, categories=wanted.category, search=wanted.search)
    request = ExportRequest(settings.database_url, wanted.format, selection)
    folder = settings.root / settings.export.directory
    if wanted.per_topic:
        place = folder / (wanted.file or wanted.format)
        return place, export_folder(request, place)
    suffix = FORMATS[wanted.format].suffix if wanted.format in FORMATS else ""
    place = folder / (wanted.file or f"references-{wanted.format}{suffix}")
    return place, export_list(request, place)
