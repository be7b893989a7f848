"""What a scheduler is to do: one value, from which each scheduler's own text is made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from curator.errors import UsageError

if TYPE_CHECKING:
    from curator.schedule.period import Period

_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Ends lines, drives terminals, or is no text: nothing of the kind can stand in a file of lines."""


class Order(NamedTuple):
    """Call `program` with `run` for a workspace each period. Paths are absolute.

    `program` is the words that start curator, an executable first; `words` are those that limit a run.
    """

    period: Period
    workspace: str
    program: tuple[str, ...]
    words: tuple[str, ...] = ()

    @property
    def command(self) -> tuple[str, ...]:
        """Give all the words of the call."""
        return (*self.program, "run", "--workspace", self.workspace, "--check", *self.words)

    @property
    def if_due(self) -> tuple[str, ...]:
        """Give the words by which a run does nothing unless it is time."""
        every, at = self.period.words
        return "--every", every, "--at", at


def refuse(order: Order, characters: str, scheduler: str) -> None:
    """Raise UsageError for paths that hold one of some characters, or any that no line can hold."""
    for path in (order.workspace, *order.program):
        if _UNWRITABLE.search(path) or any(one in path for one in characters):
            raise UsageError(f"{path!r} holds characters that {scheduler} cannot take; name the folder otherwise")
