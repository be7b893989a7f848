"""An entry in a crontab, crontab(5): between two lines that name its workspace, and nothing else is touched.

Cron forgets what it missed. So it calls every hour, and the run itself sees whether a time has passed since the last
one: after a night in which the machine was off or asleep the first full hour makes up for it.
"""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from curator.errors import CuratorError
from curator.schedule.order import refuse

if TYPE_CHECKING:
    from curator.schedule.order import Order

LONGEST = 998
"""Characters of a command that every cron takes."""

_EVERY = re.compile(r" --every (\S+) --at (?:'([^']+)'|(\S+))")


def entry(order: Order) -> str:
    """Give the lines of an entry. Raises UsageError for paths that cron cannot take.

    What a backslash means before a percent sign differs between crons, so there is none but before those.
    """
    refuse(order, "\\", "cron")
    begin, end = _marks(order.workspace)
    command = shlex.join((*order.command, *order.if_due)).replace("%", "\\%") + " > /dev/null"
    if len(command.encode()) > LONGEST:
        raise CuratorError(f"cron takes no command as long as this one: {command}")
    return f"{begin}\n{order.period.at.minute} * * * * {command}\n{end}\n"


def with_entry(crontab: bytes, order: Order) -> bytes:
    """Put an entry into a crontab, in the place of an older one of the same workspace, else last."""
    new = entry(order).encode()
    found = _span(crontab, order.workspace)
    if found:
        return crontab[:found[0]] + new + crontab[found[1]:]
    ended = crontab if not crontab or crontab.endswith(b"\n") else crontab + b"\n"
    return ended + new


def without_entry(crontab: bytes, workspace: str) -> bytes:
    """Take a workspace's entry out of a crontab."""
    found = _span(crontab, workspace)
    return crontab[:found[0]] + crontab[found[1]:] if found else crontab


def period_of(crontab: bytes, workspace: str) -> tuple[str, str] | None:
    """Give the words of the period that a crontab's entry for a workspace was written for; None if there is none."""
    found = _span(crontab, workspace)
    told = found and _EVERY.search(crontab[found[0]:found[1]].decode(errors="replace"))
    return (told[1], told[2] or told[3]) if told else None


def _span(crontab: bytes, workspace: str) -> tuple[int, int] | None:
    """Find an entry. Raises CuratorError where lines are missing: what is whose cannot be told then."""
    begin, end = (re.escape(mark.encode()) for mark in _marks(workspace))
    begins, ends = (list(re.finditer(rb"(?m)^" + mark + rb"\r?(?:\n|\Z)", crontab)) for mark in (begin, end))
    if not begins and not ends:
        return None
    if len(begins) != 1 or len(ends) != 1 or begins[0].end() > ends[0].start():
        raise CuratorError(
            f"the crontab does not hold both lines that enclose the entry of {workspace}, once and in order; "
            "mend it with: crontab -e"
        )
    return begins[0].start(), ends[0].end()


def _marks(workspace: str) -> tuple[str, str]:
    return f"# BEGIN curator {workspace}", f"# END curator {workspace}"
