"""Sorting more entries than should be in memory."""

from __future__ import annotations

import pickle
from contextlib import ExitStack
from heapq import merge
from itertools import islice
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from curator.export.order import SortKey
    from curator.model import Entry

RUN = 20_000
"""Entries sorted in memory at once, some 40 MB. Of a million there are fifty such runs, each in a file of its own."""


def in_order(entries: Iterable[Entry], key: Callable[[Entry], SortKey], *, reverse: bool) -> Iterator[Entry]:
    """Give entries sorted. More than RUN of them wait on the disk until they are merged."""
    entries = iter(entries)
    run = sorted(islice(entries, RUN), key=key, reverse=reverse)
    if len(run) < RUN:
        yield from run
        return
    with ExitStack() as files:
        runs = []
        while run:
            runs.append(_laid_down(run, files.enter_context(TemporaryFile(prefix="curator-"))))
            run = sorted(islice(entries, RUN), key=key, reverse=reverse)
        yield from merge(*map(_taken_up, runs), key=key, reverse=reverse)


def _laid_down(run: Sequence[Entry], file: BinaryIO) -> BinaryIO:
    for entry in run:
        pickle.dump(entry, file, pickle.HIGHEST_PROTOCOL)
    file.seek(0)
    return file


def _taken_up(file: BinaryIO) -> Iterator[Entry]:
    while True:
        try:
            yield pickle.load(file)  # noqa: S301 - what was laid down a moment ago, in a file without a name
        except EOFError:
            return
