"""Repairs of posts: moved links get their new address, dead ones an archived copy. Nothing is written here."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from curator.catalogue.bulk import Bulk
from curator.catalogue.citations import citations
from curator.catalogue.engine import reading
from curator.catalogue.opening import open_existing
from curator.catalogue.snapshots import nearest_to, offered
from curator.jobs.clock import timestamp
from curator.jobs.selecting import Choice, wanted
from curator.model import Rejected, Selection, Verdict
from curator.model.source import STDIN_PREFIX
from curator.repair.address import successor
from curator.repair.patch import is_text, unified
from curator.repair.repairing import Problem, Repaired, repair
from curator.sources.interface import Options
from curator.sources.keys import path_of
from curator.sources.walk import look_at
from curator.urls.escape import normal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from curator.catalogue.citations import Citation
    from curator.model import Snapshot

NOTHING = Repaired(b"")

FROM_GIT = "git:"
"""What the origin of a revision begins with that came out of a repository."""


@dataclass(frozen=True, slots=True)
class FixRequest:
    """Which links to repair, by verdict and by what the user named, and the workspace that documents are named in."""

    database_url: str
    root: Path
    verdicts: tuple[Verdict, ...] = (Verdict.MOVED, Verdict.DEAD)
    choice: Choice = field(default_factory=Choice)


@dataclass(frozen=True, slots=True)
class Post:
    """A document that gives links to repair. `links` has for each address as written what the catalogue says of it."""

    key: str
    path: Path
    links: Mapping[str, Citation]
    wanted: Mapping[str, str]
    """New addresses by those as written."""
    hopeless: tuple[str, ...] = ()
    """Addresses as written whose new one no post should give."""

    @property
    def first(self) -> Citation:
        """What is said of the document stands in any of its citations."""
        return next(iter(self.links.values()))


@dataclass(frozen=True, slots=True)
class Fix:
    """What becomes of a post: its bytes before, and after some edits; or the code of the reason for refusing it.

    Codes are those of `curator.repair.reasons`, also those in `problems`, which speak of single addresses.
    """

    post: Post
    before: bytes = b""
    repaired: Repaired = NOTHING
    refused: str = ""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be repaired in a post that was not refused."""
        none = tuple(Problem(0, url, "no-address") for url in self.post.hopeless)
        return none + self.repaired.problems

    @property
    def whole(self) -> bool:
        """Tell whether all that was to be repaired was."""
        return not (self.refused or self.problems)


@dataclass(frozen=True, slots=True)
class Plan:
    """The posts to look at. `base` is the folder from which a patch names files: it is applied there.

    `without` counts dead links for which archives are not known to keep anything.
    """

    posts: tuple[Post, ...]
    base: Path
    without: int

    def patch(self, fix: Fix) -> bytes | None:
        """Give a post's diff, empty where nothing changes; None where the change cannot be text."""
        if not fix.repaired.edits:
            return b""
        if not is_text(fix.before, fix.repaired.encoding):
            return None
        name = fix.post.path.resolve().relative_to(self.base.resolve())
        return unified(name.as_posix(), fix.before, fix.repaired.data)


def plan_fixes(request: FixRequest) -> Plan:
    """Find the posts that give links to repair. Raises NotFoundError for a name that the catalogue does not know."""
    chosen = request.choice
    engine = open_existing(request.database_url)
    with closing(Bulk(request.database_url)) as bulk, bulk.transaction(writes=False):
        limits = wanted(bulk, Choice(chosen.links, chosen.host), timestamp())
    selection = Selection(topics=chosen.topics, documents=chosen.documents)
    with reading(engine) as connection:
        found = list(citations(connection, request.verdicts, selection, limits.host, limits.ids))
        dead = (one.link_id for one in found if one.verdict == Verdict.DEAD)
        kept = offered(connection, dead)
    without = {one.link_id for one in found if one.verdict == Verdict.DEAD} - kept.keys()
    groups = groupby(found, key=attrgetter("key"))
    posts = tuple(filter(None, (_post(request.root, list(given), kept) for _, given in groups)))
    return Plan(posts, _base([post.path for post in posts], request.root), len(without))


def _post(root: Path, given: Sequence[Citation], kept: Mapping[int, Sequence[Snapshot]]) -> Post | None:
    """Give a post with what is to stand in it; None where that stands there already."""
    new: dict[str, str] = {}
    hopeless = []
    for one in given:
        target = _target(one, kept.get(one.link_id, ()))
        address = successor(one.url, target) if target else one.url
        if address is None:
            hopeless.append(one.url)
        elif normal(address) != normal(one.url):
            new[one.url] = address
    links = {one.url: one for one in given if one.url in new or one.url in hopeless}
    return Post(given[0].key, path_of(given[0].key, root), links, new, tuple(hopeless)) if links else None


def _target(one: Citation, kept: Sequence[Snapshot]) -> str | None:
    """Give what is to stand for a link: where it moved to, or the copy taken nearest to the day of the post."""
    if one.verdict == Verdict.MOVED:
        return one.moved_to
    copies = {normal(copy.address) for copy in kept}
    return nearest_to(one.day, kept).address if kept and normal(one.url.partition("#")[0]) not in copies else None


def _base(paths: Sequence[Path], root: Path) -> Path:
    """Give the workspace, or where files lie outside of it, the folder that holds all of them."""
    real = [path.resolve() for path in paths]
    if all(path.is_relative_to(root.resolve()) for path in real):
        return root
    return Path(os.path.commonpath([path.parent for path in real]))


def fixes(plan: Plan, root: Path) -> Iterator[Fix]:
    """Read the posts of a plan and decide which bytes are to change, one after the other."""
    return (_fix(post, Options(root)) for post in plan.posts)


def _fix(post: Post, options: Options) -> Fix:
    origin = post.first.origin
    if origin.startswith(FROM_GIT) or post.key.startswith(STDIN_PREFIX):
        return Fix(post, refused="git" if origin.startswith(FROM_GIT) else "stdin")
    found = look_at(str(post.path), options)
    source = found if isinstance(found, Rejected) else found.read()
    if isinstance(source, Rejected):
        return Fix(post, refused=source.reason)
    if hashlib.sha256(source.data).hexdigest() != post.first.sha256:
        return Fix(post, refused="changed")
    return Fix(post, source.data, repair(source, post.first.format, post.wanted))


def counted(done: Sequence[Fix]) -> Counter[str]:
    """Count the addresses that were changed, by what their links were: moved or dead."""
    return Counter(fix.post.links[edit.url].verdict for fix in done for edit in fix.repaired.edits)
