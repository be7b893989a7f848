"""The examinations of `curator doctor`, one for each row of `AILMENTS`: each gives what it finds as it goes."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from curator.catalogue import ailing, integrity
from curator.catalogue.copies import damage, looking_at
from curator.catalogue.peek import sqlite_file
from curator.doctor.dates import Dates, odd_dates, odd_posts
from curator.doctor.finding import Finding
from curator.doctor.identifiers import is_arxiv, is_doi
from curator.doctor.names import similar
from curator.errors import CatalogueError
from curator.export.keys import safe
from curator.jobs.upkeep import backups, journal, left_over, settings_without_sense
from curator.urls.find import is_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from curator.catalogue.bulk import Bulk
    from curator.settings import Settings

class Patient(NamedTuple):
    """What is examined: a workspace, its catalogue in one unchanging state, and the time."""

    settings: Settings
    bulk: Bulk
    now: datetime
    thorough: bool = False

    @property
    def today(self) -> str:
        """The day, as the catalogue writes it."""
        return self.now.date().isoformat()


def _integrity(one: Patient) -> Iterator[Finding]:
    file = sqlite_file(one.settings.database_url)
    if file is None:
        return
    try:
        with looking_at(file) as connection:
            yield from (Finding(said) for said in damage(connection, thorough=one.thorough))
    except CatalogueError as error:
        yield Finding(str(error))


def _orphans(one: Patient) -> Iterator[Finding]:
    for table, parent, count in integrity.orphans(one.bulk):
        yield Finding(f"{count} rows of {table} point to rows of {parent} that are not there")


def _revisions(one: Patient) -> Iterator[Finding]:
    for key, is_gone in integrity.misplaced_revisions(one.bulk):
        yield Finding("its file is gone, but it says something now" if is_gone else "it says nothing now", key)


def _comparisons(one: Patient) -> Iterator[Finding]:
    lost = integrity.lost_tokens(one.bulk)
    if lost:
        yield Finding(f"{lost} tokens belong to contents that are not there")


def _aliases(one: Patient) -> Iterator[Finding]:
    for identity, shown in integrity.chained_aliases(one.bulk):
        yield Finding(f"it is shown as {shown}, which is shown as another", link=identity)


def _standings(one: Patient) -> Iterator[Finding]:
    for _, link in integrity.wrong_standings(one.bulk):
        yield Finding("its verdict is not that of its latest look", link=link)


def _search(one: Patient) -> Iterator[Finding]:
    for table, unknown, strange in integrity.unsearchable(one.bulk):
        yield Finding(f"of the table {table} {unknown} texts are not in the index, and {strange} rows of the index are "
                      "not in the table")


def _citation_keys(one: Patient) -> Iterator[Finding]:
    for key, link in ailing.citation_keys(one.bulk):
        nearest = safe(key)
        if nearest != key:
            rivals = [other for other in ailing.links_with_key(one.bulk, nearest) if other != link]
            also = f"; as {nearest} it would be that of {rivals[0]}" if rivals else ""
            yield Finding(f"the citation key {key!r} is none that every program takes{also}", link=link)


def _key_collisions(one: Patient) -> Iterator[Finding]:
    for key, places in groupby(ailing.keys_of_several(one.bulk), key=lambda at: at.text.casefold()):
        for at in places:
            yield Finding(f"the citation key {key!r} is given to several works", at.document, at.line, at.link)


def _missing_title(one: Patient) -> Iterator[Finding]:
    own = ailing.own_words(one.bulk, "title")
    for at in ailing.untitled(one.bulk):
        if not own.get(at.link_id):
            yield Finding("no title", at.document, at.line, at.link)


def _address_title(one: Patient) -> Iterator[Finding]:
    own = ailing.own_words(one.bulk, "title")
    for at in ailing.one_word_titles(one.bulk):
        if is_address(at.text) and at.link_id not in own:
            yield Finding(f"the title is {at.text}", at.document, at.line, at.link)


def _conflicting_titles(one: Patient) -> Iterator[Finding]:
    from curator.catalogue.engine import reading
    from curator.catalogue.opening import open_existing
    from curator.jobs.telling import conflicts

    own = ailing.titled_by_hand(one.bulk)
    with reading(open_existing(one.settings.database_url)) as connection:
        for conflict in conflicts(connection, None):
            if conflict.link.identity not in own:
                place = conflict.titles[-1].places.shown[0]
                titles = ", ".join(repr(titled.title) for titled in conflict.titles)
                yield Finding(f"the titles {titles}", place.document, place.line,
                              conflict.link.address or conflict.link.identity)


def _duplicate_works(one: Patient) -> Iterator[Finding]:
    from curator.jobs.telling import WAITING
    from curator.jobs.works import find_works

    found = find_works(one.settings.database_url)
    for proposal, state in zip(found.proposals, found.states(), strict=True):
        if state in WAITING:
            yield Finding(f"it may be {proposal.b} ({', '.join(proposal.reasons)})", link=proposal.a)


def _no_topic(one: Patient) -> Iterator[Finding]:
    for key, count in ailing.without_topic(one.bulk):
        yield Finding(f"its {count} references stand under no topic", key)


def _similar_topics(one: Patient) -> Iterator[Finding]:
    for series, topics in ailing.topics_in_use(one.bulk).items():
        for a, b in similar([name for name, _ in topics]):
            of = f" of {series}" if series else ""
            yield Finding(f"the topics {topics[a][0]!r} and {topics[b][0]!r}{of}", topics[b][1])


def _malformed(field: str, is_one: Callable[[str], bool]) -> Callable[[Patient], Iterator[Finding]]:
    """Make the examination of an identifier that places and people give."""

    def examined(one: Patient) -> Iterator[Finding]:
        own = ailing.own_words(one.bulk, field)
        for at, details, _ in ailing.described_places(one.bulk):
            written = details.get(field)
            if written and at.link_id not in own and not is_one(written):
                yield Finding(f"{written!r} is none", at.document, at.line, at.link)
        for link_id, said in own.items():
            if said and not is_one(str(said)):
                yield Finding(f"{said!r} is none, and was said by hand", link=ailing.link_of(one.bulk, link_id))

    return examined


def _dates(one: Patient) -> Iterator[Finding]:
    for key, day in ailing.dated_posts(one.bulk):
        yield from (Finding(said, key) for said in odd_posts(day, one.today))
    own = ailing.own_words(one.bulk, "issued")
    for at, details, seen in ailing.described_places(one.bulk):
        issued = str(own.get(at.link_id, details.get("issued", "")))
        said = odd_dates(Dates(issued, details.get("accessed", ""), seen, one.today))
        if said:
            yield Finding(said, at.document, at.line, at.link)


def _dead_without_archive(one: Patient) -> Iterator[Finding]:
    for at, since in ailing.dead_without_copy(one.bulk):
        yield Finding(f"dead since {since[:10]}, and no archived copy is known", at.document, at.line, at.link)


EXAMINATIONS: Mapping[str, Callable[[Patient], Iterator[Finding]]] = {
    "integrity": _integrity,
    "orphans": _orphans,
    "revisions": _revisions,
    "comparisons": _comparisons,
    "aliases": _aliases,
    "standings": _standings,
    "search": _search,
    "citation-keys": _citation_keys,
    "key-collisions": _key_collisions,
    "missing-title": _missing_title,
    "address-title": _address_title,
    "conflicting-titles": _conflicting_titles,
    "duplicate-works": _duplicate_works,
    "no-topic": _no_topic,
    "similar-topics": _similar_topics,
    "malformed-doi": _malformed("doi", is_doi),
    "malformed-arxiv": _malformed("arxiv", is_arxiv),
    "dates": _dates,
    "dead-without-archive": _dead_without_archive,
    "backup": lambda one: backups(one.settings, one.now),
    "left-over": lambda one: left_over(one.settings, one.now),
    "journal": lambda one: journal(one.settings),
    "settings": lambda one: settings_without_sense(one.settings, one.bulk),
}
"""How each ailment is found, by its name. What takes long or finds much gives its findings while it looks."""

ON_FILES = frozenset({"integrity", "backup", "left-over", "journal"})
"""Examinations that need no catalogue that can be opened."""
