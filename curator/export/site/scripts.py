"""Data as scripts: a page that was opened as a file may load nothing else."""

import json
from collections.abc import Iterable, Iterator, Sequence


def row(values: Sequence[str | int]) -> str:
    """Write one row of data: a list as JSON, which is JavaScript.

    Strangers' words stand in quotes, whatever they are; a name that means something to JavaScript (`__proto__`) is
    never the key of an object.
    """
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def called(function: str, rows: Iterable[str]) -> Iterator[str]:
    """Write a script that hands written rows to a function of ours, a row on each line."""
    yield f"curator.{function}(["
    for place, written in enumerate(rows):
        yield (",\n" if place else "\n") + written
    yield "\n]);\n"
