"""Export: entries of the catalogue into one list, or into a folder with a list for each topic."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from curator.catalogue.engine import reading
from curator.catalogue.entries import entries, entries_by_topic, list_names
from curator.catalogue.finding import find_subject
from curator.catalogue.folding import RAW, WORKS
from curator.catalogue.opening import open_existing
from curator.catalogue.owning import laid_over
from curator.errors import UsageError
from curator.export.dead import DEAD, dealt_with
from curator.export.order import ORDERS, sort_key
from curator.export.registry import FORMATS
from curator.jobs.citing import ChangedKey, assign_keys, changed_keys
from curator.jobs.files import replace_file
from curator.jobs.folder import Folder, Listed, export_of
from curator.jobs.folding import folding
from curator.jobs.sorting import in_order
from curator.jobs.styling import in_style, plain_in, styled
from curator.model import Selection, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from curator.catalogue.engine import Looking
    from curator.export.interface import Exporter
    from curator.model import Entry
    from curator.settings import ListSettings


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What to export, and how.

    The title names the list where its format has a place for that; empty means: the selection's. `sort` is a name of
    `ORDERS`, empty for the format's own order; in lists by topic it holds within each. `dead` is one of `DEAD`.
    Repeats are folded, unless `raw` asks for all as the documents give it. `base_url` is the address of a site.
    `style` names a style of CSL or its file, and `locale` the language of its words, empty for the style's own.
    """

    database_url: str
    format: str
    selection: Selection = field(default_factory=Selection)
    title: str = ""
    raw: bool = False
    sort: str = ""
    reverse: bool = False
    dead: str = "mark"
    notes: bool = True
    base_url: str = ""
    style: str = ""
    locale: str = ""


def request_of(database_url: str, wanted: ListSettings) -> ExportRequest:
    """Make the request for a list. Raises UsageError for words that are none."""
    wanted.refuse_unknown()
    return ExportRequest(
        database_url, wanted.format, wanted.selection, wanted.title, wanted.raw, wanted.sort, wanted.reverse,
        wanted.dead, wanted.notes, wanted.base_url, wanted.style, wanted.locale,
    )  # fmt: skip


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
    exported = Exported()
    with opened(request, keyed=made.keyed) as connection:
        chosen = in_style(made, request, chosen_entries(connection, request, by_topic=made.grouped))
        topic = _only_topic(connection, request.selection)
        if topic and not request.title:
            made.write(counted(_under_title(made, chosen), exported), out, topic)
        else:
            made.write(counted(chosen, exported), out, title_of(request))
        exported.changed_keys = changed_keys(connection, exported.own_keys) if made.keyed else []
    exported.plain = plain_in(made)
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
        lists_by_topic = list_names(connection, _shown(request), WORKS if not request.raw else RAW)
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


@contextmanager
def opened(request: ExportRequest, *, keyed: bool) -> Iterator[Looking]:
    """Give a catalogue to export from, in one state, with all the keys that the format needs."""
    engine = open_existing(request.database_url)
    if keyed:
        assign_keys(engine)
    with reading(engine) as connection:
        yield connection


def chosen_entries(connection: Looking, request: ExportRequest, *, by_topic: bool) -> Iterator[Entry]:
    """Give what a request asks for, as it is to be written: selected, with own words, dealt with if dead, sorted.

    With `by_topic` topics come one after the other, else each entry once. Raises NotFoundError and UsageError at once.
    """
    folded = RAW if request.raw else folding(connection) if by_topic else WORKS
    found = (entries_by_topic if by_topic else entries)(connection, _shown(request), folded)
    found = laid_over(connection, found, works=folded.links)
    if not request.notes:
        found = (replace(entry, notes=()) if entry.notes else entry for entry in found)
    change = DEAD[request.dead].change
    if change:
        found = (dealt_with(entry, change) for entry in found)
    return _sorted(found, request, by_topic=by_topic)


def _shown(request: ExportRequest) -> Selection:
    """Give the selection, without the dead links if these are to be left out."""
    if not DEAD[request.dead].leave_out:
        return request.selection
    left = [word for word in request.selection.verdicts or list(Verdict) if word != Verdict.DEAD]
    if not left:
        raise UsageError("nothing is left of dead links when dead links are left out")
    return replace(request.selection, verdicts=tuple(left))


def _sorted(found: Iterator[Entry], request: ExportRequest, *, by_topic: bool) -> Iterator[Entry]:
    """Sort entries; within their topics, and then without the headings below these, where a list has topics."""
    own = "posts" if by_topic else "key"
    if request.sort in {"", own} and not request.reverse:
        return found
    key = sort_key(ORDERS[request.sort or own], reverse=request.reverse)
    if not by_topic:
        return in_order(found, key, reverse=request.reverse)
    flat = (replace(entry, path=(), copies=()) for entry in found)
    topics = (of_topic for _, of_topic in groupby(flat, key=attrgetter("topic")))
    return chain.from_iterable(in_order(one, key, reverse=request.reverse) for one in topics)


def title_of(request: ExportRequest) -> str:
    """Name the list after what is selected, in the words of who selects."""
    words: list[str] = []
    for name, value in asdict(request.selection).items():
        words += [name] if value is True else [value] if isinstance(value, str) else value or ()
    return request.title or ", ".join(filter(None, words)) or "Reading list"


def _only_topic(connection: Looking, selection: Selection) -> str | None:
    """Give the name of the one topic that is selected, None if there are several or other conditions count."""
    if len(selection.topics) != 1 or selection != Selection(topics=selection.topics):
        return None
    found = find_subject(connection, selection.topics[0]).topics
    return found[0].topic.label if len(found) == 1 else None


def counted(chosen: Iterable[Entry], exported: Exported) -> Iterator[Entry]:
    """Give entries, and count them and the keys of their own that they do not have."""
    for entry in chosen:
        exported.entries += 1
        exported.own_keys += [(own, entry.key) for own in entry.own_keys if own != entry.key]
        yield entry


def _under_title(made: Exporter, of_topic: Iterable[Entry]) -> Iterator[Entry]:
    """Drop the topic's heading from a list that has it as its title."""
    return (replace(entry, topic="") if made.grouped else entry for entry in of_topic)
