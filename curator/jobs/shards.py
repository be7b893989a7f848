"""The files of a dataset: rows go to that of their split, in every format, and to a new one when it is full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO, Final, NamedTuple, Self

from curator.dataset.made import ORDER, Part
from curator.jobs.files import refusals

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from curator.dataset.columns import Column
    from curator.dataset.interface import Format, Sink

ROWS: Final = 2_000
"""Rows that are written at once, a row group of Parquet."""

CHARACTERS: Final = 4 << 20
"""Characters of texts after which fewer rows are written at once: they are what is in memory, once for each split."""

FULL: Final = 500_000_000
"""Bytes after which a file is full: the hub asks for files of half a gigabyte, which readers fetch in parallel."""


class Shards:
    """The files below a folder. Their last names tell how many there are, so they get them at the end."""

    def __init__(self, folder: Path, formats: Sequence[Format], columns: Sequence[Column]) -> None:
        self._folder, self._formats, self._columns = folder, formats, columns
        self._splits: dict[str, _Split] = {}
        with refusals(folder):
            for one in formats:
                (folder / one.folder).mkdir()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for split in self._splits.values():
            split.abandon()

    def add(self, split: str, row: dict[str, Any]) -> None:
        """Write a row, now or later."""
        if split not in self._splits:
            self._splits[split] = _Split([_Files(self._folder, split, one, self._columns) for one in self._formats])
        self._splits[split].add(row)

    def finish(self) -> tuple[tuple[Part, ...], list[str]]:
        """Write what is left; give the splits that have rows, and the names of the files, with slashes."""
        names = sorted(name for split in self._splits.values() for name in split.finish())
        parts = (Part(name, split.rows, split.size) for name, split in self._splits.items())
        return tuple(sorted(parts, key=lambda part: ORDER[part.name])), names


class _Split:
    """The rows of one split that wait, and its files in every format; `size` is that of the first."""

    def __init__(self, files: Sequence[_Files]) -> None:
        self.rows = self.size = 0
        self._files = files
        self._waiting: list[dict[str, Any]] = []
        self._characters = 0

    def add(self, row: dict[str, Any]) -> None:
        self._waiting.append(row)
        self._characters += len(row.get("text") or "")
        if len(self._waiting) == ROWS or self._characters > CHARACTERS:
            self._write()

    def finish(self) -> list[str]:
        if self._waiting:
            self._write()
        return [name for files in self._files for name in files.finish()]

    def abandon(self) -> None:
        for files in self._files:
            files.abandon()

    def _write(self) -> None:
        first, *_ = [files.write(self._waiting) for files in self._files]
        self.size += first
        self.rows += len(self._waiting)
        self._waiting, self._characters = [], 0


class _File(NamedTuple):
    """A file that is written to, and what writes rows to it."""

    out: BinaryIO
    sink: Sink


class _Files:
    """The files of one split in one format, of which the last one may be open."""

    def __init__(self, folder: Path, split: str, made: Format, columns: Sequence[Column]) -> None:
        self._folder, self._split, self._format, self._columns = folder / made.folder, split, made, columns
        self._paths: list[Path] = []
        self._open: _File | None = None

    def write(self, rows: Sequence[dict[str, Any]]) -> int:
        with refusals(self._folder):
            self._open = file = self._open or self._next()
            size = file.sink.write(rows)
            if file.out.tell() >= FULL:
                self._end()
        return size

    def finish(self) -> list[str]:
        with refusals(self._folder):
            self._end()
            return [self._named(number, path) for number, path in enumerate(self._paths)]

    def abandon(self) -> None:
        if self._open is not None:
            self._open.out.close()

    def _next(self) -> _File:
        self._paths.append(self._folder / f"{self._split}-{len(self._paths):05}.{self._format.name}")
        out = self._paths[-1].open("wb")
        return _File(out, self._format.open(out, self._columns))

    def _end(self) -> None:
        if self._open is not None:
            self._open.sink.close()
            self._open.out.close()
            self._open = None

    def _named(self, number: int, path: Path) -> str:
        name = f"{self._split}-{number:05}-of-{len(self._paths):05}.{self._format.name}"
        path.rename(path.with_name(name))
        return f"{self._format.folder}/{name}"
