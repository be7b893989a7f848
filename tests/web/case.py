"""One case of the scripted web."""

from typing import NamedTuple

from curator.model import Fault, Outcome

from .script import Script
from .site import Site, site


class Case(NamedTuple):
    """An address, what stands behind it, and what a look at it must say.

    `url` may have `{bystander}` for the port that nobody may reach. `why` defends the outcome. `fault`, `moved_to` and
    `evidence` (words in the name of a rule or in what it found) are compared where they are given; `moved_to` of ""
    says that there must be none. `certificate` is a word in what must be said of it. `timeout` is what policy gives
    the link, and `limit` what it may take by the clock, waiting included, both in seconds. `most` is how many bytes
    all sites together may get rid of before they are left alone, 0 if it does not matter.
    """

    name: str
    url: str
    sites: tuple[Site, ...]
    outcome: Outcome
    why: str
    fault: Fault | None = None
    moved_to: str | None = None
    evidence: str = ""
    certificate: str = ""
    timeout: float = 10.0
    limit: float = 8.0
    most: int = 0


class Row(NamedTuple):
    """A case of one answer at one address; the reason is its own."""

    name: str
    script: Script
    outcome: Outcome
    why: str
    fault: Fault | None = None
    evidence: str = ""
    timeout: float = 10.0
    most: int = 0


def single(row: Row, url: str = "") -> Case:
    """Make a case of a row: a site that answers everything alike, at a host named for the case or that of `url`."""
    address = url or f"http://{slug(row.name)}.example/a/page.html"
    origin = "/".join(address.split("/")[:3])
    return Case(row.name, address, (site(origin, row.script),), row.outcome, row.why, row.fault, None, row.evidence,
                timeout=row.timeout, most=row.most)


def slug(name: str) -> str:
    """Make a host's label of a case's name."""
    words = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in name.lower())
    return "-".join(filter(None, words.split("-")))[:60].strip("-")
