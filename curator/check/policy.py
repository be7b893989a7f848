"""How links are judged and how often they are looked at. Frozen values that settings make."""

from collections.abc import Mapping
from typing import NamedTuple


class VerdictPolicy(NamedTuple):
    """What makes a link dead, and when to look again. Times are in days.

    `failures` in a row, each at least `spacing` after the one before that counted, make a link dead. `needs` gives
    other numbers, by a status (`"410"`) or by the name of the rule that spoke (`"signature"`, `"no such host"`); where
    several kinds of failure follow each other, the largest number holds. A link that is seen is looked at again after
    `shortest`, then `growth` times as long after each success, up to `longest`. A dead one is after `dead`, and then
    twice as long each time, up to `dead_longest`. One that cannot be seen is after `blocked`, and then after as long as
    it has been so, up to `blocked_longest`.
    """

    failures: int = 3
    spacing: float = 3.0
    needs: Mapping[str, int] = {}
    shortest: float = 7.0
    longest: float = 90.0
    growth: float = 2.0
    dead: float = 14.0
    dead_longest: float = 180.0
    blocked: float = 3.0
    blocked_longest: float = 30.0


class CheckPolicy(NamedTuple):
    """The whole of it. `hosts` holds what differs for single hosts, by names as `Link.host` has them.

    `catch_all` is how many links of a host must end on one address to make it a catch-all; 0 never does.
    `siblings` allows a request for a random name beside a page that nothing else speaks about.
    """

    default: VerdictPolicy = VerdictPolicy()
    hosts: Mapping[str, VerdictPolicy] = {}
    catch_all: int = 5
    siblings: bool = True

    def of(self, host: str) -> VerdictPolicy:
        """Give the policy of one host: its own row, that of the nearest domain above it, or the default."""
        name = host if self.hosts else ""
        while name:
            if name in self.hosts:
                return self.hosts[name]
            name = name.partition(".")[2]
        return self.default
