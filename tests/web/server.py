"""The scripted web: every site has a listener of its own on loopback, and all of them live in one thread."""

import asyncio
import contextlib
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from curator.net.policy import HostPolicy, NetPolicy
from curator.urls.hosts import short_host

from .certificates import OURS, authority, context
from .line import Line, Request
from .listening import bystander, listener
from .script import NOBODY, Script, filled, page
from .site import Door, Site

NOT_THERE = page("<title>404 Not Found</title><h1>Not Found</h1>", 404)


class Visit(NamedTuple):
    """One request as it came: on which connection of which site, and when (monotonic seconds)."""

    origin: str
    connection: int
    at: float
    request: Request


class Web:
    """Sites that stand on loopback, and what became of them: `visits`, and by origin `connections` and bytes `sent`.

    Beside the sites there is a bystander: a listener on 127.0.0.1 and ::1 to which no name leads, and which nobody may
    ever reach. `trespasses` counts who does. `open` counts connections that are served now.
    """

    def __init__(self, sites: tuple[Site, ...], folder: Path) -> None:
        self.visits: list[Visit] = []
        self.connections: Counter[str] = Counter()
        self.sent: Counter[str] = Counter()
        self.open = 0
        self._answered: Counter[tuple[str, int]] = Counter()
        self._sites = {site.origin: site for site in sites}
        self._sockets = {site.origin: listener(site.door) for site in sites} | {"": bystander()}
        self._tasks: set[asyncio.Task[None]] = set()
        self._loop = asyncio.new_event_loop()
        self.ca_bundle = str(folder / "authority.pem")
        authority(OURS).cert_pem.write_to_path(self.ca_bundle)

    @property
    def resolve(self) -> dict[str, str]:
        """Where each site stands: `host:port` to `address:port`."""
        return {site.place: f"127.0.0.1:{self._port(origin)}" for origin, site in self._sites.items()}

    @property
    def trespasses(self) -> int:
        """How many connections the bystander had."""
        return self.connections[""]

    def filled(self, address: str) -> str:
        """Put the bystander's port into an address."""
        return address.replace(NOBODY.decode(), str(self._port("")))

    def policy(self, timeout: float = 10.0, **more: Any) -> NetPolicy:
        """Give a policy that leads to the sites without pace, touchy ones included; the bystander's port is allowed."""
        host = HostPolicy(interval=0.0, timeout=timeout)
        hosts = {short_host(site.host): host for site in self._sites.values()}
        made = NetPolicy(host, hosts, resolve=self.resolve, ca_bundle=self.ca_bundle)
        return made._replace(**({"ports": (*made.ports, self._port(""))} | more))

    def requests(self, origin: str) -> list[str]:
        """Give what was asked of a site, in order: `GET /path`."""
        asked = (visit.request for visit in self.visits if visit.origin == origin)
        return [f"{request.method} {request.target}" for request in asked]

    def run(self) -> None:
        """Serve until `stop`; for a thread of its own."""
        asyncio.set_event_loop(self._loop)
        for origin, sockets in self._sockets.items():
            listens = origin not in self._sites or self._sites[origin].door is Door.OPEN
            for place in sockets if listens else ():
                self._loop.add_reader(place, self._accept, origin, place)
        self._loop.run_forever()
        self._end()

    def stop(self) -> None:
        """Have `run` end everything and return; may be called from any thread."""
        self._loop.call_soon_threadsafe(self._loop.stop)

    def _port(self, origin: str) -> int:
        return int(self._sockets[origin][0].getsockname()[1])

    def _end(self) -> None:
        for task in self._tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*self._tasks, return_exceptions=True))
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()
        for place in (place for sockets in self._sockets.values() for place in sockets):
            place.close()

    def _accept(self, origin: str, place: socket.socket) -> None:
        with contextlib.suppress(OSError):
            connection, _ = place.accept()
            connection.settimeout(0.0)
            self.connections[origin] += 1
            task = self._loop.create_task(self._serve(origin, self.connections[origin], connection))
            self._tasks.add(task)
            task.add_done_callback(partial(self._forget, connection))

    def _forget(self, connection: socket.socket, task: asyncio.Task[None]) -> None:
        """Close what a task leaves behind that was cancelled before its first step."""
        connection.close()
        self._tasks.discard(task)

    async def _serve(self, origin: str, number: int, connection: socket.socket) -> None:
        """Play a site's part on one connection; whatever the other side does ends it in silence."""
        site = self._sites.get(origin) or Site(origin)
        secret = context(site.host, site.certificate, site.protocols) if site.encrypted else None
        reader = asyncio.StreamReader()
        made = asyncio.StreamReaderProtocol(reader)
        with contextlib.suppress(OSError, EOFError, asyncio.LimitOverrunError):
            transport, _ = await self._loop.connect_accepted_socket(lambda: made, connection, ssl=secret)
            line = Line(reader, asyncio.StreamWriter(transport, made, reader, self._loop))
            self.open += 1
            try:
                await self._talk(site, number, line)
            finally:
                self.open -= 1
                self.sent[origin] += line.sent
                transport.abort()

    async def _talk(self, site: Site, number: int, line: Line) -> None:
        stays = await line.play(filled(site.opening, self._port("")))
        while stays and not site.opening:
            request = await line.request()
            self.visits.append(Visit(site.origin, number, time.monotonic(), request))
            stays = await line.play(filled(self._answer(site, request), self._port("")))

    def _answer(self, site: Site, request: Request) -> Script:
        for number, row in enumerate(site.answers):
            before = self._answered[site.origin, number]
            if row.fits(request.method, request.target, request.lines) and (not row.times or before < row.times):
                self._answered[site.origin, number] += 1
                return row.script(request) if callable(row.script) else row.script
        return NOT_THERE


@contextlib.contextmanager
def serving(*sites: Site) -> Iterator[Web]:
    """Have sites stand on loopback for as long as the context lasts."""
    with TemporaryDirectory(prefix="web-") as folder:
        web = Web(sites, Path(folder))
        thread = threading.Thread(target=web.run, name="scripted web", daemon=True)
        thread.start()
        try:
            yield web
        finally:
            web.stop()
            thread.join()
