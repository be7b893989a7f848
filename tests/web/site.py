"""What stands at one origin of the scripted web, as data."""

from collections.abc import Callable
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import NamedTuple
from urllib.parse import urlsplit

from .line import Request
from .script import Script

PORTS = {"http": 80, "https": 443}


class Certificate(StrEnum):
    """What a TLS site shows of itself."""

    GOOD = "good"
    EXPIRED = "expired"
    NOT_YET = "not yet valid"
    FOREIGN = "of an unknown authority"
    SELF_SIGNED = "self-signed"
    OTHER_NAME = "for another name"


class Door(StrEnum):
    """What becomes of a connection before anything is said."""

    OPEN = "open"
    REFUSED = "refused"
    """Nobody listens."""
    DEAF = "deaf"
    """Connecting never comes to an end: the queue of the listener is full."""


class On(NamedTuple):
    """An answer: what is done with a request for `path`, a shell pattern over path and query.

    `script` may be what makes it of the request. `method` is a shell pattern, too. `needs` must stand in the header
    lines of the request (`cookie: pass=1`), which are compared in lower case. `times` is how many requests are answered
    so, before later rows have their turn; 0: all.
    """

    path: str
    script: Script | Callable[[Request], Script]
    method: str = "*"
    needs: str = ""
    times: int = 0

    def fits(self, method: str, target: str, lines: str) -> bool:
        """Tell whether this row speaks for a request."""
        return fnmatchcase(method, self.method) and fnmatchcase(target, self.path) and self.needs in lines.lower()


class Site(NamedTuple):
    """What stands at an origin (`https://example.org`, `http://example.org:8080`).

    The first of `answers` that fits a request is its answer; when none does, a plain page with 404 is. A site with an
    `opening` takes those steps on every connection instead, from the first moment on, without any TLS. `protocols` are
    those that TLS offers (ALPN).
    """

    origin: str
    answers: tuple[On, ...] = ()
    certificate: Certificate = Certificate.GOOD
    opening: Script = ()
    protocols: tuple[str, ...] = ("http/1.1",)
    door: Door = Door.OPEN

    @property
    def host(self) -> str:
        """The name as requests have it."""
        return urlsplit(self.origin).hostname or ""

    @property
    def encrypted(self) -> bool:
        """Whether TLS comes before HTTP."""
        return self.origin.startswith("https:") and not self.opening

    @property
    def place(self) -> str:
        """`host:port`, as a table of `resolve` has it."""
        parts = urlsplit(self.origin)
        return f"{self.host}:{parts.port or PORTS[parts.scheme]}"


def site(origin: str, *scripts: Script, certificate: Certificate = Certificate.GOOD) -> Site:
    """Give a site that answers every path alike: the last script always, those before it one request each, in order."""
    first = tuple(On("*", script, times=1) for script in scripts[:-1])
    return Site(origin, (*first, On("*", scripts[-1])), certificate)


def paths(origin: str, answers: dict[str, Script]) -> Site:
    """Give a site of single pages, with 404 for everything else."""
    return Site(origin, tuple(On(path, script) for path, script in answers.items()))
