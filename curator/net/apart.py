"""A prober in a process of its own: one processor asks while another one judges and stores."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from contextlib import contextmanager, suppress
from io import BufferedReader, FileIO
from select import select
from time import monotonic
from traceback import format_exc
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, NoReturn, Self

from curator.errors import CuratorError
from curator.model import Response
from curator.net.interface import Left, never

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping

    from curator.net.interface import Asking, Queue
    from curator.net.policy import NetPolicy
    from curator.net.prober import Prober

WORTH = 500
"""Links from which on a process is made: that takes as long as asking for some hundred."""

AT_ONCE, LARGE, OLD = 64, 256 * 1024, 0.05
"""Responses, bytes of their bodies and seconds, after which what came is handed over."""

AHEAD = 512 * 1024
"""Bytes that may wait to be taken: what comes while a batch is stored. A pipe alone holds an eighth of that."""

PROTOCOL = pickle.HIGHEST_PROTOCOL

BEGIN, STOP, DROP = "begin", "stop", "drop"
"""Orders: ask for the queue that is there already; begin nothing more; give up. A queue is an order, too, and so is a
delay."""


class _Delay(NamedTuple):
    """An order: leave at least so many seconds between two starts on a host."""

    host: str
    seconds: float


class _Told(NamedTuple):
    """What the process tells, several times a second; `left` once its queue has come to the end."""

    given: list[tuple[int, tuple[Any, ...]]]
    """Keys, and responses as plain tuples: a name with each takes pickle another third of the time."""
    hosts: int
    waiting: int
    left: dict[str, Left] | None = None


def asking(policy: NetPolicy, queue: Queue, links: int = 0) -> Asking:
    """Give what asks for the links of a queue: another process where that pays, else this one.

    `links` is how many are to be asked for in all, where the queue is only the first.

    The other process is a fork of this one, so no connection of a database may be open. A queue that is handed to it
    later has to be one for pickle. The fork of a process with libraries of Apple's may hang: there it is this one.
    """
    if max(len(queue), links) >= WORTH and hasattr(os, "fork") and sys.platform != "darwin":
        return Apart(policy, queue)
    from curator.net.prober import Prober  # late: this process need not load it where another one asks

    return Prober(policy)


class Apart:
    """As `Prober`, for the queue that it is made with and for others after it, one at a time.

    `process` is its number.
    """

    def __init__(self, policy: NetPolicy, queue: Queue) -> None:
        self.left: Mapping[str, Left] = {}
        self.hosts, self.waiting = 0, len(queue)
        self._queue = queue
        self._is_asking = False
        for_orders, orders = os.pipe()
        told, for_telling = os.pipe()
        _widen(for_telling)
        with _undisturbed():
            self.process = os.fork()
            if not self.process:
                os.close(orders)  # else it would never learn that nobody is there any more to give any
                os.close(told)
                _work(policy, queue, for_orders, for_telling)
        os.close(for_orders)
        os.close(for_telling)
        self._orders, self._told = os.fdopen(orders, "wb", 0), os.fdopen(told, "rb", AHEAD)

    def probe(self, queue: Queue, *, until: Callable[[], bool] = never) -> Generator[tuple[int, Response]]:
        """Ask for every waiting link, as `Prober.probe` does. Raises CuratorError when the process was killed."""
        self._order(BEGIN if queue is self._queue else queue)
        self._is_asking, is_ending = True, False
        try:
            while self._is_asking:
                if not is_ending and until():
                    is_ending = True
                    self._order(STOP)
                yield from self._heard()
        except GeneratorExit:
            if self._is_asking:
                self._order(DROP)
            while self._is_asking:
                self._heard()
            raise

    def delay(self, host: str, seconds: float) -> None:
        """Leave at least so many seconds between two starts on a host, as `Prober.delay` does."""
        self._order(_Delay(host, seconds))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End the process: there is nothing that it could lose."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        self._orders.close()
        self._told.close()

    def _order(self, order: object) -> None:
        with suppress(BrokenPipeError):  # it was killed: `_heard` will say so
            self._orders.write(pickle.dumps(order, PROTOCOL))

    def _heard(self) -> list[tuple[int, Response]]:
        """Wait for what is told next, which is never long."""
        try:
            told = pickle.load(self._told)  # noqa: S301 - our own process wrote it
        except (EOFError, pickle.UnpicklingError) as error:
            raise CuratorError(
                "the process that asks for links was ended from outside; what was stored stays, the same command goes "
                "on from there"
            ) from error
        if isinstance(told, Exception):
            raise told
        given, self.hosts, self.waiting, left = told
        if left is not None:
            self.left, self._is_asking = left, False
        return [(key, Response._make(response)) for key, response in given]


def _widen(pipe: int) -> None:
    """Have a pipe hold more, where the system can and lets us."""
    import fcntl

    with suppress(AttributeError, OSError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, AHEAD)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold signals back: a child must have said what they mean to it before one comes."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(policy: NetPolicy, queue: Queue, for_orders: int, for_telling: int) -> NoReturn:
    """Do what is ordered, in the child process, until it is killed or nobody is there any more."""
    orders = BufferedReader(FileIO(for_orders), 1)  # no byte too many: `select` must see what comes after an order
    telling = os.fdopen(for_telling, "wb")
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # they reach the whole group; the parent decides what they mean
    gc.freeze()  # looking for garbage among what was inherited would copy all of it
    with suppress(EOFError, BrokenPipeError):  # nobody is there any more
        try:
            from curator.net.prober import Prober

            _Worker(Prober(policy), orders, telling).work(queue)
        except (EOFError, BrokenPipeError):
            raise
        except Exception as error:  # raised again where somebody can tell of it
            error.add_note(format_exc())
            telling.write(pickle.dumps(error, PROTOCOL))
            telling.flush()
    os._exit(0)


class _Dropped(Exception):  # noqa: N818 - an order, and no error
    """Nobody wants any more of the queue."""


class _Worker:
    """The child's side."""

    def __init__(self, prober: Prober, orders: BinaryIO, telling: BinaryIO) -> None:
        self._prober, self._orders, self._telling = prober, orders, telling
        self._given: list[tuple[int, tuple[Any, ...]]] = []
        self._size, self._since = 0, 0.0
        self._is_ending = False

    def work(self, queue: Queue) -> None:
        """Ask for one queue after the other. Raises EOFError when nobody is there any more."""
        while True:
            order = self._ordered()
            if isinstance(order, _Delay):
                self._prober.delay(*order)
                continue
            if order in (STOP, DROP):  # too late: the end was told
                continue
            self._is_ending = False
            with suppress(_Dropped):
                self._ask(queue if order == BEGIN else order)
            self._tell(dict(self._prober.left))

    def _ask(self, queue: Queue) -> None:
        for key, response in self._prober.probe(queue, until=self._is_over):
            self._given.append((key, tuple(response)))
            self._size += len(response.body)
            if len(self._given) >= AT_ONCE or self._size >= LARGE:
                self._tell()

    def _is_over(self) -> bool:
        """Tell what came, and listen whether something was ordered. Asked several times a second."""
        if monotonic() - self._since >= OLD:
            self._tell()
        if select([self._orders], (), (), 0)[0]:
            self._is_ending = True
            if self._ordered() == DROP:
                raise _Dropped
        return self._is_ending

    def _ordered(self) -> Any:
        return pickle.load(self._orders)  # noqa: S301 - our own parent wrote it

    def _tell(self, left: dict[str, Left] | None = None) -> None:
        told = _Told(self._given, self._prober.hosts, self._prober.waiting, left)
        self._telling.write(pickle.dumps(told, PROTOCOL))
        self._telling.flush()
        self._given, self._size, self._since = [], 0, monotonic()
