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

from .case import Case
from .cases import chosen
from .server import Web, serving


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
    kept, left = chosen(*sys.argv[1:])
    sites = {site.place: site for case in kept for site in case.sites}
    with serving(*sites.values()) as web, contextlib.suppress(KeyboardInterrupt):
        sys.stdout.write(written(web, kept, left) + "\n")
        sys.stdout.flush()
        threading.Event().wait()


if __name__ == "__main__":
    main()
