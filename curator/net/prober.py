"""Asks for many links at once: politely to each host, fairly among them, safely whatever they answer."""

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from time import gmtime, monotonic, strftime, time
from typing import Self, cast

from curator.errors import WorkspaceError
from curator.model import Fault, Response
from curator.net.authorities import authorities
from curator.net.chain import Answer, Chain, response
from curator.net.engine import Ended, Engine
from curator.net.follow import after, further, waiting
from curator.net.guard import Guard
from curator.net.interface import Left, Queue, Target, never
from curator.net.names import Names
from curator.net.pace import TRIES, Host, Pace
from curator.net.place import place
from curator.net.policy import NetPolicy
from curator.net.sockets import room
from curator.net.transfer import Transfer

AT_ONCE = 24
"""Requests that are begun at once: then it is time to hear what others brought."""

TICK = 0.2
"""Seconds after which `until` is asked again, also when nothing happens."""

GRACE = 3.0
"""Seconds that requests under way get to end when nothing more is to be begun."""

LATE = 0.5
"""Seconds the caller may keep a response before the time is no longer counted against the servers."""

_PLAIN = Target(0, "")[2:]
"""What of a target is no key and no address, when nothing is said of it."""


class Prober:
    """Probes links by a policy. A context manager: leaving it closes all connections.

    `left` names the hosts that were left for later and why; none of their links are probed any more. `done` counts
    the responses given, `in_flight` the requests under way, `hosts` the hosts that are busy or wait for their turn.
    """

    def __init__(self, policy: NetPolicy) -> None:
        """Raise WorkspaceError when the policy's certificates cannot be read."""
        bundle = policy.ca_bundle or authorities()
        if not Path(bundle).is_file():
            raise WorkspaceError(f"the certificates that [net] ca_bundle names are not there: {bundle}")
        if policy.ca_bundle:
            _refuse_unreadable(bundle)
        self.done = 0
        self._policy, self._bundle = policy, bundle
        self._guard = Guard(policy)
        self._pace = Pace(policy)
        sockets = room(2 * policy.concurrency)  # as many idle ones as are in use
        self._most = min(policy.concurrency, sockets)
        self._engine = Engine(kept=min(2 * policy.concurrency, sockets))
        self._names = Names[tuple[Chain, Answer]](self._engine.ring)
        self._asking = 0
        self._flying: dict[object, tuple[Transfer, Host]] = {}
        self._free: list[Transfer] = []
        self._heard = monotonic()
        self._hurried = False
        self._second, self._stamp = 0, ""

    @property
    def left(self) -> Mapping[str, Left]:
        """Name the hosts that were left for later."""
        return self._pace.left

    @property
    def in_flight(self) -> int:
        """Count the requests under way."""
        return len(self._flying) + self._asking

    @property
    def hosts(self) -> int:
        """Count the hosts for which something is under way or waits."""
        return self._pace.hosts

    @property
    def waiting(self) -> int:
        """Count the links of the queue that have not been begun."""
        return self._pace.waiting

    def delay(self, host: str, seconds: float) -> None:
        """Leave at least so many seconds between two starts on a host, as its robots.txt may ask."""
        self._pace.delay(host, seconds)

    def probe(self, queue: Queue, *, until: Callable[[], bool] = never) -> Generator[tuple[int, Response]]:
        """Ask for every waiting link, politely and fairly; gives keys with responses as they come, in no order.

        When `until` says true nothing more is begun; what is under way ends within seconds. A link that was taken from
        the queue but never given back was not looked at to its end: its host was left for later, or there was no time.
        Nothing a server does raises an error; OSError is raised when this machine has no more sockets to give.
        """
        self._pace.begin(queue, monotonic())
        self._heard, end = monotonic(), None
        try:
            while end is None or monotonic() < end:
                self._make_up_for_time()
                if end is None and until():
                    end = monotonic() + GRACE
                if end is None:
                    yield from self._start()
                if not self.in_flight and (end is not None or (self._pace.is_empty() and not self._hurried)):
                    return
                yield from self._listen(end is None)
        finally:
            self._abandon()

    def ask(self, target: Target, *, until: Callable[[], bool] = never) -> Response | None:
        """Ask for one address when its host's turn comes; None if that host, or where it redirects, was left.

        None also when `until` said true before an answer came. Not while `probe` is under way.
        """
        with closing(self.probe(_One(target), until=until)) as given:
            return next((response for _, response in given), None)

    def close(self) -> None:
        """Close all connections."""
        self._abandon()
        self._engine.close()
        for transfer in self._free:
            transfer.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _start(self) -> Iterator[tuple[int, Response]]:
        """Begin what may begin now, some at a time; gives the responses to links that need no request."""
        now = monotonic()
        self._hurried = True
        for _ in range(min(AT_ONCE, self._most - self.in_flight)):
            turn = self._pace.turn(now)
            if turn is None:
                self._hurried = False
                return
            host, work = turn
            given = self._begin(host, work, now)
            if given is not None:
                self._pace.ended(host, now)
                self.done += 1
                yield given

    def _begin(self, host: Host, work: Target | Chain, now: float) -> tuple[int, Response] | None:
        chain = work if isinstance(work, Chain) else self._chain(host, work)
        if isinstance(chain, Response):
            return cast("Target", work).key, chain
        refusal = self._guard.before(chain.place, host.rules)
        if refusal:
            return chain.target.key, response(chain, Answer(fault=Fault.FORBIDDEN, detail=refusal))
        transfer = self._free.pop() if self._free else Transfer(self._policy, self._guard, self._engine, self._bundle)
        transfer.begin(chain, host.rules)
        self._flying[transfer.curl] = transfer, host
        self._engine.add(transfer.curl)
        self._pace.begun(host, now)
        return None

    def _chain(self, host: Host, target: Target) -> Chain | Response:
        where = place(target.url)
        if where is None:
            return Response(target.url, self._now(), target.url, fault=Fault.UNUSABLE, detail="nothing to request")
        special = target[2:] != _PLAIN or where.stripped
        return Chain(target, where, host.rules, self._now(), target.method, target.body, special=special)

    def _listen(self, wanted: bool) -> Iterator[tuple[int, Response]]:  # noqa: FBT001 - one private caller
        """Wait for what comes, no longer than until somebody's turn, and give the responses that are complete."""
        ended_now = self._engine.wait(self._patience(wanted))
        self._heard = monotonic()
        for ended in ended_now:
            given = self._ended(ended)
            if given is not None:
                self.done += 1
                yield given
        while self._names.answers:
            (chain, answer), said = self._names.answers.popleft()
            self._asking -= 1
            if isinstance(said, tuple) and not chain.addresses:  # the wait was not the server's: its time begins anew
                chain = further(chain, answer._replace(took=0.0), addresses=said)
                self._pace.again(chain.place.site, chain, self._heard)
                continue
            self.done += 1
            fault = said if isinstance(said, Fault) else Fault.NAME_SERVER
            yield chain.target.key, response(chain, answer._replace(fault=fault))

    def _patience(self, wanted: bool) -> float:  # noqa: FBT001 - as above
        """Give the seconds until something is to be done whatever comes."""
        wanted = wanted and self.in_flight < self._most
        if wanted and self._hurried:
            return 0.0
        wakes = self._pace.wakes() if wanted else None
        return TICK if wakes is None else min(TICK, max(0.0, wakes - monotonic()))

    def _ended(self, ended: Ended) -> tuple[int, Response] | None:
        transfer, host = self._flying.pop(ended.curl)
        chain, answer = transfer.chain, transfer.answer(ended)
        self._free.append(transfer)
        now = monotonic()
        self._pace.ended(host, now)
        if answer.fault is Fault.NAME_SERVER:
            self._asking += 1
            self._names.ask(chain.place.host, (chain, answer))
            return None
        if self._is_asked_again(host, chain, answer, now):
            return None
        step = after(chain, answer, self._policy)
        if isinstance(step, Response):
            return chain.target.key, step
        self._pace.again(step.place.site, step, now)
        return None

    def _is_asked_again(self, host: Host, chain: Chain, answer: Answer, now: float) -> bool:
        """Learn from an answer how the host wants to be asked, and whether this link gets another try."""
        wait = waiting(answer, time())
        self._pace.answered(host, answer.status, wait, now)
        if wait is None or host.name in self.left:
            return False
        if chain.tries >= TRIES:
            self._pace.leave(host, f"busy each time it was asked, {TRIES + 1} times", wait)
            return False
        self._pace.again(host.name, further(chain, answer, tries=chain.tries + 1), now)
        return True

    def _make_up_for_time(self) -> None:
        """Let no server pay for the caller's time: while a response was looked at or stored, nobody listened."""
        late = monotonic() - self._heard
        if late > LATE:
            for transfer, _ in self._flying.values():
                transfer.postpone(late)

    def _now(self) -> str:
        """Give the wall clock's time as the catalogue writes it; formatting it takes longer than a second's links."""
        second = int(time())
        if second != self._second:
            self._second, self._stamp = second, strftime("%Y-%m-%dT%H:%M:%SZ", gmtime(second))
        return self._stamp

    def _abandon(self) -> None:
        """Give up what is under way."""
        for curl, (transfer, _) in self._flying.items():
            self._engine.drop(curl)
            self._free.append(transfer)
        self._flying.clear()
        self._names = Names(self._engine.ring)  # answers to old questions go nowhere
        self._asking = 0
        self._pace.end()


def _refuse_unreadable(bundle: str) -> None:
    """Raise WorkspaceError for certificates that libcurl could not read, either: every site would seem to fail."""
    import ssl

    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(bundle)
    except OSError as error:
        raise WorkspaceError(f"[net] ca_bundle holds no certificates that can be read: {bundle} ({error})") from error


class _One:
    """A queue of one link. Hosts that were asked before have their turns, too: they must not take it."""

    def __init__(self, target: Target) -> None:
        where = place(target.url)
        self._host = where.site if where else ""
        self._waiting = [target]

    def hosts(self) -> tuple[str]:
        return (self._host,)

    def take(self, host: str) -> Target | None:
        return self._waiting.pop() if self._waiting and host == self._host else None

    def __len__(self) -> int:
        return len(self._waiting)


def fetch(policy: NetPolicy, target: Target) -> Response:
    """Ask for one address, and follow where it redirects. Raises what `Prober` does.

    Whoever asks for more than one keeps a `Prober` instead, for its connections and its pauses.
    """
    with Prober(policy) as prober:
        return cast("Response", prober.ask(target))  # no host has been left yet
