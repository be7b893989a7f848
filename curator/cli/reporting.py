"""The command that reports on repeats: dedupe report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from curator.cli.options import DatabaseOption, WorkspaceOption, place, settings_for


def register(group: typer.Typer) -> None:
    """Add the command to those below dedupe."""
    group.command()(report)


def report(
    context: typer.Context,
    format: Annotated[  # noqa: A002 - as the option is called
        str, typer.Option("--format", metavar="FORMAT", help="md, html or json; else what the file's ending means.")
    ] = "",
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="FILE", help="The file; else standard output.")
    ] = None,
    topic: Annotated[
        list[str] | None, typer.Option("--topic", metavar="NAME", help="Only this topic; may be repeated.")
    ] = None,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    r"""Report what repeats, to read, to print or for programs.

    It shows each family of sections with its canonical one and the reason, where the others stand and how they differ,
    and what a reader is spared; sections in several families, links that are one work, and links under titles that
    have nothing to do with one another. No post is changed, and nothing is decided.

    \b
    curator dedupe report -o repeats.html
    curator dedupe report --topic 人脸检测/识别 | less
    curator dedupe report --format json | jq '.totals'
    """
    from curator.cli.console import say
    from curator.jobs.reporting_repeats import ReportRequest, report_repeats
    from curator.report.words import headline

    request = ReportRequest(settings_for(context, workspace, database).database_url, format, tuple(topic or ()))
    out = place(output)
    found = report_repeats(request, out)
    if isinstance(out, Path):
        say(f"{output}: {headline(found)}")
