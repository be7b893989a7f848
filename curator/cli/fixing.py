"""The command that repairs links in the posts themselves: fix."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from curator.cli.choosing import chosen
from curator.cli.console import counts_text, print_json, say
from curator.cli.options import (
    DatabaseOption,
    DocumentOption,
    HostOption,
    JsonOption,
    OnlyLinksArgument,
    TopicOption,
    WorkspaceOption,
    place,
    settings_for,
)
from curator.errors import PARTLY_READ, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from curator.jobs.applying import Reverted
    from curator.jobs.fixing import Fix, FixRequest, Plan
    from curator.jobs.selecting import Choice
    from curator.settings import Settings


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(fix)


def fix(
    context: typer.Context,
    links: OnlyLinksArgument = None,
    moved: Annotated[bool, typer.Option("--moved", help="Only links that moved: they get their new address.")] = False,
    dead: Annotated[
        bool, typer.Option("--dead", help="Only dead links: they get the archived copy nearest to the post's date.")
    ] = False,
    host: HostOption = "",
    topic: TopicOption = None,
    document: DocumentOption = None,
    apply: Annotated[bool, typer.Option("--apply", help="Change the posts.")] = False,
    patch: Annotated[
        str | None, typer.Option("--patch", metavar="FILE", help="Write the diff to a file, byte for byte.")
    ] = None,
    revert: Annotated[bool, typer.Option("--revert", help="Take back what the last --apply changed.")] = False,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    r"""Repair links in the posts themselves: moved ones get their new address, dead ones an archived copy.

    Shows a unified diff, which `git apply` and `patch -p1` take, and changes nothing unless told so. Only the bytes of
    an address change, in the spelling of its place; what cannot be found there for sure, or would make the post read
    otherwise, is told and left alone (docs/repairs.md). A post that has changed since its import is refused. After
    --apply import the posts again: each link is known again as the one it was, with its history and its citation key.
    Ends with 5 if something could not be repaired.

    \b
    curator fix
    curator fix --moved --patch moved.diff && git apply moved.diff
    curator fix --dead --topic 人脸检测/识别 --apply
    curator fix --revert
    """
    settings = settings_for(context, workspace, database)
    named = bool(links or moved or dead or host or topic or document)
    if (revert and (apply or patch or named)) or (apply and patch):
        raise UsageError("--revert takes back a whole run and goes with no choice; of --apply and --patch say one")
    if revert:
        raise typer.Exit(_revert(settings, json=json))
    request = _request(settings, (moved, dead), chosen(links, host, topic, document))
    raise typer.Exit(_apply(request, json=json) if apply else _show(request, place(patch), json=json))


def _request(settings: Settings, kinds: tuple[bool, bool], choice: Choice) -> FixRequest:
    from curator.jobs.fixing import FixRequest
    from curator.model import Verdict

    wanted = kinds if any(kinds) else (True, True)
    verdicts = (one for one, is_wanted in zip((Verdict.MOVED, Verdict.DEAD), wanted, strict=True) if is_wanted)
    return FixRequest(settings.database_url, settings.root, tuple(verdicts), choice)


def _show(request: FixRequest, patch: Path | TextIO, *, json: bool) -> int:
    """Show what would be changed, or write it to a file; gives the exit code."""
    from curator.jobs.fixing import fixes, plan_fixes

    plan = plan_fixes(request)
    done = []
    pieces = []
    for one in fixes(plan, request.root):
        done.append(one)
        diff = plan.patch(one)
        pieces.append(diff or b"")
        if json:
            print_json(fix_json(one))
        elif diff is None:
            say(f"{one.post.key}: its bytes cannot stand in a diff; curator fix --apply changes them", error=True)
        elif not isinstance(patch, Path):
            _print_diff(diff, one.repaired.encoding)
    if isinstance(patch, Path):
        _write(patch, pieces)
    if not json:
        _tell(done, "would change", plan)
        if any(pieces):
            say(f"apply it in {plan.base}", error=True)
    return PARTLY_READ * (not all(one.whole for one in done))


def _print_diff(diff: bytes, encoding: str) -> None:
    """Print a diff as it is for a program, made harmless line by line for a terminal."""
    if sys.stdout.isatty():
        for line in diff.decode(encoding, "replace").split("\n")[:-1]:
            say(line)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(diff)


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    from curator.jobs.files import replace_file

    with replace_file(path) as out:
        out.buffer.writelines(pieces)


def _apply(request: FixRequest, *, json: bool) -> int:
    from curator.jobs.applying import apply_fixes

    done = []
    for one in apply_fixes(request):
        done.append(one)
        if json:
            print_json(fix_json(one))
        elif one.repaired.edits:
            say(f"{'changed':>9}  {one.post.key}  ({len(one.repaired.edits)})")
    if not json:
        _tell(done, "changed")
        if any(one.repaired.edits for one in done):
            say("import these posts again; curator fix --revert takes it back", error=True)
    return PARTLY_READ * (not all(one.whole for one in done))


def _tell(done: Sequence[Fix], verb: str, plan: Plan | None = None) -> None:
    """Say what was not repaired, and why; then what was."""
    from curator.jobs.fixing import counted
    from curator.repair.reasons import REASONS

    for one in done:
        if one.refused:
            say(f"{one.post.key}: {REASONS[one.refused]}", error=True)
        for line, url, reason in one.problems:
            say(f"{one.post.key}:{line or ''} {url} {REASONS[reason]}", error=True)
    counts = counted(done)
    posts = sum(bool(one.repaired.edits) for one in done)
    kinds = counts_text(counts)
    say(f"{verb} {counts.total()} addresses in {posts} posts{': ' * bool(kinds)}{kinds}", error=True)
    if plan and plan.without:
        say(f"of {plan.without} dead links no archived copy is known; look for them with: curator archive", error=True)


def _revert(settings: Settings, *, json: bool) -> int:
    from curator.jobs.applying import revert_fixes
    from curator.repair.reasons import REASONS

    done = []
    for one in revert_fixes(settings.database_url, settings.root):
        done.append(one)
        if json:
            print_json(_reverted_json(one))
        elif one.refused:
            say(f"{one.key}: {REASONS[one.refused]}", error=True)
        else:
            say(f"{'taken back':>10}  {one.key}  ({one.changes})")
    return PARTLY_READ * any(one.refused for one in done)


def _reverted_json(one: Reverted) -> dict[str, Any]:
    return {"document": one.key, "changes": one.changes, "refused": one.refused or None}


def fix_json(one: Fix) -> dict[str, Any]:
    """Give what becomes of a post."""
    return {
        "document": one.post.key,
        "path": str(one.post.path),
        "refused": one.refused or None,
        "changes": [
            edit._asdict() | {"verdict": one.post.links[edit.url].verdict} for edit in one.repaired.edits
        ],
        "problems": [problem._asdict() for problem in one.problems],
    }
