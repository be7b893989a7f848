"""Memento (RFC 7089): TimeMaps, which list all captures of an address, and TimeGates, which lead to one of a time."""

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from curator.archive.capture import read_address, stamp
from curator.archive.interface import NOTHING, Answer
from curator.archive.linkformat import Linked, links
from curator.archive.policy import Service
from curator.model import Ask, Response
from curator.urls.hosts import host_of

ABSENT = 404
"""The answer where an archive has nothing (RFC 7089, 4.5.3)."""


def ask_map(service: Service, url: str, day: str) -> Ask:
    """Ask for the TimeMap of an address: all there is, whatever the day."""
    del day
    return Ask(f"{service.url}{url}", headers=(("Accept", "application/link-format"),))


def read_map(service: Service, response: Response, day: str) -> Answer | None:
    """Read a TimeMap as far as it came; an index of TimeMaps leads on to the one whose span holds the day."""
    if response.status == ABSENT:
        return NOTHING
    if response.status != 200 or "html" in (response.header("content-type") or ""):
        return None
    listed = list(links(response.body.decode("utf-8", "replace")))
    found = _captures(service, listed)
    more = next((one.address for one in listed if _leads_on(one, service, response, day)), "")
    return found._replace(more=more) if found.captures or listed or not response.body.strip() else None


def ask_gate(service: Service, url: str, day: str) -> Ask:
    """Ask to be led to the capture nearest to a day; its own page need not come."""
    noon = datetime.strptime(stamp(day), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    accepted = ("Accept-Datetime", format_datetime(noon, usegmt=True))
    return Ask(f"{service.url}{url}", "HEAD", headers=(accepted,))


def read_gate(service: Service, response: Response, day: str) -> Answer | None:
    """Read where a TimeGate led, and the neighbours that it names in its header."""
    del day
    if response.status == ABSENT:
        return NOTHING
    if response.header("memento-datetime") is None:
        return None
    led = [Linked(url, frozenset({"memento"}), {}) for url in (*(hop.url for hop in response.hops), response.final)]
    return _captures(service, [*led, *links(response.header("link") or "")])


def _captures(service: Service, listed: Iterable[Linked]) -> Answer:
    found = (read_address(one.address, service.snapshots) for one in listed if "memento" in one.relations)
    return Answer(tuple(filter(None, found)))


def _leads_on(one: Linked, service: Service, response: Response, day: str) -> bool:
    """Tell whether this is another TimeMap of the same service, from whose `from` to whose `until` the day lies."""
    if "timemap" not in one.relations or one.address == response.url or host_of(one.address) != host_of(service.url):
        return False
    first, last = (_day(one.parameters.get(name, "")) for name in ("from", "until"))
    return bool(first and last and first <= day <= last)


def _day(written: str) -> str:
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except (ValueError, OverflowError):
        return ""
