"""A question to a service of the web, as somebody decided it; the net asks it."""

from typing import NamedTuple


class Ask(NamedTuple):
    """A request. `most` is how many bytes of the answer are read, 0: what is read of any page."""

    url: str
    method: str = "GET"
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    most: int = 0
