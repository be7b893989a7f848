"""One target, however many mentions point at it."""

from typing import NamedTuple


class Link(NamedTuple):  # and no frozen dataclass: one is made for each mention, in a third of the time
    """A link's identity: two mentions with the same `identity` give the same thing.

    `identity` is what the rule named `rule` in its version `version` makes of the address; it is unique over
    rules because it starts with the rule's name (`weixin:9nNNhhDWSYW…`, `url:example.org/a`, `paper:deepface…`).
    `canonical` is an address that can be requested, None where there is none (a paper, `mailto:`). `host` is the
    canonical address's host in lower case without `www.`. `local` marks addresses that must never be requested:
    localhost, private and reserved ranges, names without a dot.
    """

    identity: str
    rule: str
    version: int
    canonical: str | None
    host: str
    local: bool = False
