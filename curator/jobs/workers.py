"""Work that strangers' files make dangerous, in processes that may end: one hangs or eats memory, the others go on.

A process ends itself when a piece of work takes too long, so none outlives a parent that was killed. It is a fork of a
server that has the libraries loaded already and nothing else: no connection, no thread; a new one takes 10 ms.
"""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from enum import StrEnum
from multiprocessing import get_context
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkServerContext

T = TypeVar("T")
R = TypeVar("R")

SECONDS: Final = 10.0
"""Of processor time for one piece: a thousand times what an ordinary page takes, so that a slow machine ends none."""

MEMORY: Final = 1 << 30
"""Bytes of address space of one process: libraries take 200 MB of it, the largest pages as much again."""

PIECES: Final = 2_000
"""After which a process is replaced: libraries keep caches, and lose a little."""

NICE: Final = 5
"""How much these processes step back: whoever sits at the machine comes first."""


class Fault(StrEnum):
    """Why there is no result."""

    TIME = "time"
    MEMORY = "memory"
    BROKEN = "broken"
    """What the library raised, or died of."""


class Done(NamedTuple, Generic[T, R]):
    """A piece of work, and what came of it: a result, or why there is none."""

    piece: T
    result: R | None
    fault: Fault | None = None


def each_apart(
    work: Callable[[T], R], pieces: Iterable[T], preload: Iterable[str] = (), processes: int = 0
) -> Iterator[Done[T, R]]:
    """Do work on each piece, in as many processes as there are processors, and give what is done as it comes.

    `work`, the pieces and their results must be ones for pickle. Pieces are taken as processes become free, results are
    given before more is begun: held at once are as many as there are processes. `preload` are modules that they share.
    """
    context = get_context("forkserver")
    context.set_forkserver_preload([*preload])
    rest = iter(pieces)
    workers = [_Worker(context, work) for _ in range(processes or os.cpu_count() or 1)]
    try:
        busy = {worker.pipe: worker for worker in workers if worker.begin(rest)}
        while busy:
            ready = wait([*busy])
            for pipe in [one for one in busy if one in ready]:
                worker = busy.pop(pipe)
                yield worker.end()
                if worker.begin(rest):
                    busy[worker.pipe] = worker
    finally:
        for worker in workers:
            worker.close()


class _Worker(Generic[T, R]):
    """The parent's side of one process after the other."""

    def __init__(self, context: ForkServerContext, work: Callable[[T], R]) -> None:
        self._context, self._work = context, work
        self._start()

    def begin(self, pieces: Iterator[T]) -> bool:
        """Hand over the next piece; tells whether there was one."""
        for self._piece in pieces:
            if self._pieces >= PIECES:
                self.close()
                self._start()
            self._pieces += 1
            self.pipe.send(self._piece)
            return True
        return False

    def end(self) -> Done[T, R]:
        """Take what came of it; a process that ended over it is replaced."""
        try:
            return Done(self._piece, *self.pipe.recv())
        except (EOFError, OSError):
            self._process.join()
            fault = Fault.TIME if self._process.exitcode == -signal.SIGPROF else Fault.BROKEN
            self.close()
            self._start()
            return Done(self._piece, None, fault)

    def close(self) -> None:
        """End the process: there is nothing that it could lose."""
        self._process.kill()
        self._process.join()
        self.pipe.close()

    def _start(self) -> None:
        self.pipe, theirs = self._context.Pipe()
        self._process = self._context.Process(target=_serve, args=(theirs, self._work), daemon=True)
        self._process.start()
        theirs.close()  # now only the child holds it: its end is our end of file
        self._pieces = 0


def _serve(pipe: Connection, work: Callable[[T], R]) -> None:
    """Do one piece after the other, in the child process, until the parent is gone."""
    import resource

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # they reach the whole group; the parent decides what they mean
    os.nice(NICE)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(EOFError, OSError):
        while True:
            piece = pipe.recv()
            signal.setitimer(signal.ITIMER_PROF, SECONDS)  # its signal ends a process, in whatever library it is
            done = _tried(work, piece)
            signal.setitimer(signal.ITIMER_PROF, 0)
            pipe.send(done)


def _tried(work: Callable[[T], R], piece: T) -> tuple[R | None, Fault | None]:
    try:
        return work(piece), None
    except MemoryError:
        return None, Fault.MEMORY
    except Exception:  # whatever a broken file makes a library raise: RecursionError, KeyError, its own
        return None, Fault.BROKEN
