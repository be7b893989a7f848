"""What a module gives that speaks with one service: how to ask it about identifiers, and how to read what it answers.

Identifiers are written as identities of links are: `doi:10.1000/1`, in lower case, and `arxiv:1706.03762`.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from curator.crawl.facts import Metadata
from curator.enrich.policy import Scheme, Service
from curator.model import Ask, Response


class Caller(NamedTuple):
    """Who asks: an address of mail, and the key for the service; empty where there is none."""

    mailto: str = ""
    key: str = ""


class Speaker(NamedTuple):
    """How one service is spoken with.

    `ask` makes one request about identifiers, as many as the service takes. `read` gives what its answer says about
    each of them; one that is missing, or in whose place there is another work, the service does not know. None when the
    answer cannot be understood: nothing is known then. Neither raises for anything that a server sends.
    """

    ask: Callable[[Service, Sequence[str], Caller], Ask]
    read: Callable[[Response, Sequence[str]], Mapping[str, Metadata] | None]


def is_doi(value: object, name: str) -> bool:
    """Tell whether a value of an answer is this DOI, bare or as an address; case does not count (ISO 26324)."""
    return isinstance(value, str) and value.lower().removeprefix("https://doi.org/") == name


def parts(identifier: str) -> tuple[Scheme, str]:
    """Give the kind and the name in it."""
    scheme, _, name = identifier.partition(":")
    return Scheme(scheme), name
