"""Input named on a command line: files, folders, patterns, `-` for standard input."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence

from curator.model import Rejected, Source
from curator.sources.globs import split_pattern
from curator.sources.interface import Candidate, Options, too_large
from curator.sources.keys import printable, stdin_key
from curator.sources.walk import Found, look_at, walk

STDIN = "-"
"""The name that stands for standard input, as for most programs."""


def candidates(paths: Sequence[str], options: Options) -> Iterator[Found]:
    """Find what the paths name, without reading it. Standard input is no candidate: it has neither size nor time.

    A file that several paths name comes once. What names nothing is `Rejected`: the caller decides whether that ends
    the run.
    """
    seen: set[str] = set()
    for found in _named(paths, options):
        if found.key not in seen:
            seen.add(found.key)
            yield found


def gather(paths: Sequence[str], options: Options) -> Iterator[Source | Rejected]:
    """Read what the paths name, one by one, keeping none."""
    if STDIN in paths:
        yield read_stdin(options)
    for found in candidates(paths, options):
        yield found.read() if isinstance(found, Candidate) else found


def read_stdin(options: Options) -> Source | Rejected:
    """Read standard input to its end under the name that the options give it."""
    key = stdin_key(options.stdin_name)
    data = sys.stdin.buffer.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        return too_large(key, len(data), options.max_bytes)
    return Source(key, data, origin="stdin")


def _named(paths: Iterable[str], options: Options) -> Iterator[Found]:
    for path in paths:
        if path == STDIN:
            continue
        folder, pattern = split_pattern(path)
        if pattern:
            yield from _matching(path, walk(folder, options, pattern))
        elif os.path.isdir(path):
            yield from walk(path, options)
        else:
            yield look_at(path, options)


def _matching(path: str, walked: Iterator[Found]) -> Iterator[Found]:
    """Give what a pattern stands for that the shell left alone (quoted, or on Windows); say so if that is nothing."""
    first = next(walked, None)
    yield first or Rejected(printable(path), "no-match")
    yield from walked
