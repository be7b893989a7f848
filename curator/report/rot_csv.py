"""The links that are news as a table for spreadsheets; nothing in it is a formula."""

import csv
from collections.abc import Callable
from typing import Final, NamedTuple, TextIO

from curator.report.rot import Item, Rot
from curator.report.words import where
from curator.text.spreadsheet import cell


class Column(NamedTuple):
    """A column: its name, and what stands in it."""

    name: str
    value: Callable[[Item], str | None]


COLUMNS: Final = (
    Column("news", lambda item: item.news),
    Column("title", lambda item: item.link.title),
    Column("address", lambda item: item.link.address),
    Column("host", lambda item: item.host),
    Column("verdict", lambda item: item.verdict),
    Column("before", lambda item: item.known),
    Column("since", lambda item: item.since),
    Column("first_failure", lambda item: item.first_failure),
    Column("last_alive", lambda item: item.last_alive),
    Column("status", lambda item: str(item.shown.status or "") if item.shown else None),
    Column("evidence", lambda item: "; ".join(item.shown.evidence) if item.shown else None),
    Column("replacement", lambda item: item.replacement.address if item.replacement else None),
    Column("because", lambda item: item.replacement.why if item.replacement else None),
    Column("archive_copy", lambda item: item.copy.address if item.copy else None),
    Column("archived_at", lambda item: item.copy.taken_at if item.copy else None),
    Column("places", lambda item: "; ".join(map(where, item.places.shown))),
    Column("more_places", lambda item: str(item.places.more)),
    Column("identity", lambda item: item.link.identity),
)


class Csv:
    """A row for each link (RFC 4180). The byte order mark tells Excel that it is UTF-8."""

    def write(self, report: Rot, out: TextIO) -> None:
        """Write the table, row by row."""
        out.write("\ufeff")
        rows = csv.writer(out, lineterminator="\r\n")
        rows.writerow(column.name for column in COLUMNS)
        for item in report.every():
            rows.writerow(cell(column.value(item) or "") for column in COLUMNS)
