"""Repairs written into posts, and taken back: noted in the catalogue, then put in the file's place in one step."""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from curator.catalogue.alone import fixing_alone
from curator.catalogue.bulk import Bulk
from curator.catalogue.repairs import Change, last_run, next_run, note, note_reverted
from curator.errors import CuratorError, NotFoundError
from curator.jobs.clock import timestamp
from curator.jobs.files import replace_file
from curator.jobs.fixing import NOTHING, Fix, FixRequest, fixes, plan_fixes
from curator.jobs.joining import join, part
from curator.model import Rejected
from curator.repair.body import Edit, changed, undone
from curator.sources.interface import Options
from curator.sources.keys import path_of
from curator.sources.walk import look_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


ANYBODY_WRITES = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
"""Asked beside `os.access`, which grants the superuser everything."""


class Reverted(NamedTuple):
    """A post whose last changes were taken back, or the code of the reason why not."""

    key: str
    changes: int
    refused: str = ""


class _Refusal(Exception):  # noqa: N818 - it says why, it is no error of ours
    """A file was not replaced; the code of the reason."""


def apply_fixes(request: FixRequest) -> Iterator[Fix]:
    """Change the posts that give links to repair; gives each with what became of it, as it is done.

    A change is noted before the file is replaced: killed between, the file is what it was, and taking back finds so.
    Raises CatalogueBusy while somebody else does the same, NotFoundError for names that the catalogue does not know.
    """
    with fixing_alone(request.database_url):
        plan = plan_fixes(request)
        with closing(Bulk(request.database_url)) as bulk:
            with bulk.transaction():
                run = next_run(bulk)
            for fix in fixes(plan, request.root):
                yield _apply(bulk, run, fix) if fix.repaired.edits else fix
        join(request.database_url, run)


def _apply(bulk: Bulk, run: int, fix: Fix) -> Fix:
    if _is_protected(fix.post.path):
        return replace(fix, repaired=NOTHING, refused="read-only")
    with bulk.transaction():
        noted = note(bulk, run, timestamp(), list(_changes(fix)))
    try:
        _replace(fix.post.path, fix.before, fix.repaired.data)
    except _Refusal as refusal:
        with bulk.transaction():
            note_reverted(bulk, noted, timestamp())
        return replace(fix, repaired=NOTHING, refused=str(refusal))
    return fix


def _changes(fix: Fix) -> Iterator[Change]:
    before, after = (hashlib.sha256(data).hexdigest() for data in (fix.before, fix.repaired.data))
    for line, offset, was, now, url, new in fix.repaired.edits:
        cited = fix.post.links[url]
        yield Change(fix.post.key, cited.document_id, cited.link_id, cited.verdict, line, offset, was, now, url, new,
                     fix.repaired.encoding, before, after)


def _is_protected(path: Path) -> bool:
    """Tell whether a file may not be written. Its folder may be, but who protects a file wants it to stay."""
    try:
        return not path.stat().st_mode & ANYBODY_WRITES or not os.access(path, os.W_OK)
    except OSError:  # it went just now: what replaces it says so
        return False


def _replace(path: Path, before: bytes, after: bytes) -> None:
    """Put other bytes in a file's place, unless it has changed just now. Raises _Refusal."""
    try:
        with replace_file(path) as out:
            out.buffer.write(after)
            if path.read_bytes() != before:
                raise _Refusal("changed")
    except (CuratorError, OSError) as error:
        raise _Refusal("unwritable") from error


def revert_fixes(database_url: str, root: Path) -> Iterator[Reverted]:
    """Take back what the last run changed, to the byte; gives each post with what became of it, as it is done.

    A post that has changed since is left as it is. Imports in between do not matter. Raises NotFoundError where there
    is nothing to take back, and what `apply_fixes` raises.
    """
    with fixing_alone(database_url), closing(Bulk(database_url)) as bulk:
        with bulk.transaction():
            run = last_run(bulk)
        if not run:
            raise NotFoundError("no post was changed by curator fix --apply, or all of that was taken back")
        for key, changes in run:
            refused = _revert(path_of(key, root), changes, Options(root))
            if not refused:
                with bulk.transaction():
                    note_reverted(bulk, [one.id for one in changes], timestamp())
            yield Reverted(key, len(changes), refused)
    part(database_url)


def _revert(path: Path, changes: list[Change], options: Options) -> str:
    """Give a file its old bytes back; gives the code of the reason why not."""
    found = look_at(str(path), options)
    source = found if isinstance(found, Rejected) else found.read()
    if isinstance(source, Rejected):
        return source.reason
    first = changes[0]
    now = hashlib.sha256(source.data).hexdigest()
    if now == first.before:  # it was killed before the file was changed, or after it was changed back
        return ""
    if now != first.after:
        return "changed"
    if _is_protected(path):
        return "read-only"
    edits = [Edit(one.line, one.position, one.was, one.now, one.url, one.new_url) for one in changes]
    old = changed(source.data, undone(edits, first.encoding), first.encoding)
    try:
        _replace(path, source.data, old)
    except _Refusal as refusal:
        return str(refusal)
    return ""
