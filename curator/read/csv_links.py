"""Tables of links: CSV, TSV, and what spreadsheet programs call so."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from curator.model import Document
from curator.read import columns
from curator.read.interface import Text
from curator.read.items import Collector, web_address
from curator.text.spreadsheet import parts, stored

DELIMITERS: Final = ",\t;|"
"""In the order of asking. `csv.Sniffer` is not asked: it guesses from letter counts and is slow on long lines."""

FIRST: Final = 100_000
"""Characters in which the first row must end."""

LONGEST: Final = 1 << 26
"""Characters of one field: the module's own limit of 131,072 is below a long note, and raises."""


OWN: Final = frozenset({"identity", "own_keys", "topics", "path"})
"""Columns that only our own tables have together."""


class CsvReader:
    """Reads tables whose header names a column of addresses, or which have addresses in their first row.

    Rows may have line ends inside quotes; a row's line is the one it begins in.
    """

    name = "csv"
    suffixes = (".csv", ".tsv")

    def sniff(self, text: Text) -> bool:
        """Tell by a header with a column of addresses and one more."""
        rows = [_first_row(text.text, delimiter) for delimiter in DELIMITERS]
        return any(len(row) > 1 and "url" in columns.meanings(row) for row in rows)

    def read(self, text: Text) -> Document:
        """Read all rows."""
        collector = Collector(text, self.name)
        table = next(filter(None, (_table(text.text, delimiter) for delimiter in DELIMITERS)), None)
        if table is None:
            collector.skip("no-columns", line=1)
            return collector.document()
        for line, row in _rows(text.text, table, collector):
            given = ((meaning, row[place]) for meaning, place in table.places.items() if place < len(row))
            named = {meaning: _cell(meaning, content, own=table.own) for meaning, content in given}
            if any(content.strip() for content in row):
                collector.add(columns.item(line, named))
        return collector.document()


class _Table(NamedTuple):
    """How a table is written: the delimiter, the column of each meaning, whether the first row is a header.

    `own` tells a table that we wrote: its lists are joined so that they come apart to the letter.
    """

    delimiter: str
    places: Mapping[str, int]
    header: bool
    own: bool = False


def _table(text: str, delimiter: str) -> _Table | None:
    """Understand a table by its first row: by the columns' names, else by an address in it and what stands beside."""
    row = _first_row(text, delimiter)
    named = columns.meanings(row)
    if "url" in named:
        places = {meaning: row.index(name) for meaning, name in named.items()}
        return _Table(delimiter, places, header=True, own=OWN.issubset(row))
    url = next((place for place, content in enumerate(row) if "://" in content and web_address(content)), None)
    if url is None:
        return None
    others = (place for place in range(len(row)) if place != url)
    return _Table(delimiter, {"url": url} | dict(zip(("title", "note"), others, strict=False)), header=False)


def _cell(meaning: str, content: str, *, own: bool) -> columns.Cell:
    text = stored(content)
    return tuple(parts(text)) if own and meaning in columns.LISTS else text


def _first_row(text: str, delimiter: str) -> Sequence[str]:
    try:
        return next(csv.reader(io.StringIO(text[:FIRST]), delimiter=delimiter), [])
    except csv.Error:
        return []


def _rows(text: str, table: _Table, collector: Collector) -> Iterator[tuple[int, Sequence[str]]]:
    """Give the rows after the header with the line that each begins in."""
    csv.field_size_limit(LONGEST)
    reader = csv.reader(io.StringIO(text), delimiter=table.delimiter)
    before = begun = 0
    try:
        for row in reader:
            if before or not table.header:
                yield before + 1, row
            before, begun = reader.line_num, before + 1
    except csv.Error as error:
        collector.skip("broken-entry", str(error), reader.line_num)
        return
    if before > begun and text.count('"') % 2:
        collector.skip("cut-off", "a quoted field is not closed", begun)
