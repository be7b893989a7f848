"""The commands, and where each is: a call loads the module of its own command only."""

from __future__ import annotations

from importlib import import_module
from inspect import cleandoc
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    import typer
    from typer.models import CommandInfo

COMMANDS: Mapping[str, str] = {
    "init": "importing",
    "read": "importing",
    "import": "importing",
    "run": "running",
    "topics": "looking",
    "show": "looking",
    "search": "looking",
    "stats": "looking",
    "check": "checking",
    "links": "checking",
    "crawl": "crawling",
    "enrich": "enriching",
    "archive": "archiving",
    "fix": "fixing",
    "report": "rotting",
    "dedupe": "deduping",
    "review": "reviewing",
    "tag": "curating",
    "note": "curating",
    "edit": "curating",
    "star": "curating",
    "mark": "curating",
    "history": "sayings",
    "undo": "sayings",
    "export": "exporting",
    "dataset": "datasets",
    "schedule": "scheduling",
    "doctor": "doctoring",
    "backup": "backups",
    "restore": "backups",
}
"""The module of each command, in the order of `--help`, which has those last that have commands of their own."""


def add_commands(program: typer.Typer, named: str = "") -> None:
    """Add all commands to a program, or the one that is named if there is one: typer takes a millisecond for each."""
    for module in dict.fromkeys([COMMANDS[named]] if named in COMMANDS else COMMANDS.values()):
        import_module(f"curator.cli.{module}").register(program)
    if named in COMMANDS:
        program.registered_commands = [one for one in program.registered_commands if _name(one) == named]
    _explain(program)


def _name(command: CommandInfo) -> str:
    return command.name or getattr(command.callback, "__name__", "").replace("_", "-")


def _explain(program: typer.Typer) -> None:
    """Take the help of commands, and of groups that are commands, from their docstrings.

    What keeps the lines of examples apart is a backspace; in raw docstrings, which ruff wants, it is two characters.
    """
    groups = [one.typer_instance for one in program.registered_groups if one.typer_instance]
    commands: list[Any] = [*program.registered_commands, *filter(None, (one.registered_callback for one in groups))]
    for command in commands:
        command.help = cleandoc(getattr(command.callback, "__doc__", None) or "").replace("\\b\n", "\b\n")
    for one in groups:
        _explain(one)
