"""A timer and a service for systemd's user manager, systemd.timer(5) and systemd.service(5)."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from curator.errors import PARTLY_READ, TERMINATED, AlreadyRunning, OfflineError
from curator.schedule.order import refuse

if TYPE_CHECKING:
    from curator.schedule.order import Order

_PLAIN = re.compile(r"[\w/.,:@+=-]+")
_EVERY = re.compile(r"^# every (\S+) at (.+)$", re.MULTILINE)

_SERVICE = """\
[Unit]
Description=curator looks after the links of a workspace

[Service]
Type=exec
# The colon: nothing in the words is a variable.
ExecStart=:{command}
Nice=10
# Input that cannot be read, another run and a shutdown are no failures of this one.
SuccessExitStatus={well}
# Without a network nothing was looked at: try again, until there is one.
RestartForceExitStatus={offline}
RestartSec=15min
"""

_TIMER = """\
# every {every} at {at}
[Unit]
Description=When curator looks after the links of a workspace

[Timer]
OnCalendar={calendar}
# What was missed while the machine was off is made up for.
Persistent=true
RandomizedDelaySec=5min

[Install]
WantedBy=timers.target
"""


def unit_name(workspace: str) -> str:
    """Give the name of a workspace's units, without ending: readable, and of this very path only."""
    folder = re.sub(r"[^a-z0-9]+", "-", PurePosixPath(workspace).name.lower()).strip("-")
    known = sha256(workspace.encode(errors="surrogateescape")).hexdigest()[:8]
    return "-".join(filter(None, ("curator", folder[:40], known)))


def units(order: Order) -> dict[str, str]:
    """Give the texts of both units by their file names, the timer last.

    Raises UsageError for paths that systemd cannot take: it has no way to write some characters of a program's name.
    """
    refuse(order._replace(workspace=""), "\"'\\", "systemd in a program's name")
    refuse(order, "", "systemd")
    name = unit_name(order.workspace)
    well = f"{PARTLY_READ} {AlreadyRunning.exit_code} {TERMINATED}"
    every, at = order.period.words
    return {
        f"{name}.service": _SERVICE.format(
            command=" ".join(map(_quoted, order.command)), well=well, offline=OfflineError.exit_code),
        f"{name}.timer": _TIMER.format(every=every, at=at, calendar=order.period.calendar),
    }  # fmt: skip


def period_of(timer: str) -> tuple[str, str] | None:
    """Give the words of the period that a timer was written for; None if somebody else wrote it."""
    found = _EVERY.search(timer)
    return (found[1], found[2]) if found else None


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return escaped if _PLAIN.fullmatch(word) else f'"{escaped}"'
