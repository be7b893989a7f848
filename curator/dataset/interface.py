"""What a format of a dataset is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from curator.dataset.jsonl import JsonlSink
from curator.dataset.parquet import ParquetSink
from curator.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import BinaryIO

    from curator.dataset.columns import Column


class Sink(Protocol):
    """One file that rows are written to, in portions; the same rows in the same portions give the same bytes."""

    def write(self, rows: Sequence[dict[str, Any]]) -> int:
        """Write a portion; give the bytes that it takes, as readers count them."""
        ...

    def close(self) -> None:
        """End the file."""
        ...


class Format(NamedTuple):
    """A format: its name, which is its files' suffix, their folder and media type, what opens one, what it is for.

    Each has a folder of its own: readers of Parquet take a folder whole.
    """

    name: str
    folder: str
    media: str
    open: Callable[[BinaryIO, Sequence[Column]], Sink]
    about: str


FORMATS: Final = {row.name: row for row in (
    Format("parquet", "data", "application/x-parquet", ParquetSink,
           "typed columns, compressed; needs pyarrow: `curator[parquet]`"),
    Format("jsonl", "jsonl", "application/jsonlines", JsonlSink, "an object a line, for whatever reads JSON"),
)}  # fmt: skip
"""Those that people load come first: of several, the card names the files of the first."""


def formats(names: Sequence[str]) -> tuple[Format, ...]:
    """Give formats by their names, each once, in the order of the table. Raises UsageError for one that is none."""
    unknown = [name for name in names if name not in FORMATS]
    if unknown:
        raise UsageError(f"no format of datasets is named {unknown[0]!r}; there are {', '.join(FORMATS)}")
    return tuple(row for name, row in FORMATS.items() if name in names)
