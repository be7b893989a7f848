"""robots.txt: what may be fetched, how fast, and what its lines say about use.

What may be fetched is RFC 9309, read by protego. Lines about use are younger than any parser: `Content-Usage` (IETF,
draft-ietf-aipref-attach) and `Content-Signal` (contentsignals.org), each for the group that it stands in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from curator.crawl.patterns import best, path_of
from curator.crawl.signals import Signal, usage

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST: Final = 512 * 1024
"""Characters that are read; RFC 9309 asks for 500 KiB."""

LONGEST_DELAY: Final = 300.0
"""Seconds between two requests that are kept to. A host that asks for more is asked for one page every five minutes:
an hour's delay is in use against search engines, and would keep a host's pages waiting for weeks."""

ANYBODY: Final = "*"

BUSY: Final = 429
"""Too Many Requests: by RFC 9309 as good as no file, but who says so asks for less, not for more."""

_LINE = re.compile(r"^[ \t]*([A-Za-z-]+)[ \t]*:[ \t]*([^#\r\n]*)", re.M)
_USES = {"content-usage", "content-signal"}


def answered(status: int | None) -> bool:
    """Tell whether a status says anything about what may be fetched (RFC 9309, 2.3.1): 5xx and silence do not.

    With a status of success the file does, with any other one (3xx where redirects do not end, 4xx) all is allowed.
    """
    return status is not None and status < 500 and status != BUSY


class _Use(NamedTuple):
    """One line about use: whom it tells, of which paths, what."""

    agents: frozenset[str]
    pattern: str
    says: str
    name: str


class Robots:
    """One host's robots.txt. `agent` is our own name in it. Never fails: what is no rule is none."""

    def __init__(self, text: str, agent: str) -> None:
        from protego import Protego

        text = text[:LONGEST]
        self._rules, self._agent = Protego.parse(text), agent.lower()
        self._uses = tuple(_uses(text))

    def allows(self, url: str, agent: str = "") -> bool:
        """Tell whether we, or somebody else, may fetch an address."""
        return bool(self._rules.can_fetch(url, agent or self._agent))

    @property
    def delay(self) -> float:
        """Seconds that it wants between two requests of ours; 0 if it does not say."""
        rate = self._rules.request_rate(self._agent)
        asked = max(self._rules.crawl_delay(self._agent) or 0.0, rate.seconds / rate.requests if rate else 0.0)
        return min(max(asked, 0.0), LONGEST_DELAY)

    def signals(self, url: str) -> Iterator[Signal]:
        """Give what it forbids of an address, to us and to anybody."""
        for agent, name in ((self._agent, self._agent), (ANYBODY, ANYBODY)):
            if not self.allows(url, agent):
                yield Signal("robots.txt", f"Disallow for {name}")
        yield from self._said_of_use(url)

    def _said_of_use(self, url: str) -> Iterator[Signal]:
        """Give what the lines about use say: those for us if there are any, else for anybody (RFC 9309, 2.2.1)."""
        ours = [use for use in self._uses if any(one != ANYBODY and self._agent.startswith(one) for one in use.agents)]
        path = path_of(url)
        for name in sorted(_USES):
            known = [use for use in ours or self._uses if use.name == name and (ours or ANYBODY in use.agents)]
            line = best([(use.pattern, use.says) for use in known], path)
            if line is not None:
                yield from usage(line, f"robots.txt {name}")


def _uses(text: str) -> Iterator[_Use]:
    """Give the lines about use. A group is one or more lines `User-agent`, and what follows them."""
    agents: set[str] = {ANYBODY}
    naming = False
    for line in _LINE.finditer(text):
        name, value = line[1].lower(), line[2].strip()
        if name == "user-agent":
            agents = {*(agents if naming else ()), value.lower()}
        elif name in _USES:
            pattern, _, rest = value.partition(" ")
            with_path = pattern.startswith("/")
            yield _Use(frozenset(agents), pattern if with_path else "/", rest if with_path else value, name)
        naming = name == "user-agent"
