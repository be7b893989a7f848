"""What the terminal shows: tables, marked words, progress. Everything strangers wrote is made harmless here.

On a terminal tables are drawn; in a pipe the same rows come as lines with tabs, for `cut` and `awk`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from curator.text.terminal import for_terminal, json_for_terminal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID
    from rich.text import Text

NARROW = 40
"""Columns of a terminal below which a table would show less than its rows do."""


def json_text(value: object) -> str:
    """Write one JSON value on one line, without any character that could drive a terminal."""
    return json_for_terminal(json.dumps(value, ensure_ascii=False, default=_plain))


def print_json(value: object, *, at_once: bool = False) -> None:
    """Print one JSON value on one line; `at_once` if who reads along may wait for it."""
    sys.stdout.write(json_text(value) + "\n")
    if at_once:
        sys.stdout.flush()


def _plain(value: Any) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return str(value)


def console() -> Console:
    """Give the terminal. Nothing in a text is markup or an emoji name to it."""
    from rich.console import Console

    return Console(markup=False, emoji=False, highlight=False, soft_wrap=not sys.stdout.isatty())


def say(text: str = "", *, error: bool = False) -> None:
    """Print one line."""
    print(for_terminal(text), file=sys.stderr if error else sys.stdout)


def counts_text(of: Mapping[str, int]) -> str:
    """Say how many there are of each: `3 found, 2 none`."""
    return ", ".join(f"{count} {name}" for name, count in sorted(of.items()))


def marked(text: str, spans: Iterable[tuple[int, int]]) -> Text | str:
    """Give a text whose words at some places are marked on a terminal."""
    if not sys.stdout.isatty():
        return text
    from rich.text import Text

    # Made harmless character by character, because that may change the length of what is marked.
    wanted = {at for start, end in spans for at in range(start, end)}
    shown = Text()
    for is_wanted, run in groupby(range(len(text)), wanted.__contains__):
        shown.append("".join(for_terminal(text[at]) for at in run), style="bold yellow" if is_wanted else "")
    return shown


def print_table(columns: Mapping[str, str], rows: Iterable[Sequence[object]], title: str = "") -> None:
    """Print rows under column names. The value of a column is `right` for numbers, `fold` for long text, else empty."""
    if not sys.stdout.isatty() or console().width < NARROW:
        for row in rows:
            cells = ("" if cell is None else for_terminal(str(cell)) for cell in row)
            sys.stdout.write("\t".join(cells) + "\n")
        return
    from rich import box
    from rich.table import Table

    table = Table(title=for_terminal(title) or None, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for name, kind in columns.items():
        right = kind == "right"
        table.add_column(name, justify="right" if right else "left", overflow="fold", no_wrap=right)
    for row in rows:
        table.add_row(*map(_cell, row))
    console().print(table)


class Item(NamedTuple):
    """One reference on the terminal. `title` may be marked text; `row` is the same for a pipe."""

    title: Text | str
    address: str
    place: str
    row: tuple[object, ...]
    group: str = ""


def print_items(items: Iterable[Item]) -> None:
    """Print references one below the other, under their groups: an address must stay whole to be clicked or copied."""
    if not sys.stdout.isatty():
        print_table({}, (item.row for item in items))
        return
    from rich.text import Text

    out, group = console(), ""
    for item in items:
        if item.group != group:
            group = item.group
            out.print(Text(f"\n{for_terminal(group)}", style="bold cyan"))
        title = item.title if isinstance(item.title, Text) else Text(for_terminal(item.title), style="bold")
        out.print(Text.assemble("  ", title, Text(f"  {for_terminal(item.place)}", style="dim")))
        if item.address:
            out.print(Text(f"    {for_terminal(item.address)}", style="blue"), soft_wrap=True)


def _cell(value: object) -> Any:
    from rich.text import Text

    return value if isinstance(value, Text) else Text("" if value is None else for_terminal(str(value)))


class Bar:
    """A progress bar on standard error; nothing where that is no terminal. It tells the time left if `timed`."""

    def __init__(self, *, timed: bool = True) -> None:
        self._timed = timed
        self._bar: RichProgress | None = None
        self._task: TaskID | None = None

    def begin(self, what: str, total: int | None) -> None:
        """Draw the bar."""
        if not sys.stderr.isatty():
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        said = TextColumn("{task.description}", markup=False)
        columns = (said, BarColumn(), MofNCompleteColumn(), *[TimeRemainingColumn()] * self._timed)
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task(for_terminal(what), total=total)
        self._bar.start()

    def advance(self, steps: int = 1) -> None:
        """Move on."""
        if self._bar and self._task is not None:
            self._bar.advance(self._task, steps)

    def tell(self, what: str) -> None:
        """Write another text before it."""
        if self._bar and self._task is not None:
            self._bar.update(self._task, description=for_terminal(what))

    def end(self) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.stop()
            self._bar = None
