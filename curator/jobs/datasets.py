"""Datasets: links of the catalogue, with all that is known of them, as a folder that others load and cite."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from hashlib import file_digest
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from curator.catalogue import datasets as stored
from curator.catalogue.bulk import within
from curator.catalogue.engine import reading
from curator.catalogue.entries import entries
from curator.catalogue.facts import facts_of
from curator.catalogue.keys import ASKED
from curator.catalogue.opening import open_existing
from curator.catalogue.owning import with_own
from curator.catalogue.texts import count_unread
from curator.catalogue.works import link_ids
from curator.crawl.facts import Metadata
from curator.crawl.page import KINDS
from curator.dataset.card import card
from curator.dataset.columns import columns, row
from curator.dataset.croissant import croissant
from curator.dataset.interface import FORMATS, formats
from curator.dataset.item import Item
from curator.dataset.made import About, DataFile, Made, Tally
from curator.dataset.optouts import word_of_owner
from curator.dataset.said import said
from curator.dataset.splits import group_name, split_of
from curator.errors import NotFoundError, UsageError
from curator.export.overriding import overridden
from curator.export.site.interface import File
from curator.jobs.builtfolder import A_DATASET, BuiltFolder, write_below
from curator.jobs.citing import assign_keys
from curator.jobs.permits import origin_of
from curator.jobs.shards import Shards
from curator.model import Selection
from curator.text.near import Groups, join_near_duplicates
from curator.text.plain import plain
from curator.urls.web import is_web

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from curator.catalogue.bulk import Bulk
    from curator.catalogue.engine import Looking
    from curator.export.overriding import Own
    from curator.model import Entry

SUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class DatasetRequest:
    """What a dataset is to hold, and what its maker says of it.

    `formats` are names of `FORMATS`. `agent` is our name in robots.txt, in small letters.
    """

    database_url: str
    about: About
    selection: Selection = field(default_factory=Selection)
    formats: tuple[str, ...] = tuple(FORMATS)
    texts: bool = False
    agent: str = "curator"


def write_dataset(request: DatasetRequest, path: Path) -> Made:
    """Write a dataset to a folder, in place of the one that is there; nothing is touched before it is whole.

    Raises UsageError for a format that is none or not installed and for an address that is none, NotFoundError where
    no link is selected, and CuratorError for a folder that holds other things.
    """
    wanted, made_of = formats(request.formats), columns(texts=request.texts)
    about, folder, tally = _completed(request.about, path), BuiltFolder(path, A_DATASET), Tally()
    with _opened(request.database_url) as connection, folder.building() as beside:
        with Shards(beside, wanted, made_of) as shards:
            for item in _items(connection, request):
                tally.add(item)
                shards.add(split_of(item.group), row(item, made_of))
            if not tally.rows:
                raise NotFoundError("no link is selected, and a dataset of none cannot be loaded")
            parts, names = shards.finish()
        files = tuple(_file(beside, name) for name in names)
        day = date.fromisoformat(tally.last)
        unread = count_unread(within(connection), KINDS) if request.texts else 0
        made = Made(about, made_of, wanted, tally, parts, files, day, request.texts, unread)
        told = [*files, *_tell(beside, made)]
        sums = "".join(f"{file.digest}  {file.path}\n" for file in told)
        write_below(beside, File(SUMS, (sums,)))
        folder.settle(beside, [*(file.path for file in told), SUMS])
    return made


def _completed(about: About, path: Path) -> About:
    """Name what has no name after its folder. Raises UsageError."""
    if about.url and not is_web(about.url):
        raise UsageError(f"{about.url!r} is no address that a dataset can have; write https://example.org/links")
    said = About(*map(plain, about))
    name = said.name or plain(path.resolve().name)
    return said._replace(name=name, title=said.title or name)


@contextmanager
def _opened(database_url: str) -> Iterator[Looking]:
    engine = open_existing(database_url)
    assign_keys(engine)
    with reading(engine) as connection:
        yield connection


def _tell(folder: Path, made: Made) -> Iterator[DataFile]:
    """Write what tells of a dataset beside its data."""
    for name, text in (("croissant.json", croissant(made)), ("README.md", card(made))):
        write_below(folder, File(name, (text,)))
        yield _file(folder, name)


def _file(folder: Path, name: str) -> DataFile:
    with (folder / name).open("rb") as file:
        return DataFile(name, (folder / name).stat().st_size, file_digest(file, "sha256").hexdigest())


class _Known(NamedTuple):
    """An entry, its link's number, and what its curator says of it."""

    entry: Entry
    own: Own | None
    link: int


def _items(connection: Looking, request: DatasetRequest) -> Iterator[Item]:
    """Give all selected links that have an address, in the order of their keys; some hundred are in memory."""
    bulk = within(connection)
    groups = Groups(stored.together(bulk))
    join_near_duplicates(groups, lambda: stored.sketches(bulk))
    found = (entry for entry in entries(connection, request.selection) if entry.url is not None)
    named = with_own(connection, found, attrgetter("identity"), works=False)
    while batch := list(islice(named, ASKED)):
        ids = link_ids(connection, (entry.identity for entry, _ in batch))
        known = [_Known(overridden(entry, own) if own else entry, own, ids[entry.identity]) for entry, own in batch]
        yield from _together(bulk, known, groups, request)


def _together(bulk: Bulk, known: Iterable[_Known], groups: Groups, request: DatasetRequest) -> Iterator[Item]:
    """Put together what is known of some links."""
    numbers = [one.link for one in known]
    firsts = stored.identities(bulk, {groups.first(number) for number in numbers})
    found, seen = facts_of(bulk, numbers), stored.last_seen(bulk, numbers)
    pages, looks = stored.kept_pages(bulk, numbers), stored.last_looks(bulk, numbers)
    words = stored.page_words(bulk, numbers, texts=request.texts)
    addresses = {one.link: pages[one.link].url if one.link in pages else one.entry.url or "" for one in known}
    hosts = stored.hosts_of(bulk, {origin_of(url) for url in addresses.values()})
    for entry, own, link in known:
        url = addresses[link]
        word = word_of_owner(url, hosts.get(origin_of(url)), looks.get(link), request.agent)
        yield Item(
            entry, said(entry, own, found.get(link, Metadata())), group_name(firsts[groups.first(link)]),
            seen.get(link), pages.get(link), words.get(link), word.allowed, word.opt_outs,
        )  # fmt: skip
