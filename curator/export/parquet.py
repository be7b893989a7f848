"""Parquet, for pandas, DuckDB and the like: the columns of JSON Lines, with types of their own."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, TextIO

from curator.errors import UsageError
from curator.export.columns import COLUMNS, row

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow

    from curator.model import Entry

ROWS = 5_000
"""Entries of one row group, which is what is in memory at once: 20 MB. pyarrow itself takes 45 MB, and 50 more where
pandas is installed, which it then loads."""


class Parquet:
    """Row groups, compressed with zstd, written to the bytes under the stream. Nothing in the file tells of now."""

    name = "parquet"
    suffix = ".parquet"
    grouped = False
    keyed = True

    def write(self, entries: Iterable[Entry], out: TextIO, title: str) -> None:  # noqa: ARG002 - no place for a title
        """Write all entries, in the order given.

        Raises UsageError where pyarrow is not installed, and where `out` is a terminal or takes no bytes.
        """
        try:
            from pyarrow import Table
            from pyarrow.parquet import ParquetWriter
        except ImportError:
            raise UsageError("Parquet needs pyarrow: pip install 'curator[parquet]'") from None
        schema, rows = _schema(), map(row, entries)
        with ParquetWriter(_bytes(out), schema, compression="zstd") as writer:
            while group := list(islice(rows, ROWS)):
                writer.write_table(Table.from_pylist(group, schema))


def _bytes(out: TextIO) -> BinaryIO:
    found: BinaryIO | None = getattr(out, "buffer", None)
    if found is None or out.isatty():
        raise UsageError("Parquet is for a file: -o FILE")
    return found


def _schema() -> pyarrow.Schema:
    import pyarrow as pa

    place = [("document", pa.string()), ("title", pa.string()), ("date", pa.date32()), ("line", pa.int32()),
             ("topic", pa.string()), ("path", pa.list_(pa.string()))]
    types = {
        "text": pa.string(), "date": pa.date32(), "flag": pa.bool_(), "texts": pa.list_(pa.string()),
        "places": pa.list_(pa.struct(place)),
    }
    return pa.schema([(column.name, types[column.type]) for column in COLUMNS])
