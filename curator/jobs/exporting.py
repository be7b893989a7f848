"""Export: entries of the catalogue into one list, or into a folder with a list for each topic."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from curator.catalogue.engine import reading
from curator.catalogue.entries import entries, entries_by_topic, list_names
from curator.catalogue.finding import find_topics
from curator.catalogue.folding import RAW, WORKS, Folding
from curator.catalogue.opening import open_existing
from curator.errors import UsageError
from curator.export.registry import FORMATS
from curator.jobs.citing import ChangedKey, assign_keys, changed_keys
from curator.jobs.files import replace_file
from curator.jobs.folder import Folder, Listed, export_of
from curator.jobs.folding import folding
from curator.model import Selection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from curator.catalogue.engine import Looking
    from curator.export.interface import Exporter
    from curator.model import Entry

@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What to export. The title names the list where its format has a place for that; empty means: the selection's.

    Repeats are folded, unless `raw` asks for all as the documents give it.
    """

    database_url: str
    format: str
    selection: Selection = field(default_factory=Selection)
    title: str = ""
    raw: bool = False


@dataclass(slots=True)
class Exported:
    """What an export wrote."""

    entries: int = 0
    files: list[Path] = field(default_factory=list)
    own_keys: list[tuple[str, str]] = field(default_factory=list)
    """Keys of imported bibliographies, each with the one its work has."""
    changed_keys: list[ChangedKey] = field(default_factory=list)
    """Those that differ, where the format has keys."""


def export_list(request: ExportRequest, out: Path | TextIO) -> Exported:
    """Write one list, to a file (replaced whole or not at all) or to an open stream."""
    if isinstance(out, Path):
        with replace_file(out) as stream:
            exported = export_list(request, stream)
        exported.files.append(out)
        return exported
    made = _exporter(request)
    engine = open_existing(request.database_url)
    if made.keyed:
        assign_keys(engine)
    exported = Exported()
    with reading(engine) as connection:
        give = entries_by_topic if made.grouped else entries
        chosen = give(connection, request.selection, _folding(connection, request, made))
        topic = _only_topic(connection, request.selection)
        if topic and not request.title:
            made.write(_counted(_under_title(made, chosen), exported), out, topic)
        else:
            made.write(_counted(chosen, exported), out, _title(request))
        exported.changed_keys = changed_keys(connection, exported.own_keys) if made.keyed else []
    return exported


def export_folder(request: ExportRequest, path: Path) -> Exported:
    """Write a list for each topic and an index of them.

    Lists of topics that are no more are removed, those of other exports into the folder stay. Raises CuratorError,
    before anything is written, where a list would overwrite a file that no export made.
    """
    made = _exporter(request)
    engine = open_existing(request.database_url)
    if made.keyed:
        assign_keys(engine)
    exported = Exported()
    folder = Folder(path, export_of(made.name, request.selection, _title(request)))
    lists: list[Listed] = []
    with reading(engine) as connection:
        names = folder.claim(list_names(connection, request.selection), made.suffix)
        listed = entries_by_topic(connection, request.selection, _folding(connection, request, made))
        by_topic = groupby(listed, key=lambda entry: entry.topic)
        for name, (topic, of_topic) in zip(names, by_topic, strict=True):
            before = exported.entries
            with replace_file(path / name) as stream:
                made.write(_counted(_under_title(made, of_topic), exported), stream, topic)
            lists.append(Listed(name, topic, exported.entries - before))
        exported.changed_keys = changed_keys(connection, exported.own_keys) if made.keyed else []
    exported.files = folder.settle(lists)
    return exported


def _exporter(request: ExportRequest) -> Exporter:
    if request.format not in FORMATS:
        raise UsageError(f"no format is named {request.format!r}; there are {', '.join(FORMATS)}")
    return FORMATS[request.format].load()


def _folding(connection: Looking, request: ExportRequest, made: Exporter) -> Folding:
    if request.raw:
        return RAW
    return folding(connection) if made.grouped else WORKS


def _title(request: ExportRequest) -> str:
    chosen = request.selection
    named = (*chosen.topics, *chosen.categories, *chosen.documents, chosen.search)
    return request.title or ", ".join(filter(None, named)) or "Reading list"


def _only_topic(connection: Looking, selection: Selection) -> str | None:
    """Give the name of the one topic that is selected, None if there are several or other conditions count."""
    if selection.categories or selection.documents or selection.search:
        return None
    found = [one for name in selection.topics for one in find_topics(connection, name)]
    return found[0].topic.label if len(found) == 1 else None


def _counted(chosen: Iterable[Entry], exported: Exported) -> Iterator[Entry]:
    for entry in chosen:
        exported.entries += 1
        exported.own_keys += [(own, entry.key) for own in entry.own_keys]
        yield entry


def _under_title(made: Exporter, of_topic: Iterable[Entry]) -> Iterator[Entry]:
    """Drop the topic's heading from a list that has it as its title."""
    return (replace(entry, topic="") if made.grouped else entry for entry in of_topic)
