"""A table for spreadsheets (RFC 4180): every field of every entry, one row each; nothing in it is a formula."""

import csv
from collections.abc import Iterable
from typing import Any, TextIO

from curator.export.columns import COLUMNS, row
from curator.model import Entry
from curator.text.spreadsheet import guarded, joined

BOM = "\ufeff"
"""Without it Excel takes the file to be in the code page of its system and shows Chinese as rubbish; others skip it."""


class CsvTable:
    r"""A header of stable names, a row for each entry, `\r\n` at line ends.

    What would begin a formula has an apostrophe before it, and what looks as if it had one gets one more: the reader of
    tables takes one off (`text.spreadsheet`).
    """

    name = "csv"
    suffix = ".csv"
    grouped = False
    keyed = True

    def write(self, entries: Iterable[Entry], out: TextIO, title: str) -> None:  # noqa: ARG002 - no place for a title
        """Write all entries, in the order given."""
        out.write(BOM)
        rows = csv.writer(out, lineterminator="\r\n")
        rows.writerow(column.name for column in COLUMNS)
        for entry in entries:
            rows.writerow([_cell(value) for value in row(entry).values()])


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list() | tuple():
            return guarded(joined(one if isinstance(one, str) else f"{one['document']}:{one['line']}" for one in value))
        case _:
            return guarded(str(value))
