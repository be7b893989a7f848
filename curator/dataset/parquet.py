"""Parquet, compressed with zstd, in row groups. Nothing in the file tells of now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from curator.dataset.columns import TYPES
from curator.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow

    from curator.dataset.columns import Column, Part


class ParquetSink:
    """One file. Raises UsageError where pyarrow is not installed."""

    def __init__(self, out: BinaryIO, columns: Sequence[Column]) -> None:
        try:
            from pyarrow.parquet import ParquetWriter
        except ImportError:
            raise UsageError("Parquet needs pyarrow: pip install 'curator[parquet]'; --format jsonl does not") from None
        self._schema = schema(columns)
        self._writer = ParquetWriter(out, self._schema, compression="zstd")

    def write(self, rows: Sequence[dict[str, Any]]) -> int:
        """Write rows as one row group; give the bytes that they take in memory."""
        from pyarrow import Table

        table = Table.from_pylist(rows, self._schema)
        self._writer.write_table(table)
        return int(table.nbytes)

    def close(self) -> None:
        """Write what stands at the end of the file; without it there is none."""
        self._writer.close()


def schema(columns: Sequence[Column]) -> pyarrow.Schema:
    """Give the schema, in the order of the columns."""
    import pyarrow as pa

    return pa.schema([(column.name, _type(column)) for column in columns])


def _type(column: Column | Part) -> pyarrow.DataType:
    import pyarrow as pa

    known = {
        "string": pa.string(), "int64": pa.int64(), "bool": pa.bool_(), "date32": pa.date32(),
        "timestamp[ms, tz=UTC]": pa.timestamp("ms", "UTC"),
    }  # fmt: skip
    if parts := getattr(column, "parts", ()):
        return pa.list_(pa.struct([(part.name, _type(part)) for part in parts]))
    own = known[TYPES[column.type].hub]
    return pa.list_(own) if column.several else own
