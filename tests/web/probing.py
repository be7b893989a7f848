"""Looks at addresses as the program does: asked for by the net, examined by the rules."""

from collections.abc import Iterable

from curator.check.examine import observe
from curator.model import Observation, Response
from curator.net.apart import asking
from curator.net.interface import Target
from curator.net.policy import NetPolicy
from curator.urls.identity import identify


class Waiting:
    """A queue of addresses, each in that of its host; keys count from 0."""

    def __init__(self, urls: Iterable[str]) -> None:
        self._queues: dict[str, list[Target]] = {}
        for key, url in enumerate(urls):
            self._queues.setdefault(identify(url).host, []).append(Target(key, url))

    def hosts(self) -> list[str]:
        """Name the hosts, those that came first at the beginning."""
        return list(self._queues)

    def take(self, host: str) -> Target | None:
        """Give the next address of a host."""
        queue = self._queues.get(host)
        return queue.pop(0) if queue else None

    def __len__(self) -> int:
        return sum(map(len, self._queues.values()))


def responses(policy: NetPolicy, *urls: str) -> list[Response | None]:
    """Ask for addresses, all at once; give the response of each, None for one that was left for later."""
    queue = Waiting(urls)
    with asking(policy, queue) as prober:
        came = dict(prober.probe(queue))
    return [came.get(key) for key in range(len(urls))]


def look(policy: NetPolicy, *urls: str) -> list[Observation | None]:
    """Look at addresses, all at once; give an observation of each, None for one that was left for later."""
    return [observe(response) if response else None for response in responses(policy, *urls)]
