"""What the review screen shows of a question: two sides next to each other, or below each other where it is narrow."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from rich.table import Table
from rich.text import Text

from curator.dedupe.aligned import Sign
from curator.text.terminal import for_terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from curator.dedupe.aligned import Row
    from curator.jobs.reviewing import Party, Question

NARROW: Final = 60
"""Columns below which one side is shown below the other: side by side each would have less than half of a title."""

MOST: Final = 500
"""Rows that are drawn; nobody decides by reading more."""

STYLES: Final = {Sign.SHARED: "", Sign.DROPPED: "red", Sign.ADDED: "green", Sign.CHANGED: "yellow"}
"""Colours only repeat what the signs say."""


def summary(question: Question, rows: Sequence[Row], at: int, total: int) -> str:
    """Give the line over a question: which one it is, why it is asked, and how many rows are what."""
    parts = [f"{at + 1} of {total}", question.subject.value, question.asked, question.relation]
    counts = Counter(row.sign for row in rows)
    parts += [" ".join(f"{sign}{counts[sign]}" for sign in Sign if counts[sign]), f"score {question.score:.2f}"]
    return for_terminal(" · ".join(part for part in (*parts, *question.reasons) if part))


def side_by_side(question: Question, rows: Sequence[Row], width: int) -> Table:
    """Draw a question for so many columns: the one that is or would be shown is left, or above; differences first."""
    wide = width >= NARROW
    table = Table.grid(padding=(0, 1), expand=True)
    table.add_column(width=1, no_wrap=True)
    for _ in range(2 if wide else 1):
        table.add_column(ratio=1, overflow="fold")
    heads = [Text.assemble(*_head(one)) for one in (question.a, question.b)]
    _add(table, Text(" "), heads, wide=wide)
    table.add_row()
    for row in sorted(rows, key=lambda row: row.sign is Sign.SHARED)[:MOST]:
        style = STYLES[row.sign]
        sides = [Text(for_terminal(side or ""), style=style) for side in (row.left, row.right)]
        told = sides if wide or row.sign is Sign.CHANGED else [sides[row.sign is Sign.ADDED]]
        _add(table, Text(row.sign.value, style=style), told, wide=wide)
    if len(rows) > MOST:
        table.add_row(Text("…"), Text(f"and {len(rows) - MOST} more rows"))
    return table


def _add(table: Table, sign: Text, sides: Sequence[Text], *, wide: bool) -> None:
    if wide:
        table.add_row(sign, *sides)
        return
    for side in sides:
        table.add_row(sign, side)


def _head(one: Party) -> tuple[tuple[str, str], ...]:
    more = f" (and {one.copies} more)" if one.copies else ""
    return (for_terminal(one.title), "bold"), ("\n", ""), (for_terminal(one.place) + more, "dim")
