"""Whether a page may be fetched, and what its owner forbids, by all that is known when a dataset is made."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from curator.crawl.robots import Robots, answered
from curator.crawl.signals import tdm_of_host

if TYPE_CHECKING:
    from curator.crawl.signals import Signal

ROBOTS = "robots.txt"
"""How the sources of signals begin that robots.txt gives."""


class Host(NamedTuple):
    """What an origin says about being fetched: when it was asked, with what status, and both of its files."""

    at: str
    status: int | None
    robots: str
    tdm: str


class LastLook(NamedTuple):
    """The latest fetch of a link, or the latest time that robots.txt forbade it; `signals` are those of that time."""

    at: str
    forbidden: bool
    signals: tuple[Signal, ...]


class Word(NamedTuple):
    """Whether we may fetch a page, None where nobody knows, and what is forbidden of it."""

    allowed: bool | None
    opt_outs: tuple[Signal, ...]


def word_of_owner(url: str, host: Host | None, look: LastLook | None, agent: str) -> Word:
    """Put together what a page said when it was fetched and what its host says since.

    A robots.txt that was read later than the page takes the place of what it said then. What tdmrep.json says stands
    below the page's own word, which only a fetch can hear: it is taken from there, if there was one.
    """
    if host is None:  # a redirect ended there, and the run ended before anybody could ask
        return Word(False if look and look.forbidden else None, look.signals if look else ())
    if not answered(host.status):
        allowed = None if look is None else not look.forbidden
        return Word(allowed, look.signals if look else ())
    rules = _rules(host.robots, agent)
    today = rules.signals(url)
    if look is None:
        return Word(rules.allows(url), (*today, *tdm_of_host(host.tdm, url)))
    if host.at < look.at:
        return Word(not look.forbidden, look.signals)
    of_page = (signal for signal in look.signals if not signal.source.startswith(ROBOTS))
    return Word(rules.allows(url), (*of_page, *today))


@lru_cache(maxsize=64)
def _rules(robots: str, agent: str) -> Robots:
    """Read a robots.txt once for all links of its host: these come together, as their keys begin with it."""
    return Robots(robots, agent)
