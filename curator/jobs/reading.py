"""Many inputs -> prepared rows, in several processes where that pays.

Reading is most of an import's work and needs nothing of the catalogue but the hashes it holds. So it starts in
child processes before this process has even loaded its database library, and goes on while this process writes.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import pickle
import signal
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from queue import Queue
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from curator.errors import CuratorError
from curator.model import Rejected, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection

    from curator.catalogue.peek import Known
    from curator.catalogue.rows import Prepared
    from curator.sources.interface import Candidate

CHUNK = 8
"""Files a reading process takes at a time: about 0.3 MB of posts, far below what a pipe's reader would wait for."""

AHEAD = 64
"""Chunks that each child may be ahead of the writer: 13 MB of an ordinary blog."""

NICE = 5
"""How much reading processes step back for the writer: it must not be the one that still has work at the end."""

PROTOCOL = pickle.HIGHEST_PROTOCOL

WORTH_FORKING = 32
"""Files from which on reading processes are started; fewer are read sooner than processes are made."""


class Same(NamedTuple):
    """An input whose content the catalogue holds already."""

    key: str


Outcome: TypeAlias = "Prepared | Same | Rejected"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How each input is to be read: what the catalogue holds, and the format if the user names one."""

    known: Known
    format: str | None = None


def read_one(source: Source | Rejected, recipe: Recipe) -> Outcome:
    """Read one input as far as is needed."""
    if isinstance(source, Rejected):
        return source
    sha256 = hashlib.sha256(source.data).hexdigest()
    if recipe.format is None and recipe.known.holds(source.key, sha256, now=source.as_of is None):
        return Same(source.key)
    # Late: the readers' tables and expressions take 80 ms, and most imports find every file unchanged.
    from curator.catalogue.rows import Content, prepare
    from curator.read.registry import read_source

    document = read_source(source, recipe.format)
    if isinstance(document, Rejected):
        return document
    as_of = source.as_of.strftime("%Y-%m-%dT%H:%M:%SZ") if source.as_of else None
    return prepare(document, Content(source.key, sha256, len(source.data), source.origin, as_of, document.format))


def read_files(candidates: Sequence[Candidate], recipe: Recipe, jobs: int) -> Iterator[Outcome]:
    """Read files in the order given, with as many processes as `jobs` says (0: one for each processor)."""
    workers = jobs or os.cpu_count() or 1
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    if workers == 1 or len(candidates) < WORTH_FORKING or not can_fork:
        return (read_one(candidate.read(), recipe) for candidate in candidates)
    return _read_in_processes(candidates, recipe, workers)


def _read_in_processes(candidates: Sequence[Candidate], recipe: Recipe, workers: int) -> Iterator[Outcome]:
    """Child n reads every n-th chunk and sends it; taking turns among them keeps the order of the files."""
    with _children(candidates, recipe, workers) as queues:
        for start in range(0, len(candidates), CHUNK):
            sent = queues[start // CHUNK % workers].get()
            if sent is None:
                names = ", ".join(candidate.key for candidate in candidates[start : start + CHUNK])
                raise CuratorError(f"a reading process was ended from outside, at one of: {names}")
            yield from pickle.loads(sent)  # noqa: S301 - our own child wrote it


@contextmanager
def _children(candidates: Sequence[Candidate], recipe: Recipe, workers: int) -> Iterator[list[Queue[bytes | None]]]:
    """Start the reading processes; give for each a queue of what it sends, which ends with None."""
    context = multiprocessing.get_context("fork")
    pipes: list[Connection] = []
    children = []
    try:
        with _undisturbed():
            for number in range(workers):
                receiving, sending = context.Pipe(duplex=False)
                pipes.append(receiving)
                mine = range(number * CHUNK, len(candidates), workers * CHUNK)
                chunks = (candidates[start : start + CHUNK] for start in mine)
                child = context.Process(target=_work, args=(sending, pipes, chunks, recipe), daemon=True)
                child.start()
                sending.close()  # now only the child holds it: its end is our end of file
                children.append(child)
        yield [_drained(pipe) for pipe in pipes]  # threads start after the last fork, never before
    finally:
        for child in children:
            child.kill()
            child.join()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold Ctrl-C back: a child must have said what it means to it before one comes."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _drained(pipe: Connection) -> Queue[bytes | None]:
    """Take a pipe's messages off while this process is busy writing; a pipe alone holds a third of one message."""
    queue: Queue[bytes | None] = Queue(AHEAD)

    def drain() -> None:
        with suppress(EOFError, OSError):
            while True:
                queue.put(pipe.recv_bytes())
        queue.put(None)

    Thread(target=drain, daemon=True).start()
    return queue


def _work(
    pipe: Connection, inherited: list[Connection], chunks: Iterator[Sequence[Candidate]], recipe: Recipe
) -> None:
    """Read and send, in a child process, until all is read or the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides what it means
    for other in inherited:
        other.close()  # else a child would keep its own pipe alive and never learn that the parent was killed
    os.nice(NICE)
    with suppress(BrokenPipeError):
        for chunk in chunks:
            pipe.send_bytes(pickle.dumps([read_one(candidate.read(), recipe) for candidate in chunk], PROTOCOL))
