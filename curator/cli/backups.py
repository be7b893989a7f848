"""Commands that copy the catalogue, and bring a copy back: backup, restore."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curator.cli.console import print_json, say
from curator.cli.options import DatabaseOption, JsonOption, WorkspaceOption, place_on_disk, settings_for
from curator.errors import UsageError

if TYPE_CHECKING:
    from curator.jobs.backing_up import Backup, BackupRequest
    from curator.jobs.restoring import RestorePlan


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command()(backup)
    app.command()(restore)


def backup(
    context: typer.Context,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="PLACE", help="A file; or a folder, with rotation.")
    ] = None,
    keep: Annotated[
        int | None, typer.Option("--keep", min=0, metavar="N", help="So many stay in the folder; 0: all of them.")
    ] = None,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    r"""Copy the catalogue, whole and verified, while others may write to it.

    The copy is a SQLite file. It is opened, checked, counted against the catalogue, and put in its place in one step;
    its name tells when it was made and how its SHA-256 begins. Backups lie in backups/ beside the catalogue, and the
    newest seven stay ([backup] in curator.toml); files that are no backups of this catalogue are never touched.
    A catalogue on a PostgreSQL server is copied by pg_dump.

    \b
    curator backup
    curator backup -o /mnt/disk/ --keep 30
    curator backup -o before-the-move.sqlite3
    curator backup --json | jq -r .sha256
    """
    from curator.jobs.backing_up import back_up, request_of

    request = _to(request_of(settings_for(context, workspace, database)), output)
    if request.file and keep:
        raise UsageError("--keep is for a folder: -o names a file, and no others are looked at")
    made = back_up(request if keep is None else replace(request, keep=keep))
    if json:
        print_json(backup_json(made))
        return
    say(f"{made.file}  ({made.size:,} bytes, {sum(made.rows.values()):,} rows, verified)")
    say(f"SHA-256 {made.sha256}")
    for old in made.removed:
        say(f"removed {old}")


def _to(request: BackupRequest, output: str | None) -> BackupRequest:
    if output is None:
        return request
    place = place_on_disk(output).expanduser().absolute()
    is_folder = output.endswith("/") or place.is_dir()
    return replace(request, folder=place) if is_folder else replace(request, file=place)


def backup_json(made: Backup) -> dict[str, Any]:
    """Give what a backup wrote."""
    return {"file": str(made.file), "size": made.size, "sha256": made.sha256, "rows": made.rows,
            "removed": [str(old) for old in made.removed]}


def restore(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A backup.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Verify it and say what would be lost; change nothing.")]
    = False,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    r"""Let the catalogue be what a backup holds. What it is now is kept as another backup.

    The backup is verified, and what was added to the catalogue since is told before anything is changed. It works as
    well where the catalogue is damaged or gone: then what is there goes aside as it is. Nobody may use the catalogue
    meanwhile. A backup of an older curator is brought up to date when it is opened next.

    \b
    curator restore db/backups/curator-20261122T001300Z-1f2e3d4c5b6a7988.sqlite3 --dry-run
    curator restore /mnt/disk/curator-20261122T001300Z-1f2e3d4c5b6a7988.sqlite3 --yes
    """
    from curator.jobs.backing_up import request_of
    from curator.jobs.restoring import RestoreRequest, plan_restore
    from curator.jobs.restoring import restore as restore_now

    settings = settings_for(context, workspace, database)
    request = RestoreRequest(settings.database_url, Path(file).expanduser().absolute(), request_of(settings).folder)
    plan = plan_restore(request)
    if not json:
        _tell(plan)
    if not (yes or dry_run or _confirmed()):
        raise typer.Exit(1)
    kept = None if dry_run else restore_now(request, plan)
    if json:
        print_json(_plan_json(plan) | {"dry_run": dry_run, "kept": kept and str(kept)})
    elif not dry_run:
        say("restored" + (f"; what was there is in {kept}" if kept else ""))


def _confirmed() -> bool:
    if not sys.stdin.isatty():
        raise UsageError("nobody can be asked here: say --yes, or --dry-run to look only")
    return typer.confirm("Restore it?", err=True)


def _tell(plan: RestorePlan) -> None:
    from curator.catalogue.version import HEAD

    older = "" if plan.version == HEAD else f", version {plan.version}"
    say(f"the backup is sound: {sum(plan.rows.values()):,} rows, {plan.rows.get('link', 0):,} links{older}")
    if plan.damaged:
        say(f"the catalogue is damaged, what it has beyond the backup is unknown: {plan.damaged}")
    for words, count in plan.lost.items():
        say(f"lost: {count:,} {words}")
    if plan.present and not (plan.damaged or plan.lost):
        say("nothing was added since")


def _plan_json(plan: RestorePlan) -> dict[str, Any]:
    return {"version": plan.version, "rows": plan.rows, "present": plan.present, "damaged": plan.damaged or None,
            "lost": plan.lost}
