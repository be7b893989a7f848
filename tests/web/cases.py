"""All cases of the scripted web."""

from fnmatch import fnmatchcase

from . import addresses, framing, look_alikes, pace, redirects, secrecy, shapes, statuses
from .case import Case
from .site import Site

TABLES = (statuses, redirects, look_alikes, shapes, framing, secrecy, addresses, pace)


def cases() -> list[Case]:
    """Give every case; their names are unique."""
    return [case for table in TABLES for case in table.cases()]


def chosen(*patterns: str) -> tuple[list[Case], list[Case]]:
    """Give the cases that can stand beside each other, and those whose sites are taken; of all, or of these names."""
    standing: dict[str, Site] = {}
    kept: list[Case] = []
    left: list[Case] = []
    for case in cases():
        if not patterns or any(fnmatchcase(case.name, pattern) for pattern in patterns):
            free = all(standing.get(site.place, site) == site for site in case.sites)
            (kept if free else left).append(case)
            standing |= {site.place: site for site in case.sites} if free else {}
    return kept, left
