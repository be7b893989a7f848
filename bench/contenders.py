"""Programs that ask for the addresses of a file, one in each line, and do nothing with what comes: bare engines.

    python bench/contenders.py net FILE       curator's own net, without pace
    python bench/contenders.py pycurl FILE    libcurl's multi interface, and its own way of waiting
    python bench/contenders.py httpx FILE     httpx with its own pool
    python bench/contenders.py aiohttp FILE   httpx over aiohttp

With --interval S, curator's net keeps that many seconds between two starts on one host, and its touchy hosts as well.
All have 128 requests under way at once, or as many as --concurrency says.
"""

import argparse
import asyncio
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from curator.net.interface import Target
from curator.net.policy import HostPolicy, NetPolicy

NO_LIMIT = 100_000


class Waiting:
    """Addresses, in a queue for each host."""

    def __init__(self, urls: Iterable[str]) -> None:
        self._queues: dict[str, deque[tuple[int, str]]] = {}
        self._left = 0
        for key, url in enumerate(urls):
            self._queues.setdefault(urlsplit(url).hostname or "", deque()).append((key, url))
            self._left += 1

    def hosts(self) -> Iterator[str]:
        """Name the hosts."""
        return iter(list(self._queues))

    def take(self, host: str) -> Target | None:
        """Give the next address of a host."""
        queue = self._queues.get(host)
        if not queue:
            return None
        self._left -= 1
        return Target(*queue.popleft())

    def __len__(self) -> int:
        return self._left


def by_net(urls: list[str], concurrency: int, interval: float) -> int:
    """Ask with curator's net."""
    from curator.net.prober import Prober
    host = HostPolicy(interval=interval, connections=2 if interval else NO_LIMIT)
    with Prober(NetPolicy(host, concurrency=concurrency, allow_private=("127.0.0.0/8",))) as prober:
        return sum(1 for _, response in prober.probe(Waiting(urls)) if response.status == 200)


def by_pycurl(urls: list[str], concurrency: int) -> int:
    """Ask with libcurl's multi interface, handles used again and again."""
    import pycurl
    multi, waiting, well, flying = pycurl.CurlMulti(), iter(urls), 0, 0
    multi.setopt(pycurl.M_MAXCONNECTS, 2 * concurrency)
    free = [pycurl.Curl() for _ in range(concurrency)]
    for curl in free:
        curl.setopt(pycurl.WRITEFUNCTION, len)
    while True:
        while free and (url := next(waiting, None)):
            curl = free.pop()
            curl.setopt(pycurl.URL, url)
            multi.add_handle(curl)
            flying += 1
        if not flying:
            return well
        multi.perform()
        _, ended, failed = multi.info_read()
        for curl in (*ended, *(one[0] for one in failed)):
            well += curl.getinfo(pycurl.RESPONSE_CODE) == 200
            multi.remove_handle(curl)
            free.append(curl)
            flying -= 1
        if not ended:
            multi.select(1.0)


def by_httpx(urls: list[str], concurrency: int, *, over_aiohttp: bool = False) -> int:
    """Ask with httpx: workers that share one client."""
    import httpx

    async def work(client: httpx.AsyncClient, waiting: Iterator[str]) -> int:
        well = 0
        for url in waiting:
            with suppress(httpx.HTTPError):  # its pool loses some of them
                well += (await client.get(url)).status_code == 200
        return well

    async def run() -> int:
        limits = httpx.Limits(max_connections=2 * concurrency, max_keepalive_connections=2 * concurrency)
        transport: httpx.AsyncBaseTransport = httpx.AsyncHTTPTransport(limits=limits)
        if over_aiohttp:
            from httpx_aiohttp import AiohttpTransport
            transport = AiohttpTransport(limits=limits)
        waiting = iter(urls)
        async with httpx.AsyncClient(transport=transport, timeout=30) as client:
            return sum(await asyncio.gather(*(work(client, waiting) for _ in range(concurrency))))

    return asyncio.run(run())


def main() -> None:
    """Ask for everything; when many addresses do not answer, the time says nothing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("engine", choices=("net", "pycurl", "httpx", "aiohttp"))
    parser.add_argument("file", type=Path)
    parser.add_argument("--concurrency", type=int, default=128)
    parser.add_argument("--interval", type=float, default=0.0)
    args = parser.parse_args()
    urls = args.file.read_text(encoding="utf-8").split()
    match args.engine:
        case "net":
            well = by_net(urls, args.concurrency, args.interval)
        case "pycurl":
            well = by_pycurl(urls, args.concurrency)
        case engine:
            well = by_httpx(urls, args.concurrency, over_aiohttp=engine == "aiohttp")
    if well < 0.99 * len(urls):
        raise SystemExit(f"{len(urls) - well} of {len(urls)} addresses did not answer 200")


if __name__ == "__main__":
    main()
