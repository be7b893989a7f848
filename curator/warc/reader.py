"""Reads single records of WARC files, by where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from curator.errors import CuratorError
from curator.text.unpacking import unpacked
from curator.warc.writer import OPEN

if TYPE_CHECKING:
    from pathlib import Path

    from curator.model import Position


class Kept(NamedTuple):
    """One response as it was kept: header names are in lower case, the body is decompressed as far as `most` allows.

    A body in a coding that we do not read is as it came, as it was when the page was fetched.
    """

    url: str
    at: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def read(folder: Path, position: Position, most: int) -> Kept:
    """Read the response at a position, and at most so many bytes of its body. Raises CuratorError if none is there."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        with _file(folder, position.file).open("rb") as file:
            file.seek(position.offset)
            record = next(iter(ArchiveIterator(file)))
            http, came = record.http_headers, record.raw_stream.read()
            body = unpacked(came, http.get_header("Content-Encoding") or "", most)
            return Kept(
                record.rec_headers.get_header("WARC-Target-URI"), record.rec_headers.get_header("WARC-Date"),
                int(http.get_statuscode()), tuple((name.lower(), value) for name, value in http.headers),
                came[:most] if body is None else body,
            )
    except (OSError, StopIteration, ArchiveLoadFailed, ValueError, AttributeError) as error:
        raise CuratorError(f"{position.file} holds no response at byte {position.offset}: {error}") from error


def _file(folder: Path, name: str) -> Path:
    """Give the file, under the name it has while it is being written, if that is so."""
    complete = folder / name
    return complete if complete.exists() else folder / (name + OPEN)
