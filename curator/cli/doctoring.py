"""The command that looks for what is wrong: doctor."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curator.cli.console import print_json, print_table, say
from curator.cli.options import DatabaseOption, JsonOption, WorkspaceOption, settings_for
from curator.errors import AILING, UsageError

if TYPE_CHECKING:
    from curator.doctor.ailments import Ailment
    from curator.doctor.finding import Finding
    from curator.jobs.doctoring import DoctorRequest
    from curator.report.bounded import Some


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(doctor)


def doctor(
    context: typer.Context,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="NAME", help="Look for this only; may be repeated.")
    ] = None,
    thorough: Annotated[bool, typer.Option("--thorough", help="Look for what takes long, too.")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what is derived, after a backup.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="With --fix: say what would be mended.")] = False,
    names: Annotated[bool, typer.Option("--list", help="Name what is looked for.")] = False,
    github: Annotated[bool, typer.Option("--github", help="Print annotations for GitHub Actions.")] = False,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    r"""Look for what is wrong with the catalogue and the bibliography in it, and say what to do.

    Damage, references to nothing, verdicts and search out of step; missing, conflicting and impossible titles, dates
    and identifiers; topics that are likely one; dead links without a copy; backups that are missing or old
    (docs/doctor.md). Nothing is changed, unless --fix is said: that makes anew what is derived from something else,
    after a backup. Ends with 10 if there is an error in the catalogue itself, else with 0.

    \b
    curator doctor
    curator doctor --only missing-title --json | jq -r '[.document, .line, .link] | @tsv'
    curator doctor --fix --dry-run
    curator doctor --github
    curator doctor --list
    """
    from curator.jobs.doctoring import DoctorRequest

    if (dry_run and not fix) or (github and json):
        raise UsageError("--dry-run goes with --fix; of --github and --json say one")
    if names:
        return _list(json=json)
    request = DoctorRequest(settings_for(context, workspace, database), tuple(only or ()), thorough)
    if fix:
        _fix(request, dry_run=dry_run, json=json)
    counts = _examine(request, "json" if json else "github" if github else "")
    raise typer.Exit(AILING if counts["error"] else 0)


def _list(*, json: bool) -> None:
    from curator.doctor.ailments import AILMENTS

    if json:
        for row in AILMENTS.values():
            print_json(row._asdict())
    else:
        columns = {"name": "", "level": "", "what is wrong": "fold", "--fix": "fold"}
        print_table(columns, ((row.name, row.level, row.about, row.mended) for row in AILMENTS.values()))


def _fix(request: DoctorRequest, *, dry_run: bool, json: bool) -> None:
    from curator.jobs.doctoring import mend

    mending = mend(request, dry_run=dry_run)
    if mending.backup:
        say(f"curator restore {mending.backup} takes back what follows", error=True)
    for one in mending.mended:
        done = one.done or f"would be mended: {one.ailment.mended}"
        if json:
            print_json({"mended": one.ailment.name, "findings": one.findings, "done": one.done or None})
        else:
            say(f"{one.ailment.name}: {done}")


def _examine(request: DoctorRequest, form: str) -> Counter[str]:
    """Print what is found, and count it by level."""
    from curator.doctor.github import annotation
    from curator.jobs.doctoring import examine
    from curator.report.bounded import some

    counts: Counter[str] = Counter()
    for ailment, findings in examine(request):
        if not form:
            found = some("findings", findings)
            counts[ailment.level] += found.total
            _print(ailment, found)
            continue
        for finding in findings:
            counts[ailment.level] += 1
            if form == "json":
                print_json(finding_json(ailment, finding))
            else:
                say(annotation(ailment, finding))
    if not form:
        told = ", ".join(f"{counts[level]:,} {level}s" for level in ("error", "warning", "note"))
        say(f"{told}{'' if request.thorough or request.only else '; --thorough looks for more'}")
    return counts


def _print(ailment: Ailment, found: Some[Finding]) -> None:
    if not found.total:
        return
    say(f"{ailment.level} {ailment.name}: {ailment.about} ({found.total:,})")
    for one in found.shown:
        place = f"{one.document}:{one.line}" if one.line else one.document
        say(f"  {'  '.join(filter(None, (place, one.said, one.link)))}")
    if found.more:
        say(f"  and {found.more:,} more")
    say(f"  → {ailment.remedy}")


def finding_json(ailment: Ailment, finding: Finding) -> dict[str, Any]:
    """Give one finding."""
    return {
        "name": ailment.name, "level": ailment.level.value, "said": finding.said, "document": finding.document or None,
        "line": finding.line or None, "link": finding.link or None, "remedy": ailment.remedy,
        "fixable": bool(ailment.mended),
    }  # fmt: skip
