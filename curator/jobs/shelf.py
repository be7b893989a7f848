"""Texts that wait in files for the pages they come to stand on."""

from __future__ import annotations

from array import array
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class FileShelf:
    """A file for each kind of texts, without a name: it is gone when the process is. In memory are their places."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, IO[bytes]] = {}
        self._ends: dict[str, array[int]] = {}

    def put(self, kind: str, text: str) -> None:
        """Put a text after those of its kind."""
        if kind not in self._files:
            self._files[kind] = TemporaryFile(dir=self._folder)  # noqa: SIM115 - `close` does
            self._ends[kind] = array("Q", [0])
        ends = self._ends[kind]
        ends.append(ends[-1] + self._files[kind].write(text.encode()))

    def get(self, kind: str, number: int) -> str:
        """Give the text that was put as the first (0), the second (1) … of its kind."""
        start, end = self._ends[kind][number:number + 2]
        file = self._files[kind]
        file.seek(start)
        return file.read(end - start).decode()

    def close(self) -> None:
        """Let go of all files."""
        for file in self._files.values():
            file.close()
