"""All cases of the scripted web."""

from . import addresses, framing, look_alikes, pace, redirects, secrecy, shapes, statuses
from .case import Case

TABLES = (statuses, redirects, look_alikes, shapes, framing, secrecy, addresses, pace)


def cases() -> list[Case]:
    """Give every case; their names are unique."""
    return [case for table in TABLES for case in table.cases()]
