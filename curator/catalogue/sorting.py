"""Sorting more than should be in memory."""

from __future__ import annotations

import pickle
from contextlib import ExitStack
from heapq import merge
from itertools import islice
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_T = TypeVar("_T")

RUN = 8_000
"""Entries sorted in memory at once, some 30 MB. Of a million there are 125 such runs, each in a file of its own."""


def in_order(values: Iterable[_T], key: Callable[[_T], Any], *, reverse: bool = False) -> Iterator[_T]:
    """Give values sorted. More than RUN of them wait on the disk until they are merged."""
    values = iter(values)
    run = sorted(islice(values, RUN), key=key, reverse=reverse)
    if len(run) < RUN:
        yield from run
        return
    with ExitStack() as files:
        runs = []
        while run:
            runs.append(_laid_down(run, files.enter_context(TemporaryFile(prefix="curator-"))))
            run = sorted(islice(values, RUN), key=key, reverse=reverse)
        yield from merge(*map(_taken_up, runs), key=key, reverse=reverse)


def _laid_down(run: Sequence[object], file: BinaryIO) -> BinaryIO:
    for value in run:
        pickle.dump(value, file, pickle.HIGHEST_PROTOCOL)
    file.seek(0)
    return file


def _taken_up(file: BinaryIO) -> Iterator[Any]:
    while True:
        try:
            yield pickle.load(file)  # noqa: S301 - what was laid down a moment ago, in a file without a name
        except EOFError:
            return
