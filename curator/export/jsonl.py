"""JSON Lines: an object for each entry, for programs."""

from collections.abc import Iterable
from typing import TextIO

import orjson

from curator.export.columns import row
from curator.model import Entry


class Jsonl:
    r"""One object a line, with every column always there, in the order of the table; UTF-8, lines end with `\n`."""

    name = "jsonl"
    suffix = ".jsonl"
    grouped = False
    keyed = True

    def write(self, entries: Iterable[Entry], out: TextIO, title: str) -> None:  # noqa: ARG002 - no place for a title
        """Write all entries, in the order given."""
        for entry in entries:
            out.write(line(entry))


def line(entry: Entry) -> str:
    """Give one entry as one line. No column holds an end of line, not even one that only some programs know."""
    return orjson.dumps(row(entry), option=orjson.OPT_APPEND_NEWLINE).decode()
