"""The availability interface of the Wayback Machine: the one capture that is nearest to a day (archive.org/help)."""

import json
from urllib.parse import urlencode

from curator.archive.capture import read_address, stamp
from curator.archive.interface import NOTHING, Answer
from curator.archive.policy import Service
from curator.model import Ask, Response


def ask(service: Service, url: str, day: str) -> Ask:
    """Ask for the capture nearest to a day."""
    query = urlencode({"url": url, "timestamp": stamp(day)})
    return Ask(f"{service.url}{'&' if '?' in service.url else '?'}{query}")


def read(service: Service, response: Response, day: str) -> Answer | None:
    """Read `{"archived_snapshots": {"closest": {"available": true, "url": …, "status": "200"}}}`."""
    del day
    try:
        snapshots = json.loads(response.body)["archived_snapshots"] if response.status == 200 else None
    except (ValueError, RecursionError, KeyError, TypeError):
        return None
    if not isinstance(snapshots, dict):
        return None
    closest = snapshots.get("closest")
    if not isinstance(closest, dict) or closest.get("available") is not True:
        return NOTHING
    found = read_address(str(closest.get("url")), service.snapshots)
    status = closest.get("status")
    known = int(status) if isinstance(status, str) and status.isascii() and status.isdigit() else None
    return Answer((found._replace(status=known),)) if found else NOTHING
