"""Ctrl-C and SIGTERM as a wish to end well: the job is told, and ends by itself."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from curator.cli.console import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Ending:
    """Whether the program was asked to end. `code` is the exit code for it, 0 if it was not."""

    def __init__(self) -> None:
        self.code = 0
        self._before: dict[int, Any] = {number: signal.getsignal(number) for number in SIGNALS}

    def __call__(self) -> bool:
        """Tell whether to end."""
        return self.code != 0

    def note(self, number: int, _frame: FrameType | None) -> None:
        """Take the first signal as a wish; a second one of the kind does what it always does."""
        self.code = 128 + number
        signal.signal(number, self._before[number])

    def restore(self) -> None:
        """Let signals do again what they did before."""
        for number, before in self._before.items():
            signal.signal(number, before)


@contextmanager
def ending() -> Iterator[Ending]:
    """Give what tells whether to end, for the length of a block."""
    wish = Ending()
    for number in SIGNALS:
        signal.signal(number, wish.note)
    try:
        yield wish
    finally:
        wish.restore()


def leave(wish: Ending, done: str) -> NoReturn:
    """End the program after a run; if it was asked to end, say what is done until then, with that exit code."""
    if wish.code:
        say(f"curator: ended early, {done}, the same command goes on from there", error=True)
    raise typer.Exit(wish.code)
