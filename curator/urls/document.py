"""The page docs/identity.md, made of the tables that the code works by."""

from collections.abc import Iterable, Sequence

from curator.urls.address import REPAIRS, SHORTHANDS
from curator.urls.hosts import NEVER_PUBLIC
from curator.urls.identity import LONGEST, RULES_VERSION
from curator.urls.redirectors import DEPTH, REDIRECTORS
from curator.urls.table import HOST_RULES
from curator.urls.tracking import TRACKING

Row = tuple[str, ...]

_INTRO = f"""# Identity of a link

Two mentions give the same thing when their links have the same identity. Rules version {RULES_VERSION}.

An identity begins with the name of the rule that made it. It is ASCII, but for the titles of papers, and at most
{LONGEST:,} characters long: a longer one ends in a SHA-256 of the whole. The rules are tried in this order.

1. **Redirectors** are unwrapped, up to {DEPTH} deep (table below).
2. **Host rules** find the thing's native id (table below): `weixin:…`, `zhihu:p/139240761`, `github:owner/repo`.
3. **`url:`** is every other address: host without `www.`, port unless it is the scheme's own, path, query. `http` and
   `https` are one; other schemes stand before the host. Host in lower case and Punycode (UTS #46), percent-encoding in
   its one spelling, dot segments resolved, tracking parameters dropped (table below), the query sorted by name. The
   fragment counts only where it is a route (`#/…`, `#!…`). A final slash does not count: RFC 3986 holds `/a` and `/a/`
   for two, but servers lead from one to the other, and people write both.
4. **`uri:`** is what names no host: `mailto:`, `magnet:`, nonsense. It stays what was written.
5. **`paper:`** is a work named without an address: the letters and digits of its title, and `+` and `#`, in NFKC, case
   folded.

The **canonical address** can be requested: the scheme as written (`https` where a host rule says so), all ASCII,
without tracking, user name and password. It has the same identity as what was written.

A link is **local**, and must never be requested, when its host is a private or reserved address (in any spelling:
`127.1`, `0x7f000001`, `[::ffff:10.0.0.1]`), a name without a dot or one of the names below, or when its scheme is
neither `http` nor `https`.
"""


def rules_table() -> list[Row]:
    """Give the host rules as rows of Markdown: rule, what begins citation keys, hosts, address, identity, reason."""
    return [
        (_code(rule.name), _code(rule.key), _codes(rule.hosts),
         " ".join([_code(rule.path), *map(_code, rule.query.values())]),
         _code(f"{rule.name}:{rule.identity}"), _text(rule.reason))
        for rule in HOST_RULES
    ]


def identity_page() -> str:
    """Give the whole page as Markdown."""
    tracking = [(_codes(row.names), _codes(row.values) or "any", _codes(row.hosts) or "all", _text(row.source))
                for row in TRACKING]
    redirectors = [(_codes(row.hosts), _code(row.path or "/"), _codes(row.parameters), _text(row.reason))
                   for row in REDIRECTORS]
    written = [(_code(f"{name}:"), _code(f"{meant}:")) for name, meant in REPAIRS.items()]
    written += [(_code(f"{name}:"), _code(address)) for name, address in SHORTHANDS.items()]
    return "\n".join([
        _INTRO,
        "## Host rules\n\nHosts are without `www.`; `*.x` is x and all below it. Patterns are Python's.\n",
        *_table(("rule", "key", "hosts", "path and parameters", "identity", "reason"), rules_table()),
        "\n## Tracking parameters\n\nA host stands for all below it, too; `*` is anything.\n",
        *_table(("parameters", "values", "hosts", "source"), tracking),
        "\n## Redirectors\n",
        *_table(("hosts", "path", "parameters", "reason"), redirectors),
        "\n## Names that are never public\n",
        *_table(("last label", "reason"), [(_code(name), _text(reason)) for name, reason in NEVER_PUBLIC.items()]),
        "\n## Schemes that are repaired\n\nBeside these, every one that is one letter away from `http` or `https`.\n",
        *_table(("written", "meant"), written),
        "",
    ])


def _table(head: Row, rows: Sequence[Row]) -> Iterable[str]:
    return (f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rows))


def _code(text: str) -> str:
    return f"`{_text(text)}`"


def _codes(words: str) -> str:
    return " ".join(map(_code, words.split()))


def _text(text: str) -> str:
    return text.replace("|", "\\|")
