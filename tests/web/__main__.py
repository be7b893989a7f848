"""Let the scripted web stand until Ctrl-C, to try the program by hand.

    python -m tests.web [PATTERN…]

Without patterns (shell wildcards, for the names of cases) all cases stand, but for those whose sites are already taken
by another case; these are named, and stand when they are asked for by name. What is printed is TOML: the table [net]
for `curator.toml`, then every address with what must come out, as comments.
"""

import contextlib
import json
import sys
import threading
from fnmatch import fnmatchcase

from .case import Case
from .cases import cases
from .server import Web, serving
from .site import Site


def chosen(patterns: list[str]) -> tuple[list[Case], list[Case]]:
    """Give the cases that can stand beside each other, and those that cannot."""
    standing: dict[str, Site] = {}
    kept: list[Case] = []
    left: list[Case] = []
    for case in cases():
        if not patterns or any(fnmatchcase(case.name, pattern) for pattern in patterns):
            free = all(standing.get(site.place, site) == site for site in case.sites)
            (kept if free else left).append(case)
            standing |= {site.place: site for site in case.sites} if free else {}
    return kept, left


def written(web: Web, kept: list[Case], left: list[Case]) -> str:
    """Write what somebody needs to look at the web: how to get there, and what to expect."""
    places = (f"{json.dumps(name)} = {json.dumps(place)}" for name, place in web.resolve.items())
    head = ("[net]", "interval = 0", f"ca_bundle = {json.dumps(web.ca_bundle)}", "", "[net.resolve]", *places, "")
    rows = (f"# {case.outcome:8}  {_quoted(web.filled(case.url))}  {case.name}" for case in kept)
    return "\n".join([*head, *rows, *(f"# left out, its site is taken: {case.name}" for case in left)])


def _quoted(address: str) -> str:
    return json.dumps(address, ensure_ascii=False)


def main() -> None:
    """Serve."""
    kept, left = chosen(sys.argv[1:])
    sites = {site.place: site for case in kept for site in case.sites}
    with serving(*sites.values()) as web, contextlib.suppress(KeyboardInterrupt):
        sys.stdout.write(written(web, kept, left) + "\n")
        sys.stdout.flush()
        threading.Event().wait()


if __name__ == "__main__":
    main()
