"""What the net takes, links that wait host by host, and who asks for them."""

from collections.abc import Callable, Generator, Iterable, Mapping
from typing import NamedTuple, Protocol, Self

from curator.model import Response


class Target(NamedTuple):
    """One address to be asked for. `key` is the caller's own number.

    Most links are asked for with a plain GET; robots.txt, archives and probes of our own may want another method, a
    body, or headers, which are sent to the first address only and never on to where it redirects; and may want so many
    bytes of the answer at `most`, where 0 leaves it to the policy.

    With `keep`, content types, the response has all exchanges that led to it, byte for byte; of a page whose type
    begins with one of them come `most` bytes, of all others what policy says.

    Redirects are followed to addresses of which `may` says true, to all without it. A target with `may` is handed to no
    other process.
    """

    key: int
    url: str
    method: str = "GET"
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    follow: bool = True
    most: int = 0
    keep: tuple[str, ...] = ()
    may: Callable[[str], bool] | None = None


class Left(NamedTuple):
    """Why a host was left for later, and for how many seconds it asked to be left alone; 0 if it did not say."""

    why: str
    seconds: float = 0.0


class Queue(Protocol):
    """Links that wait, in a queue for each host, so that a million of them need not be held at once.

    Hosts are names as `curator.model.Link.host` has them: lower case, without `www.`.
    """

    def hosts(self) -> Iterable[str]:
        """Name the hosts for which links wait, each once, those that have waited longest first. Read bit by bit."""
        ...

    def take(self, host: str) -> Target | None:
        """Give the next link of a host, None when there is none left, or none ever was."""
        ...

    def __len__(self) -> int:
        """Count the links that have not been taken yet."""
        ...


def never() -> bool:
    """Say that there is no end to come: the default of `until`."""
    return False


class Asking(Protocol):
    """Asks for the links of queues; what `curator.net.prober.Prober` says of itself holds for all of them."""

    @property
    def left(self) -> Mapping[str, Left]:
        """Name the hosts that were left for later, and why."""
        ...

    @property
    def hosts(self) -> int:
        """Count the hosts for which something is under way or waits."""
        ...

    @property
    def waiting(self) -> int:
        """Count the links of the queue that have not been begun."""
        ...

    def delay(self, host: str, seconds: float) -> None:
        """Leave at least so many seconds between two starts on a host. Not while `probe` is under way."""
        ...

    def probe(self, queue: Queue, *, until: Callable[[], bool] = never) -> Generator[tuple[int, Response]]:
        """Ask for every waiting link; gives the key of each with its response."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...
