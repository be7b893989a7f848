"""Export: entries of the catalogue into one list, or into a folder with a list for each topic."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from curator.catalogue.entries import list_names
from curator.catalogue.folding import RAW, WORKS
from curator.catalogue.keys import ALL_KEYS, key_spans
from curator.catalogue.peek import sqlite_file
from curator.catalogue.watching import settle
from curator.export.registry import FORMATS
from curator.jobs.choosing import chosen_entries, in_own_order, only_topic, opened, shown, title_of
from curator.jobs.citing import ChangedKey, changed_keys
from curator.jobs.files import replace_file
from curator.jobs.folder import Folder, Listed, export_of
from curator.jobs.parts import Changed, in_parts, processes
from curator.jobs.styling import in_style, plain_in, styled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from curator.catalogue.keys import Span
    from curator.export.interface import Exporter
    from curator.jobs.choosing import ExportRequest
    from curator.model import Entry

WORTH_SHARING = 8_000
"""Entries of each process at least: fewer are written sooner than processes are made."""


@dataclass(slots=True)
class Exported:
    """What an export wrote."""

    entries: int = 0
    files: list[Path] = field(default_factory=list)
    own_keys: list[tuple[str, str]] = field(default_factory=list)
    """Keys of imported bibliographies that differ from the one their work has, each with that."""
    changed_keys: list[ChangedKey] = field(default_factory=list)
    """Those that differ, where the format has keys."""
    plain: int = 0
    """Entries of which a style made no reference: they stand as title and address."""


def export_list(request: ExportRequest, out: Path | TextIO) -> Exported:
    """Write one list, to a file (replaced whole or not at all) or to an open stream."""
    if isinstance(out, Path):
        with replace_file(out) as stream:
            exported = export_list(request, stream)
        exported.files.append(out)
        return exported
    made = _exporter(request)
    with opened(request, keyed=made.keyed) as connection:
        spans = key_spans(connection, processes(), WORTH_SHARING) if _comes_apart(request, made) else [ALL_KEYS]
    told = _written(request, made, out, spans)
    exported = Exported(sum(one.entries for one in told), own_keys=[pair for one in told for pair in one.own_keys])
    if made.keyed and exported.own_keys:
        with opened(request, keyed=False) as connection:
            exported.changed_keys = changed_keys(connection, exported.own_keys)
    exported.plain = plain_in(made)
    return exported


def _comes_apart(request: ExportRequest, made: Exporter) -> bool:
    """Tell whether parts of a list, one behind the other, are the list."""
    apart = FORMATS[request.format].apart and not request.style and in_own_order(request, by_topic=made.grouped)
    return apart and sqlite_file(request.database_url) is not None and processes() > 1


def _written(request: ExportRequest, made: Exporter, out: TextIO, spans: Sequence[Span]) -> list[Exported]:
    """Write a list: in parts if it has several, unless somebody changes the catalogue just then."""

    def write(span: Span, to: TextIO, begun: Callable[[], None]) -> Exported:
        return _write(request, made, to, span, begun)

    file = sqlite_file(request.database_url)
    if file and len(spans) > 1:
        with suppress(Changed):
            return in_parts(write, spans, out, file)
    return [write(ALL_KEYS, out, lambda: None)]


def _write(request: ExportRequest, made: Exporter, out: TextIO, span: Span, begun: Callable[[], None]) -> Exported:
    exported = Exported()
    with opened(request, keyed=False) as connection:
        settle(connection)
        begun()
        chosen = in_style(made, request, chosen_entries(connection, request, by_topic=made.grouped, span=span))
        topic = only_topic(connection, request.selection)
        if topic and not request.title:
            made.write(counted(_under_title(made, chosen), exported), out, topic)
        else:
            made.write(counted(chosen, exported), out, title_of(request))
    return exported


def export_folder(request: ExportRequest, path: Path) -> Exported:
    """Write a list for each topic and an index of them.

    Lists of topics that are no more are removed, those of other exports into the folder stay. Raises CuratorError,
    before anything is written, where a list would overwrite a file that no export made.
    """
    made = _exporter(request)
    exported = Exported()
    folder = Folder(path, export_of(made.name, request.selection, title_of(request)))
    lists: list[Listed] = []
    with opened(request, keyed=made.keyed) as connection:
        lists_by_topic = list_names(connection, shown(request), WORKS if not request.raw else RAW)
        names = folder.claim(lists_by_topic, made.suffix)
        by_topic = groupby(chosen_entries(connection, request, by_topic=True), key=attrgetter("topic"))
        for name, (topic, of_topic) in zip(names, by_topic, strict=True):
            before = exported.entries
            with replace_file(path / name) as stream:
                chosen = in_style(made, request, _under_title(made, of_topic))
                made.write(counted(chosen, exported), stream, topic)
            lists.append(Listed(name, topic, exported.entries - before))
        exported.changed_keys = changed_keys(connection, exported.own_keys) if made.keyed else []
    exported.files = folder.settle(lists)
    exported.plain = plain_in(made)
    return exported


def _exporter(request: ExportRequest) -> Exporter:
    if not request.style:
        return FORMATS[request.format].load()
    return styled(request.format, request.style, request.locale)


def counted(chosen: Iterable[Entry], exported: Exported) -> Iterator[Entry]:
    """Give entries, and count them and the keys of their own that they do not have."""
    for entry in chosen:
        exported.entries += 1
        if entry.own_keys:
            exported.own_keys += [(own, entry.key) for own in entry.own_keys if own != entry.key]
        yield entry


def _under_title(made: Exporter, of_topic: Iterable[Entry]) -> Iterator[Entry]:
    """Drop the topic's heading from a list that has it as its title."""
    return (entry._replace(topic="") if made.grouped else entry for entry in of_topic)
