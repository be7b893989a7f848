"""Citations of single items, to copy or to save, and of whole topics: what the formats of bibliographies write."""

from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Final, NamedTuple

from curator.export.interface import Exporter
from curator.export.registry import FORMATS
from curator.export.site import scripts
from curator.export.site.interface import File, Shelf
from curator.export.site.lists import Listing
from curator.model import Entry

HELD: Final = 100
"""Citations that one script holds, on average: some 150 KB, read when somebody opens the first of them."""


class Cited(NamedTuple):
    """One format of citations: its name as of `curator export`, its name on pages, the ending of its files.

    No list's own name holds a tilde (`text.filename`), so that no topic's name and ending make those of another one.
    `between` stands between two items of a list that has brackets around it; nothing where items just follow.
    """

    format: str
    name: str
    suffix: str
    between: str = ""


CITED: Final = (
    Cited("biblatex", "BibLaTeX", ".bib"),
    Cited("bibtex", "BibTeX", "~bibtex.bib"),
    Cited("csl-json", "CSL-JSON", ".json", ","),
    Cited("ris", "RIS", ".ris"),
)


class Citing:
    """Writes each entry in every format, and keeps that on the shelf."""

    def __init__(self, shelf: Shelf, shards: int) -> None:
        self._shelf = shelf
        self._writers: list[tuple[Cited, Exporter]] = [(row, FORMATS[row.format].load()) for row in CITED]
        self._shards: list[list[tuple[str, int]]] = [[] for _ in range(shards)]

    def cite(self, entry: Entry, number: int, shard: int) -> None:
        """Write the citations of the entry with that number."""
        for row, writer in self._writers:
            out = StringIO()
            writer.write([entry], out, "")
            self._shelf.put(row.format, out.getvalue())
        self._shards[shard].append((entry.key, number))

    def files(self) -> Iterator[File]:
        """Give the scripts that hold all citations: for each item its key, and its citation in each format."""
        for shard, held in enumerate(self._shards):
            rows = (self._row(key, number) for key, number in held)
            yield File(f"cite/{shard}.js", scripts.called("citations", rows))

    def downloads(self, one: Listing) -> Iterator[File]:
        """Give one bibliography in each format of all that stands in a list."""
        numbers = [member.number for member in one.members]
        for row in CITED:
            yield File(one.other(row.suffix), self._whole(row, numbers))

    def _row(self, key: str, number: int) -> str:
        return scripts.row([key, *(self._shelf.get(cited.format, number) for cited in CITED)])

    def _whole(self, row: Cited, numbers: Sequence[int]) -> Iterator[str]:
        texts = (self._shelf.get(row.format, number) for number in numbers)
        if not row.between:
            yield from texts
            return
        yield "["
        for place, text in enumerate(texts):
            yield (row.between if place else "") + text.strip()[1:-1].rstrip()
        yield "\n]\n"


def shards_for(entries: int) -> int:
    """Give how many scripts hold the citations: a power of two, so that most stay as they are when a few come."""
    return 1 << max(entries // HELD, 1).bit_length() - 1
