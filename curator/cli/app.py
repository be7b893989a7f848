"""The program: its commands, and what becomes of refusals and Ctrl-C."""

# No annotations from __future__: what is text typer makes values of again, twice, and these are of every command.

import errno
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer
from typer.core import TyperGroup

from curator import __version__
from curator.cli.commands import add_commands
from curator.cli.options import Common, DatabaseOption, WorkspaceOption
from curator.errors import INTERRUPTED, CuratorError
from curator.text.terminal import for_terminal

if TYPE_CHECKING:
    from collections.abc import Sequence


class Program(TyperGroup):
    """The group of all commands. What they refuse becomes one line and an exit code."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Name the commands in the order in which they are registered, those with commands of their own last."""
        return sorted(super().list_commands(ctx), key=lambda name: isinstance(self.commands[name], TyperGroup))

    def invoke(self, ctx: Any) -> Any:
        """Call the command."""
        try:
            return super().invoke(ctx)
        except CuratorError as error:
            typer.echo(f"curator: {for_terminal(str(error))}", err=True)
            raise typer.Exit(error.exit_code) from error
        except KeyboardInterrupt as error:
            typer.echo("curator: interrupted; what was stored stays, the same command goes on from there", err=True)
            raise typer.Exit(INTERRUPTED) from error


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if wanted:
        typer.echo(f"curator {__version__}")
        raise typer.Exit


def common(
    context: typer.Context,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
    version: Annotated[  # noqa: ARG001 - its callback does the work
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Keep a catalogue of the references in link-heavy posts: import, search, reading lists, bibliographies."""
    context.obj = Common(workspace, database)


def program(words: "Sequence[str]" = ()) -> typer.Typer:
    """Give the program: that of one command if `words`, with which it is called, begin with one's name, else of all."""
    made = typer.Typer(
        name="curator",
        cls=Program,
        epilog="Begin with: curator init, curator import PATH, curator topics, curator export markdown",
        no_args_is_help=True,
        pretty_exceptions_enable=False,  # a traceback with everybody's variables helps nobody
        rich_markup_mode=None,  # rich would cost a third of the 200 ms that --help may take
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    made.callback()(common)
    add_commands(made, *words[:1])
    return made


def run() -> None:
    """Run the program and exit."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the caller (`>&-`): there is nobody to tell
            setattr(sys, name, _nowhere())
        # No title, however broken, can stop the output.
        getattr(sys, name).reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        program(sys.argv[1:])()
    except OSError as error:
        _cannot_write(error)
    finally:
        _flush()


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def _flush() -> None:
    """Write out what is left, while an error can still be told."""
    try:
        sys.stdout.flush()
    except OSError as error:
        _cannot_write(error)


def _cannot_write(error: OSError) -> None:
    """End without a traceback when the output goes nowhere: a full disk, a pipe that nobody reads."""
    sys.stdout = _nowhere()  # what is buffered cannot be written either
    if error.errno != errno.EPIPE:
        typer.echo(f"curator: the output cannot be written: {error.strerror}", err=True)
    sys.exit(1)
