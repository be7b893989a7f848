"""A random name beside a page: if it is answered as the page was, a 200 proves nothing.

Z. Bar-Yossef, A. Broder, R. Kumar, A. Tomkins: Sic Transit Gloria Telae (WWW 2004), section 3. One request speaks for
all pages of a directory, for a month.
"""

from collections.abc import Collection
from string import ascii_lowercase
from typing import TYPE_CHECKING, Final, NamedTuple

from curator.check.landing import is_front
from curator.model import Evidence, Observation, Outcome, Response
from curator.urls.address import split
from curator.urls.hosts import parents, short_host

if TYPE_CHECKING:
    from random import Random


class OpaqueRow(NamedTuple):
    """One row: below this host names are numbers that only its server makes, or pages that a program fills."""

    host: str
    reason: str


OPAQUE: Final = (
    OpaqueRow("mp.weixin.qq.com", "answers 200 to any id, and counts each request towards a captcha"),
    OpaqueRow("zhihu.com", "numbers; signs of a robot lead to a captcha for all further links"),
    OpaqueRow("weibo.com", "numbers, behind a visitor's sign-in"),
    OpaqueRow("bilibili.com", "numbers; a program fills the page"),
    OpaqueRow("juejin.cn", "numbers; a program fills the page"),
    OpaqueRow("jianshu.com", "random ids, each answered truthfully"),
    OpaqueRow("youtube.com", "random ids; the page itself tells (signatures)"),
    OpaqueRow("youtu.be", "as youtube.com"),
    OpaqueRow("medium.com", "random ids; counts requests towards a challenge"),
    OpaqueRow("twitter.com", "numbers; a program fills the page"),
    OpaqueRow("x.com", "as twitter.com"),
    OpaqueRow("facebook.com", "behind a sign-in"),
    OpaqueRow("linkedin.com", "behind a sign-in"),
    OpaqueRow("docs.google.com", "random ids, each answered truthfully"),
    OpaqueRow("drive.google.com", "random ids, each answered truthfully"),
    OpaqueRow("pan.baidu.com", "random ids; the page itself tells (signatures)"),
    OpaqueRow("github.com", "answers truthfully: a 200 is one"),
    OpaqueRow("arxiv.org", "answers truthfully: a 200 is one"),
    OpaqueRow("doi.org", "answers truthfully: a 200 is one"),
)
"""Hosts, with all below them, that are never asked for a random name."""

MONTH: Final = 30
"""Days for which one answer speaks for a directory."""

LETTERS: Final = 20
"""Letters of a random name: 26^20 of them, so that none is ever taken."""

ECHO: Final = 128
"""Bytes by which two answers may differ and still be one page: many repeat the name that was asked for."""

TEXT_ENDS: Final = (b"</p>", b"</li>", b"</h", b"</a>", b"</td>", b"<br")
"""What text has in a page of HTML, in this case nearly always."""

ENDS: Final = 5
"""Fewer of them are a shell that a program fills: every name gets it, and it says nothing."""

_OPAQUE = frozenset(row.host for row in OPAQUE)


def directory(url: str) -> str | None:
    """Give the directory of a page, for which one sibling speaks; None where none is to be asked for.

    A front page has no siblings, what a query names stands in no directory, and opaque hosts are never asked.
    """
    bare, _, _ = url.partition("#")
    address = split(bare)
    if address is None or "?" in bare or is_front(address):
        return None
    if not _OPAQUE.isdisjoint(parents(short_host(address.host.lower()))):
        return None
    return bare.rstrip("/").rpartition("/")[0] + "/"


def wanted(response: Response, observation: Observation, asked: Collection[str]) -> str | None:
    """Give the directory in which a sibling is to be asked for, None if none is needed.

    `asked` has the directories whose sibling was asked for within the last `MONTH` days. Needed it is for an HTML page
    with text of its own that came with 200 and about which no rule has spoken.
    """
    if observation.outcome not in (Outcome.ALIVE, Outcome.MOVED) or observation.status != 200 or observation.evidence:
        return None
    if "html" not in (response.header("content-type") or "") or sum(map(response.body.count, TEXT_ENDS)) < ENDS:
        return None
    place = directory(observation.url)
    return place if place not in asked else None


def sibling_url(url: str, place: str, rng: "Random") -> str:
    """Make the address of a random name in a directory, with the suffix of the page's own name."""
    name = url[len(place):].rstrip("/")
    stem, dot, suffix = name.rpartition(".")
    ending = f".{suffix}" if stem and dot and suffix.isalnum() and len(suffix) <= 5 else ""
    return place + "".join(rng.choices(ascii_lowercase, k=LETTERS)) + ending


def compare(observation: Observation, sibling: Observation) -> Observation:
    """Give what a link's observation says once the sibling of its directory is known: blocked, if both are alike.

    Alike are two that were led to one address, or answered with the same page where they stood. Then the link's success
    proves nothing; nor does it prove a loss, as there are doors before all of a site, and sites that show one page
    under every name.
    """
    if observation.outcome not in (Outcome.ALIVE, Outcome.MOVED) or sibling.status != observation.status:
        return observation
    if observation.hops and sibling.hops and sibling.final == observation.final:
        found = "a random name leads there, too"
    elif sibling.title == observation.title and abs(sibling.size - observation.size) <= ECHO:
        found = "the same page under a random name"
    else:
        return observation
    evidence = (*observation.evidence, Evidence("sibling", found))
    return observation._replace(outcome=Outcome.BLOCKED, evidence=evidence, moved_to=None)
