"""Response -> observation: what one look at a link says, and why."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from curator.check.landing import landed
from curator.check.outcomes import plain
from curator.check.page import Page
from curator.check.recognise import Found, Signatures
from curator.check.shape import look
from curator.model import Evidence, Observation, Outcome, Response
from curator.text.clean import clean
from curator.urls.hosts import host_of, parents

ALIVE = Outcome.ALIVE

PERMANENT: Final = frozenset({301, 308})
"""Redirects after which the new address is to be used (RFC 9110, 15.4)."""

LONGEST: Final = 300
"""Characters of a header, a detail or a piece of evidence that are kept."""

KEPT: Final = {
    # header: what it is kept for
    "content-type": "what kind of thing came",
    "content-language": "for bibliographies",
    "last-modified": "for bibliographies",
    "server": "who answered, if it was not the host: Cloudflare, Akamai",
    "retry-after": "how long the host asked to wait",
    "cf-mitigated": "a challenge of Cloudflare",
    "x-amzn-waf-action": "a challenge of Amazon's firewall",
    "link": "where Memento and canonical addresses are given",
}
"""Headers that are kept of an observation; cookies never are."""


class Examination(NamedTuple):
    """What responses are examined by.

    `signatures` are the table's, with those that a user adds. `accept` has statuses that count as alive, by hosts as
    `Link.host` has them; a host without any has those of the nearest domain above it. Of a longer page the first `most`
    bytes are looked at, with 0 all: so a page says the same whether all of it was wanted or not.
    """

    signatures: Signatures = Signatures()
    accept: Mapping[str, frozenset[int]] = MappingProxyType({})
    most: int = 0


DEFAULT: Final = Examination()

SIGNATURE: Final = "signature"
"""The rule of all evidence that signatures give."""

_NOTHING: Final[frozenset[int]] = frozenset()
_Meaning = tuple[Outcome, tuple[Evidence, ...]]


def observe(response: Response, policy: Examination = DEFAULT) -> Observation:
    """Say what a response means. Never raises for anything that a server sends."""
    if len(response.body) > policy.most > 0:
        response = response._replace(body=response.body[:policy.most], whole=False)
    page = Page(response)
    accept = _accepted(response, policy.accept) if policy.accept else _NOTHING
    outcome, evidence = plain(response, accept)
    if response.status is not None and response.status not in accept:
        outcome, evidence = _of_page(page, policy, outcome, evidence)
    moved_to = None
    if outcome is ALIVE and response.hops:
        outcome, evidence, moved_to = _of_way(response, evidence)
    if response.certificate and outcome in (ALIVE, Outcome.MOVED):  # a new address must be told by who can be trusted
        outcome, moved_to = Outcome.INSECURE, None
        evidence = (*evidence, _evidence("certificate", response.certificate))
    return Observation(
        response.at, response.url, response.final, outcome, evidence, response.method, response.hops, response.status,
        _kept(response), response.elapsed, response.peer, response.certificate, len(response.body), page.title,
        response.fault, response.detail and clean(response.detail[:LONGEST]), moved_to,
    )


def _accepted(response: Response, accept: Mapping[str, frozenset[int]]) -> frozenset[int]:
    return next((accept[host] for host in parents(host_of(response.final)) if host in accept), _NOTHING)


def _of_page(page: Page, policy: Examination, outcome: Outcome, evidence: tuple[Evidence, ...]) -> _Meaning:
    """Say what a page means: signatures speak first, then its shape, if nothing led away from what was asked for."""
    found = policy.signatures.find(page, alive=outcome is ALIVE)
    broken = page.response.fault is not None
    if found and not (broken and found.signature.outcome is Outcome.GONE):
        return _signed(found, evidence)
    if outcome is not ALIVE or broken or not page.is_html:
        return outcome, evidence
    shape = look(page)
    if shape is None or (shape[0].outcome is Outcome.GONE and _at_a_door(page.response)):
        return outcome, evidence
    life = policy.signatures.living(page)
    return _signed(life, evidence) if life else (shape[0].outcome, (_evidence(shape[0].name, shape[1]),))


def _signed(found: Found, evidence: tuple[Evidence, ...]) -> _Meaning:
    text = f"{found.signature.name}: {found.text}"
    return found.signature.outcome, (*evidence, _evidence(SIGNATURE, text))


def _of_way(response: Response, evidence: tuple[Evidence, ...]) -> tuple[Outcome, tuple[Evidence, ...], str | None]:
    """Say what redirects mean: lost, stopped at a door, moved for good, or nothing."""
    row = landed(response.url, response.final)
    lives = bool(evidence) and evidence[-1].rule == SIGNATURE
    if row is not None and not (lives and row.outcome is Outcome.GONE):
        return row.outcome, (*evidence, _evidence(row.name, response.final)), None
    if row is None and all(hop.status in PERMANENT for hop in response.hops):
        return Outcome.MOVED, evidence, _with_fragment(response)
    return ALIVE, evidence, None


def _at_a_door(response: Response) -> bool:
    """Tell whether redirects ended where nobody sees the thing: how such a page looks says nothing about it."""
    row = landed(response.url, response.final) if response.hops else None
    return row is not None and row.outcome is Outcome.BLOCKED


def _with_fragment(response: Response) -> str:
    """Give the new address with the fragment of the old one, as browsers do (RFC 9110, 10.2.2)."""
    _, sign, fragment = response.url.partition("#")
    return response.final if "#" in response.final else response.final + sign + fragment


def _kept(response: Response) -> tuple[tuple[str, str], ...]:
    return tuple([(name, clean(value[:LONGEST])) for name, value in response.headers if name in KEPT])


def _evidence(rule: str, found: str) -> Evidence:
    return Evidence(rule, clean(found[:LONGEST]))
