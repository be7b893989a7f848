"""Commands that bring references in: init, read, import."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from curator.cli.console import Bar, print_json, say
from curator.cli.options import DatabaseOption, JsonOption, WorkspaceOption, settings_for, settings_or_none
from curator.errors import PARTLY_READ, UsageError

if TYPE_CHECKING:
    from curator.sources.interface import Options

PathsArgument = Annotated[
    list[str] | None, typer.Argument(metavar="PATH", help="Files, folders, patterns, or - for standard input.")
]
IncludeOption = Annotated[
    list[str] | None,
    typer.Option(
        "--include", metavar="GLOB",
        help="Of folders, take only what fits, as in .gitignore: '*.md' at any depth, '/old/*.md' from the folder's "
        "top, 'old' a folder with all in it.",
    ),
]
ExcludeOption = Annotated[
    list[str] | None, typer.Option("--exclude", metavar="GLOB", help="Leave what fits out, files and whole folders.")
]
FormatOption = Annotated[
    str | None, typer.Option("--format", metavar="NAME", help="Read as this format, whatever the name says.")
]
GitOption = Annotated[
    str | None, typer.Option("--git", metavar="REV", help="Read what PATH, in a git repository, held at a revision.")
]
NameOption = Annotated[
    str,
    typer.Option(
        "--name", metavar="NAME",
        help="How to call what comes from standard input, as stdin:NAME. Its ending tells the format; the same name "
        "again is a new revision of the same document.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command()(init)
    app.command()(read)
    app.command("import")(import_)


def init(folder: Annotated[str, typer.Argument(metavar="DIR", help="Where; else here.")] = ".") -> None:
    r"""Make a workspace: a commented curator.toml and the folders seeds, db and exports.

    \b
    curator init
    curator init ~/reading
    """
    from curator.jobs.starting import init as make

    for path in make(Path(folder)):
        say(f"made {path}")
    say("Now put posts into seeds/ and call: curator run")


def read(
    context: typer.Context,
    paths: PathsArgument = None,
    json: JsonOption = False,
    format: FormatOption = None,  # noqa: A002 - the option's name
    git: GitOption = None,
    include: IncludeOption = None,
    exclude: ExcludeOption = None,
    name: NameOption = "stdin",
    workspace: WorkspaceOption = None,
) -> None:
    r"""Show what would be imported, and store nothing. Needs no workspace.

    \b
    curator read post.md
    curator read _posts --json | jq -r '.references[].url'
    curator read _posts --git v1.0
    pbpaste | curator read - --name list.md
    """
    from curator.cli.preview import document_json, print_document
    from curator.cli.summary import complain
    from curator.jobs.importing import Request, request_of
    from curator.jobs.previewing import preview
    from curator.model import Rejected
    from curator.sources.interface import Options

    if not paths:
        raise UsageError("say what to read: curator read PATH, or - for standard input")
    settings = settings_or_none(context, workspace)
    options = chosen(request_of(settings).options if settings else Options(), include, exclude, name)
    code = 0
    for document in preview(Request("", tuple(paths), options, format, git)):
        if isinstance(document, Rejected):
            code = PARTLY_READ
            complain(document)
        elif json:
            print_json(document_json(document))
        else:
            print_document(document)
    raise typer.Exit(code)


def chosen(options: Options, include: list[str] | None, exclude: list[str] | None, name: str) -> Options:
    """Let what was said in a call stand above the settings."""
    return replace(options, include=include or options.include, exclude=exclude or options.exclude, stdin_name=name)


def import_(
    context: typer.Context,
    paths: PathsArgument = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and store nothing.")] = False,
    json: JsonOption = False,
    jobs: Annotated[
        int | None, typer.Option("--jobs", min=0, metavar="N", help="Processes that read; 0: one for each processor.")
    ] = None,
    format: FormatOption = None,  # noqa: A002 - the option's name
    git: GitOption = None,
    include: IncludeOption = None,
    exclude: ExcludeOption = None,
    name: NameOption = "stdin",
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    r"""Bring posts into the catalogue; what is there and unchanged is passed over.

    Without PATH the paths of curator.toml are read. A file that changed gets a new revision, a file that is gone is
    marked, and nothing that was ever imported is lost. Ends with exit code 5 if some input could not be read.

    \b
    curator import _posts
    curator import _posts --exclude drafts --dry-run
    curator import bookmarks.html library.bib
    curator import _posts --git v1.0
    """
    from curator.cli.summary import print_summary, summary_json
    from curator.jobs.importing import import_documents, request_of

    settings = settings_for(context, workspace, database)
    request = request_of(settings)
    options = chosen(request.options, include, exclude, name)
    if paths:
        request = replace(request, paths=tuple(paths))
    if jobs is not None:
        request = replace(request, jobs=jobs)
    summary = import_documents(replace(request, options=options, format=format, git=git, dry_run=dry_run), Bar())
    if json:
        print_json(summary_json(summary, dry_run=dry_run))
    else:
        print_summary(summary, dry_run=dry_run)
    raise typer.Exit(PARTLY_READ if summary.refused else 0)
