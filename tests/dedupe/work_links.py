"""Links for tests of works, and what is found among them."""

from typing import Any

from curator.dedupe.work_features import Described
from curator.dedupe.works import Proposal, Works
from curator.urls.identity import identify, identify_paper


def described(address: str, *titles: str, **more: Any) -> Described:
    """Describe a link, or with an empty address a paper without one."""
    link = identify(address) if address else identify_paper(titles[0])
    return Described(link.identity, link.rule, link.canonical, link.host, dict.fromkeys(titles, 1), **more)


def found(*links: Described) -> tuple[Works, list[Proposal]]:
    """Find works among links."""
    works = Works()
    for number, link in enumerate(links):
        works.add(number, link)
    if any(link.claim or link.sketch for link in links):  # what finds these is a matter of its own
        works.add_groups([range(len(links))])
    return works, works.proposals(works.candidates(), dict(enumerate(links)))


def score(a: Described, b: Described) -> float:
    """Give the score of two links, 0 if they are two works."""
    return next((one.score for one in found(a, b)[1]), 0.0)
