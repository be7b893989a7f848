"""What goes into reading: bytes with a name."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

STDIN_PREFIX: Final = "stdin:"
"""What keys of standard input begin with, and no others: a name given to it is never taken for a file's."""


@dataclass(frozen=True, slots=True)
class Source:
    """One input, as bytes.

    `key` is the name by which the catalogue knows the document for good: the path relative to the workspace with
    forward slashes, or the absolute path outside it, or `stdin:` and the name given for standard input.
    `origin` is `file`, `stdin` or `git:<commit id>`; `as_of` is the time (UTC) the bytes were current: the commit's
    time for git, None for "now".
    """

    key: str
    data: bytes
    origin: str = "file"
    as_of: datetime | None = None

    @property
    def name(self) -> str:
        """The last part of the key: it may carry a date and a format."""
        return self.key.removeprefix(STDIN_PREFIX).rsplit("/", 1)[-1]
