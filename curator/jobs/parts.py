"""Writing a long list in parts: one by this process, the others by processes of their own, then put together."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
from contextlib import ExitStack, contextmanager, suppress
from io import TextIOWrapper
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, NamedTuple, TextIO, TypeAlias, TypeVar

from curator.catalogue.watching import watched
from curator.errors import CuratorError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from pathlib import Path

    from curator.catalogue.keys import Span

_T = TypeVar("_T")

Write: TypeAlias = "Callable[[Span, TextIO, Callable[[], None]], _T]"
"""Writes one part and tells what it wrote. It calls what it is given as soon as the state that it sees is fixed."""

MOST = 4
"""Processes at most: each takes some 40 MB, and more of them wait for one disk."""


AT_ONCE = 1 << 20
"""Bytes, or characters, copied at a time."""


class Changed(Exception):  # noqa: N818 - no error: one process can still write it all
    """The catalogue was changed while the parts began: they would not tell of one state."""


class _Helper(NamedTuple):
    process: multiprocessing.process.BaseProcess
    pipe: Connection
    file: TextIO

    def hear(self) -> object:
        """Give what the process says. Raises CuratorError if it was ended, or what it was refused with."""
        try:
            said = self.pipe.recv()
        except EOFError:
            raise CuratorError("a process that wrote a part of the list was ended from outside") from None
        if isinstance(said, CuratorError):
            raise said
        return said


def processes() -> int:
    """Tell how many processes may write a list."""
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    return min(os.cpu_count() or 1, MOST) if can_fork else 1


def in_parts(write: Write[_T], spans: Sequence[Span], out: TextIO, catalogue: Path) -> list[_T]:
    """Write a part for each span, to one stream in their order; give what each told.

    All parts see one state of the catalogue. Raises Changed, before anything is written, where they would not, and what
    writing a part raises.
    """
    # Children are made while no connection is open: none of them may be closed twice.
    with _helpers(write, spans[1:]) as helpers, watched(catalogue) as unchanged:

        def begun() -> None:
            for helper in helpers:
                helper.hear()
            if not unchanged():
                raise Changed
            _tell(helpers)

        _tell(helpers)
        told = [write(spans[0], out, begun)]
        for helper in helpers:
            told.append(helper.hear())  # type: ignore[arg-type] # what `write` gives, sent by our own child
            _put_behind(helper.file, out)
        return told


def _put_behind(file: TextIO, out: TextIO) -> None:
    """Add what a file holds to a stream: as bytes if it can be, for half a gigabyte takes long to be read as text."""
    file.seek(0)
    if not isinstance(out, TextIOWrapper):
        shutil.copyfileobj(file, out, AT_ONCE)
        return
    out.flush()
    shutil.copyfileobj(file.buffer, out.buffer, AT_ONCE)


def _tell(helpers: Sequence[_Helper]) -> None:
    for helper in helpers:
        with suppress(BrokenPipeError):  # who hears them next is told that they are gone
            helper.pipe.send(None)


@contextmanager
def _helpers(write: Write[_T], spans: Sequence[Span]) -> Iterator[list[_Helper]]:
    context = multiprocessing.get_context("fork")
    helpers: list[_Helper] = []
    with ExitStack() as files:
        try:
            for span in spans:
                file = files.enter_context(TemporaryFile("w+", encoding="utf-8", newline="\n", prefix="curator-"))
                ours, theirs = context.Pipe()
                process = context.Process(target=_work, args=(theirs, ours, file, write, span), daemon=True)
                process.start()
                theirs.close()  # now only the child holds it: its end is our end of file
                helpers.append(_Helper(process, ours, file))
            yield helpers
        finally:
            for helper in helpers:
                helper.process.kill()
                helper.process.join()
                helper.pipe.close()


def _work(pipe: Connection, parents: Connection, file: TextIO, write: Write[_T], span: Span) -> None:
    """Write a part, in a child process; told twice to go on, or the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides what it means
    parents.close()

    def begun() -> None:
        pipe.send(None)
        pipe.recv()

    with suppress(EOFError, BrokenPipeError):
        pipe.recv()
        try:
            said: object = write(span, file, begun)
            file.flush()
        except CuratorError as refusal:
            said = refusal
        pipe.send(said)
