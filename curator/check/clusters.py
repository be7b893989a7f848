"""One address where many different links of a host end: what it shows is none of them."""

from collections.abc import Collection, Iterable
from typing import Final, NamedTuple

from curator.model import Evidence, Observation, Outcome
from curator.urls.address import split


class Landing(NamedTuple):
    """How many different links of a host were led to one address, by their last observations."""

    host: str
    final: str
    links: int


class ShortenerRow(NamedTuple):
    """One row: many names of these hosts may well mean one thing."""

    hosts: str
    reason: str


SHORTENERS: Final = (
    ShortenerRow("bit.ly t.co t.cn goo.gl tinyurl.com ow.ly is.gd buff.ly dwz.cn url.cn w.url.cn suo.im dlvr.it ift.tt "
                 "lnkd.in git.io aka.ms amzn.to fb.me youtu.be b23.tv",
                 "short addresses: each was made for a target, often the same"),
    ShortenerRow("doi.org dx.doi.org", "names of works: several may be chapters that one page presents"),
    ShortenerRow("purl.org hdl.handle.net", "names that outlive addresses: several may be one thing's"),
)
"""Hosts whose links may end together without being lost."""

_SHORTENERS = frozenset(host for row in SHORTENERS for host in row.hosts.split())


def catch_alls(landings: Iterable[Landing], links: int) -> frozenset[tuple[str, str]]:
    """Give (host, final address) where at least so many different links of one host end; `links` 0 gives none."""
    return frozenset((one.host, one.final) for one in landings
                     if links and one.links >= links and one.host not in _SHORTENERS)


def reconsider(observation: Observation, host: str, known: Collection[tuple[str, str]]) -> Observation:
    """Give what an observation says once the host's catch-alls are known: gone, if it ended on one.

    Not where the last name of the link is also in the address where it ended: several old forms of an address may lead
    to the one that is kept, and that is where the thing is.
    """
    if not observation.hops or observation.outcome not in (Outcome.ALIVE, Outcome.MOVED):
        return observation
    if (host, observation.final) not in known or _kept(observation):
        return observation
    evidence = (*observation.evidence, Evidence("catch-all", observation.final))
    return observation._replace(outcome=Outcome.GONE, evidence=evidence, moved_to=None)


def _kept(observation: Observation) -> bool:
    """Tell whether what names the thing is still named: the last part of the path, without its suffix."""
    asked, final = split(observation.url), split(observation.final)
    if asked is None or final is None:
        return False
    name = asked.path.rstrip("/").rpartition("/")[2].partition(".")[0].lower()
    return name in final.path.lower() if name else not asked.query  # a front page's new address is one, too
