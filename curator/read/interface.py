"""What a format's reader is."""

from dataclasses import dataclass
from typing import Protocol

from curator.model import Document


@dataclass(frozen=True, slots=True)
class Text:
    r"""A source after decoding.

    `text` holds no BOM and no NUL, and its line ends are all `\n`, so that lines keep the numbers they have in the
    file. `encoding` is the one found, as Python names it.
    """

    key: str
    text: str
    encoding: str = "utf-8"

    @property
    def name(self) -> str:
        """The last part of the key: it may carry a date and a format."""
        return self.key.rsplit("/", 1)[-1]


class Reader(Protocol):
    """One format.

    A reader never raises for what a document contains: what it cannot use becomes a `Skipped` with its line and the
    rest is read. It does no I/O and knows neither clock nor catalogue.
    """

    name: str
    """The format's name: what `--format` takes and what the catalogue stores."""

    suffixes: tuple[str, ...]
    """File name endings that name this format, lower case, with the dot."""

    def sniff(self, text: Text) -> bool:
        """Tell whether a text without a telling suffix is of this format."""
        ...

    def read(self, text: Text) -> Document:
        """Read one document."""
        ...
