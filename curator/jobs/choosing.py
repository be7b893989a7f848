"""What an export asks for, and the entries that answer it, as they are to be written."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from itertools import chain, groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from curator.catalogue.engine import reading
from curator.catalogue.entries import entries, entries_by_topic
from curator.catalogue.finding import find_subject
from curator.catalogue.folding import RAW, WORKS
from curator.catalogue.found import with_found
from curator.catalogue.keys import ALL_KEYS
from curator.catalogue.opening import open_existing
from curator.catalogue.owning import laid_over
from curator.catalogue.sorting import in_order
from curator.errors import UsageError
from curator.export.dead import DEAD
from curator.export.order import ORDERS, sort_key
from curator.jobs.citing import assign_keys
from curator.jobs.folding import folding
from curator.model import Selection, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from curator.catalogue.engine import Looking
    from curator.catalogue.keys import Span
    from curator.model import Entry
    from curator.settings.export import ListSettings


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


@contextmanager
def opened(request: ExportRequest, *, keyed: bool) -> Iterator[Looking]:
    """Give a catalogue to export from, in one state, with all the keys that the format needs."""
    engine = open_existing(request.database_url)
    if keyed:
        assign_keys(engine)
    with reading(engine) as connection:
        yield connection


def chosen_entries(
    connection: Looking, request: ExportRequest, *, by_topic: bool, span: Span = ALL_KEYS
) -> Iterator[Entry]:
    """Give what a request asks for, as it is to be written: selected, with own words, dealt with if dead, sorted.

    With `by_topic` topics come one after the other, else each entry once, or those of a range of keys. Raises
    NotFoundError and UsageError at once.
    """
    folded = RAW if request.raw else folding(connection) if by_topic else WORKS
    if by_topic:
        found = entries_by_topic(connection, shown(request), folded)
    else:
        found = entries(connection, shown(request), folded, span)
    found = laid_over(connection, with_found(connection, found), works=folded.links)
    if not request.notes:
        found = (entry._replace(notes=()) if entry.notes else entry for entry in found)
    change = DEAD[request.dead].change
    if change:
        found = (change(entry) if entry.health.verdict == Verdict.DEAD else entry for entry in found)
    return _sorted(found, request, by_topic=by_topic)


def shown(request: ExportRequest) -> Selection:
    """Give the selection, without the dead links if these are to be left out."""
    if not DEAD[request.dead].leave_out:
        return request.selection
    left = [word for word in request.selection.verdicts or list(Verdict) if word != Verdict.DEAD]
    if not left:
        raise UsageError("nothing is left of dead links when dead links are left out")
    return replace(request.selection, verdicts=tuple(left))


def in_own_order(request: ExportRequest, *, by_topic: bool) -> bool:
    """Tell whether entries are wanted in the order in which the catalogue gives them."""
    return request.sort in {"", _own_order(by_topic=by_topic)} and not request.reverse


def _own_order(*, by_topic: bool) -> str:
    return "posts" if by_topic else "key"


def _sorted(found: Iterator[Entry], request: ExportRequest, *, by_topic: bool) -> Iterator[Entry]:
    """Sort entries; within their topics, and then without the headings below these, where a list has topics."""
    if in_own_order(request, by_topic=by_topic):
        return found
    key = sort_key(ORDERS[request.sort or _own_order(by_topic=by_topic)], reverse=request.reverse)
    if not by_topic:
        return in_order(found, key, reverse=request.reverse)
    flat = (entry._replace(path=(), copies=()) for entry in found)
    topics = (of_topic for _, of_topic in groupby(flat, key=attrgetter("topic")))
    return chain.from_iterable(in_order(one, key, reverse=request.reverse) for one in topics)


def title_of(request: ExportRequest) -> str:
    """Name the list after what is selected, in the words of who selects."""
    words: list[str] = []
    for name, value in asdict(request.selection).items():
        words += [name] if value is True else [value] if isinstance(value, str) else value or ()
    return request.title or ", ".join(filter(None, words)) or "Reading list"


def only_topic(connection: Looking, selection: Selection) -> str | None:
    """Give the name of the one topic that is selected, None if there are several or other conditions count."""
    if len(selection.topics) != 1 or selection != Selection(topics=selection.topics):
        return None
    found = find_subject(connection, selection.topics[0]).topics
    return found[0].topic.label if len(found) == 1 else None
