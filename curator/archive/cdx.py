"""The CDX server's interface: an index of captures, asked by address.

Documented in the repository of the Internet Archive's wayback (wayback-cdx-server, README). `sort=closest` is older
than that page, and may be passed over by other servers; then the list comes in the order of time, a page at a time,
with keys to go on by.
"""

import json
import re
from typing import Any, Final
from urllib.parse import urlencode

from curator.archive.capture import Capture, capture, is_sorted, stamp
from curator.archive.interface import NOTHING, Answer
from curator.archive.policy import Service
from curator.model import Ask, Response

LIMIT: Final = 50
"""Captures in one answer: more than are ever looked at, as many of them may have the same contents."""

FIELDS: Final = ("timestamp", "original", "statuscode", "digest")

_KEY = re.compile(r"[A-Za-z0-9%+.~!*'()_\-]{1,4000}")
"""A key to go on by: it comes ready to be put into an address."""

_EXCLUDED = b"AccessControlException"
"""Words of the answer (403) for sites that are left out of the archive at somebody's wish."""


def ask(service: Service, url: str, day: str) -> Ask:
    """Ask for the captures nearest to a day, but for errors."""
    query = {
        "url": url, "output": "json", "fl": ",".join(FIELDS), "filter": "!statuscode:[45]..",
        "sort": "closest", "closest": stamp(day), "limit": LIMIT, "showResumeKey": "true",
    }  # fmt: skip
    return Ask(f"{service.url}{'&' if '?' in service.url else '?'}{urlencode(query)}")


def read(service: Service, response: Response, day: str) -> Answer | None:
    """Read rows of JSON, the first of which names the fields; after an empty row comes the key to go on by."""
    if response.status == 403 and _EXCLUDED in response.body:
        return NOTHING
    rows = _rows(response) if response.status == 200 else None
    if rows is None:
        return None
    key = ""
    if len(rows) > 1 and rows[-2] == [] and len(rows[-1]) == 1:
        key = rows[-1][0]
        rows = rows[:-2]
    captures = tuple(filter(None, (_capture(service, rows[0], row) for row in rows[1:])))
    return Answer(captures, _next(response.url, key) if _may_be_nearer(captures, day) else "")


def _rows(response: Response) -> list[Any] | None:
    try:
        rows = json.loads(response.body)
    except (ValueError, RecursionError):
        return None
    return rows if isinstance(rows, list) and all(isinstance(row, list) for row in rows) else None


def _capture(service: Service, names: list[Any], row: list[Any]) -> Capture | None:
    if len(row) != len(names):
        return None
    found = {name: value for name, value in zip(names, row, strict=True) if isinstance(name, str)}
    return capture(service.snapshots[0], *(found.get(name) for name in FIELDS))


def _may_be_nearer(captures: tuple[Capture, ...], day: str) -> bool:
    """Tell whether a list in the order of time breaks off before the day that was asked for."""
    return bool(captures) and captures[-1].taken < stamp(day) and not is_sorted(captures, day)


def _next(asked: str, key: object) -> str:
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        return ""
    return f"{asked.partition('&resumeKey=')[0]}&resumeKey={key}"
