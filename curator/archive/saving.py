"""Save Page Now: an archive is asked to capture a page as it is, and then how far it is.

By the archive's own draft of its documentation (SPN2, 2022): a request gives the number of a job, which is asked for
until it succeeds or fails. Errors come with status 200, too, and already to the first request. Without a key the first
answer is a page for people, with the number in its script.
"""

import json
import re
from enum import StrEnum
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from curator.archive.capture import Capture, capture
from curator.archive.policy import Service
from curator.model import Ask, Response

POLLS: Final = 30
"""How often a job is asked for: 5 minutes; the archive gives one up after 2."""

_JOB = re.compile(r"[A-Za-z0-9\-]{8,100}")
_WATCHED = re.compile(rb'spn\.watchJob\("([A-Za-z0-9\-]{8,100})"')


class State(StrEnum):
    """How far a page is."""

    PENDING = "pending"
    SAVED = "saved"
    FAILED = "failed"
    """This page is not captured now."""
    REFUSED = "refused"
    """No page is captured any more for now."""


class Step(NamedTuple):
    """What the archive says: the number of the job that is pending, the capture that was made, or why there is none."""

    state: State
    job: str = ""
    capture: Capture | None = None
    why: str = ""


class RefusalRow(NamedTuple):
    """One row: an error after which nothing more is asked in this run."""

    error: str
    reason: str


REFUSALS: Final = (
    RefusalRow("error:user-session-limit", "as many captures are under way as the account may have"),
    RefusalRow("error:bandwidth-limit-exceeded", "the account has had its share"),
    RefusalRow("error:max-daily-bandwidth-from-ip", "this address has had its share for today"),
    RefusalRow("error:blocked-client-ip", "this address is on somebody's list of the abusive"),
    RefusalRow("error:unauthorized", "the key is not accepted"),
)

_REFUSED = {row.error for row in REFUSALS}


def ask(service: Service, url: str, key: str, days: float) -> Ask:
    """Ask for a capture, unless there is one of the last `days`. `key` is `access:secret`, empty to ask without."""
    headers = [("Accept", "application/json")] + [("Authorization", f"LOW {key}")] * bool(key)
    wanted = {"url": url, "skip_first_archive": "1", "if_not_archived_within": f"{max(1, round(days))}d"}
    return Ask(service.url, "POST", urlencode(wanted).encode(), tuple(headers))


def ask_again(service: Service, job: str, key: str) -> Ask:
    """Ask how far a job is."""
    headers = [("Accept", "application/json")] + [("Authorization", f"LOW {key}")] * bool(key)
    return Ask(f"{service.url.rstrip('/')}/status/{job}", headers=tuple(headers))


def read(service: Service, response: Response) -> Step:
    """Read what the archive answered to either request."""
    if response.status in (401, 403):
        return Step(State.REFUSED, why=f"the archive answers {response.status}: it wants a key, or another one")
    said = _object(response.body)
    if said is None:
        watched = _WATCHED.search(response.body)
        return Step(State.PENDING, watched[1].decode()) if watched else Step(State.FAILED, why="no answer of its kind")
    error = str(said.get("status_ext") or "")
    if said.get("status") == "error" or error:
        why = str(said.get("message") or error or said.get("exception"))
        return Step(State.REFUSED if error in _REFUSED else State.FAILED, why=why)
    if said.get("status") == "success":
        made = capture(service.snapshots[0], said.get("timestamp"), said.get("original_url"))
        return Step(State.SAVED, capture=made) if made else Step(State.FAILED, why="no address was given")
    job = said.get("job_id")
    if isinstance(job, str) and _JOB.fullmatch(job):
        return Step(State.PENDING, job)
    return Step(State.FAILED, why=str(said.get("message") or "no answer of its kind"))


def _object(body: bytes) -> dict[str, Any] | None:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None
