"""The commands as a page of the documentation, from what --help shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import typer.main

from curator.cli.app import program
from curator.text.page import code, table

if TYPE_CHECKING:
    from collections.abc import Iterable

EXAMPLES = "\b\n"
"""What begins a paragraph whose lines stay apart: examples."""

_EXITS = "How a command ended is told by its [exit code](formats.md#exit-codes)."


def commands_page() -> str:
    """Give the page, in Markdown."""
    whole: Any = typer.main.get_command(program())
    commands = dict(_commands(whole))
    contents = [(f"[{code(name)}](#curator-{name.replace(' ', '-')})", _paragraphs(one)[0])
                for name, one in commands.items()]
    sections = (_section(name, one) for name, one in commands.items())
    return "\n".join([
        f"# Commands\n\n{whole.help}\n\n{_EXITS}\n", table(("command", "what it does"), contents),
        "## Options of all commands\n\nThey stand before the command's name; most take the first two after it, too.\n",
        table(*_options(whole.params)),
        *sections,
    ])


def _commands(group: Any, above: str = "") -> Iterator[tuple[str, Any]]:
    """Give every command with its words, those of a group below it."""
    for name in group.list_commands(None):
        one = group.commands[name]
        yield above + name, one
        if hasattr(one, "commands"):
            yield from _commands(one, f"{above}{name} ")


def _section(name: str, command: Any) -> str:
    words = " ".join(param.metavar or "" for param in command.params if param.param_type_name == "argument")
    parts = [f"## curator {name}\n", f"```console\n$ curator {name} [OPTIONS] {words}".rstrip() + "\n```\n"]
    for paragraph in _paragraphs(command):
        lines = paragraph.removeprefix(EXAMPLES)
        parts.append(f"{lines}\n" if lines == paragraph else f"```sh\n{lines}\n```\n")
    return "\n".join([*parts, table(*_options(command.params))])


def _paragraphs(command: Any) -> list[str]:
    return [paragraph for paragraph in str(command.help).split("\n\n") if paragraph.strip()]


def _options(params: Iterable[Any]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    return ("word", "what it does"), [row for param in params for row in _option(param)]


def _option(param: Any) -> Iterator[tuple[str, str]]:
    if param.param_type_name == "argument":
        yield code(param.metavar), param.help
        return
    value = "" if param.is_flag else " " + (param.metavar or param.name.upper())
    default = f" Default: {param.default}." if isinstance(param.default, str | int) and param.default and value else ""
    repeated = " May be repeated." if param.multiple and "repeated" not in param.help else ""
    yield " ".join(code(word + value) for word in param.opts), f"{param.help}{default}{repeated}"
