"""What tests of schedules work with: an order for a workspace in any folder."""

from curator.schedule.order import Order
from curator.schedule.period import read_period

PROGRAM = ("/opt/curator/bin/python", "-P", "-m", "curator")

ODD = (
    "/home/me/reading",
    "/home/me/my reading list",
    "/home/me/100% of it",
    "/home/me/$HOME and `id`",
    "/home/me/it's \"quoted\"",
    "/home/me/阅读 清单",
    "/home/me/%h/%%/x;y&z|(a)",
    "/home/me/#not a comment",
    "/home/me/ends in space ",
)
"""Names of folders that mean something to a shell, to cron, or to systemd."""


def order(workspace: str = ODD[0], every: str = "day", at: str = "03:00", words: tuple[str, ...] = ()) -> Order:
    """Give an order."""
    return Order(read_period(every, at), workspace, PROGRAM, words)
