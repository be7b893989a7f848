"""JSON Lines: an object for each link, with every column, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

import orjson

if TYPE_CHECKING:
    from collections.abc import Sequence

    from curator.dataset.columns import Column

_OPTIONS = orjson.OPT_APPEND_NEWLINE | orjson.OPT_UTC_Z


class JsonlSink:
    r"""One file; UTF-8, lines end with `\n`."""

    def __init__(self, out: BinaryIO, columns: Sequence[Column]) -> None:  # noqa: ARG002 - rows name their columns
        self._out = out

    def write(self, rows: Sequence[dict[str, Any]]) -> int:
        """Write rows; give the bytes that they take."""
        return sum(self._out.write(orjson.dumps(row, option=_OPTIONS)) for row in rows)

    def close(self) -> None:
        """Nothing stands at the end."""
