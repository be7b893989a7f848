"""The page docs/verdicts.md, made of the tables that the code works by."""

from collections.abc import Iterable, Sequence

from curator.check import clusters, offline, outcomes, policy, schedule, shape, sibling, signatures, wording
from curator.check.landing import LANDINGS
from curator.text.page import code, table

_RULES = policy.VerdictPolicy()
_CHECK = policy.CheckPolicy()

_INTRO = f"""# Verdicts

An **observation** is what one look at a link saw. Its **outcome** is what it says by itself; the **verdict** is what
all observations of a link say together. Everything below is a table in `curator/check/`, or a setting in
`curator.toml`.

An outcome is found in this order:

1. A fault without a response, or a status, says something by itself (tables below). A page of success that breaks off
   is there: a browser shows it, too, and what the rest would say is unknown.
2. Signatures: what single hosts, and those who guard many, show instead of the thing. A sign of life counts for more
   than any other, and words count only outside the article's body: an article may be about anything.
3. The shape of a page that came with success, but for one at which redirects were stopped by a door (4): how a captcha
   or a sign-in looks says nothing of what lies behind.
4. Where redirects ended. If each of them was permanent (301, 308) and no row speaks against it, the link is **moved**.
   That includes changes of `http` to `https`, of `www.` and of a final slash: the server asks for the new address to be
   used. `moved_to` never is a front page of something deep, a sign-in, an error page or a catch-all; a fragment stays.
5. A bad certificate makes **insecure** of what would be alive or moved.
6. What other links tell: an address where at least {_CHECK.catch_all} different links of a host ended is a catch-all,
   and who ends there is gone, unless the last name in the link's path still stands in it.
7. A random name beside the page (a sibling), only where nothing above has spoken: if it is answered with the same page
   or led to the same address, a success proves nothing, and the link counts as blocked.

## From outcomes to verdicts

- **alive**, **moved** and **insecure** are successes. One of them forgets all failures.
- **gone** and **failing** make a link **suspect**. It is **dead** after {_RULES.failures} of them in a row, each at
  least {_RULES.spacing:g} days after the one before that counted (the rule of the bot that repairs Wikipedia's links).
  Settings give other numbers, for single hosts, statuses and rules, too.
- **blocked** says nothing about life. The last verdict stays, with the time since which the link could not be seen;
  only a link that was never seen otherwise is called blocked.
- **unusable** links are never asked for; nothing is counted.

## When to look again

- Seen: after {_RULES.shortest:g} days, then {_RULES.growth:g} times as long after each success, up to
  {_RULES.longest:g} days. Where a host's other links died, up to {schedule.ATTENTION:g} times as often, but never
  before {_RULES.shortest:g} days.
- Suspect: {_RULES.spacing:g} days after the last failure that counted.
- Dead: after {_RULES.dead:g} days, then twice as long each time, up to {_RULES.dead_longest:g}: links come back.
- Not to be seen: after {_RULES.blocked:g} days, then after as long as it has been so, up to {_RULES.blocked_longest:g}.
- Unusable: after {_RULES.longest:g} days, as names may get public addresses.

Up to {schedule.JITTER:.0%} are added, for each link another share, so that what was imported together does not come due
together.

## Offline is not rot

What may be the fault of the network here waits until some host answers. When {offline.HOSTS} different sites in a row
gave no answer, or {offline.LOCAL} links in a row met a fault that is of this network, or no host of a whole run
answered and there were {offline.SEVERAL}, the network is down: what waits is not recorded, and the run ends. The same
holds when as many hosts all lead to one address of a stranger, as in the network of a hotel.
"""


def verdicts_page() -> str:
    """Give the whole page as Markdown."""
    return "\n".join([_INTRO, *_outcome_tables(), *_page_tables(), *_other_tables()]).rstrip("\n") + "\n"


def _outcome_tables() -> list[str]:
    return [
        _section("Faults", "", ("fault", "outcome", "reason"),
                 ((row.fault.value, row.outcome.value, row.reason) for row in outcomes.FAULTS)),
        _section("Statuses", "The first row that holds decides. Statuses that settings accept for a host are alive.",
                 ("status", "outcome", "reason"),
                 ((_span(row.first, row.last), row.outcome.value, row.reason) for row in outcomes.STATUSES)),
    ]


def _page_tables() -> list[str]:
    return [
        _section("Signatures", "Hosts stand for all below them; `*` is every host. Settings may add rows.",
                 ("name", "hosts", "where", "pattern", "outcome", "source"),
                 ((row.name, _codes(row.hosts), row.where.value, code(row.pattern), row.outcome.value, row.reason)
                  for row in signatures.SIGNATURES)),
        _section("Articles", "Elements, by tag, id or class, whose text is an author's and proves nothing.",
                 ("element", "of"), ((code(name), reason) for name, reason in signatures.ARTICLES.items())),
        _section("Shapes", "Only of pages of HTML that came whole, with a status of success.",
                 ("name", "outcome", "what it looks like"),
                 ((row.name, row.outcome.value, row.reason) for row in shape.SHAPES)),
        _section("Not found, in words", "A whole title or heading, or a part of one between dashes and the like.",
                 ("language", "pattern"), ((row.language, code(row.pattern)) for row in wording.WORDINGS)),
        _section("Asking to sign in, in words", "Likewise.", ("language", "pattern"),
                 ((row.language, code(row.pattern)) for row in wording.SIGN_IN)),
        _section("Parking", "", ("word", "pattern", "source"),
                 ((code(row.word), code(row.pattern), row.reason) for row in shape.PARKED)),
        _section("Ends of redirects", "The first row that holds decides; alive means that there is no new address.",
                 ("name", "outcome", "reason"), ((row.name, row.outcome.value, row.reason) for row in LANDINGS)),
    ]


def _other_tables() -> list[str]:
    return [
        _section("Never catch-alls", "Links of these hosts may end on one address without being lost.",
                 ("hosts", "reason"), ((_codes(row.hosts), row.reason) for row in clusters.SHORTENERS)),
        _section("Never siblings", "These hosts, with all below them, are never asked for random names. Nor are front "
                 "pages and addresses with a query.", ("host", "reason"),
                 ((code(row.host), row.reason) for row in sibling.OPAQUE)),
        _section("Silence", "Faults that may be the network's here; any other answer shows that it is up.",
                 ("fault", "of this network", "reason"),
                 ((row.fault.value, "yes" if row.local else "perhaps", row.reason) for row in offline.SILENCE)),
    ]


def _section(title: str, about: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return f"## {title}\n\n{about}{chr(10) * 2 if about else ''}{table(columns, rows)}"


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _codes(words: str) -> str:
    return " ".join(map(code, words.split()))
