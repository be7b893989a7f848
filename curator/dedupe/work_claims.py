"""What pages say their own address is, where that is another link's identity: WeChat's long form on a short one."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from curator.dedupe.work_kinds import kind_of
from curator.urls.identity import identify


class Said(NamedTuple):
    """The address that a link's page says it has, with the link's own identity and its rule."""

    link: int
    identity: str
    rule: str
    address: str


def claims(said: Iterable[Said]) -> dict[int, str]:
    """Give by link the other identities that pages say they have.

    Only native ones: of a plain address nobody knows whether the page is at both. On the page's own site it must be of
    the page's own kind: an answer that names its question is not that question.
    """
    found: dict[int, str] = {}
    for one in said:
        claimed = identify(one.address)
        if claimed.rule == "url" or claimed.canonical is None or claimed.identity == one.identity:
            continue
        if claimed.rule != one.rule or _kind(claimed.identity, one.rule) is _kind(one.identity, one.rule):
            found[one.link] = claimed.identity
    return found


def claimants(claimed: dict[int, str], links: dict[str, int]) -> list[list[int]]:
    """Give the links that go under one identity by what pages say; `links` are those of the identities themselves."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for link, identity in claimed.items():
        groups[identity].append(link)
    own = {identity: [links[identity]] for identity in groups if identity in links}
    return [[*own.get(identity, ()), *group] for identity, group in groups.items()]


def _kind(identity: str, rule: str) -> str:
    return kind_of(identity, rule, frozenset(), paper=False)
