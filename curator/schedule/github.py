"""A workflow for GitHub Actions. There is nothing to install: it is printed, for the user to put into the repository.

What a run knows of earlier ones is in the catalogue, which is kept in the cache of the repository: caches made for pull
requests are not seen by other branches, as artifacts would be. A cache that nobody asks for is dropped after seven
days; so the workflow begins every day even where a run is wanted once a week, and the run sees that it is not time.
"""

from __future__ import annotations

import json
import shlex
from importlib.resources import files
from typing import TYPE_CHECKING

from curator.errors import UsageError
from curator.schedule.period import WEEK

if TYPE_CHECKING:
    from curator.schedule.order import Order

PLACE = ".github/workflows/curator.yml"
"""Where GitHub looks for it, from the top of the repository."""

LONGEST = "5h"
"""How long links are looked at where nobody said: a job has six hours, and must store and tell what it found."""


def workflow(order: Order, folder: str, catalogue: str) -> str:
    """Give the text of the workflow. Both paths are from the top of the repository; no `catalogue`: it is on a server.

    Raises UsageError for paths that are expressions to GitHub.
    """
    for path in (folder, catalogue):
        if "${{" in path or not path.isprintable():
            raise UsageError(f"{path!r} means something else to GitHub; name the folder otherwise")
    daily = order.period._replace(hours=24) if order.period.hours == WEEK else order.period
    words = order.words if "--time" in order.words else (*order.words, "--time", LONGEST)
    text = (files("curator.schedule") / "github.yml").read_text(encoding="utf-8")
    if not catalogue:
        text = _without_steps(text, "actions/cache/")
    for mark, value in {
        "@CRON@": json.dumps(daily.cron),
        "@FOLDER@": json.dumps(folder, ensure_ascii=False),
        "@CATALOGUE@": json.dumps(f"{catalogue}*", ensure_ascii=False),
        "@WORDS@": shlex.join(("run", "--check", *words, *order.if_due)),
    }.items():
        text = text.replace(mark, value)
    return text


def _without_steps(text: str, uses: str) -> str:
    """Leave out the steps that use some action."""
    begin = "\n      - "
    head, *steps = text.split(begin)
    return begin.join([head, *(step for step in steps if uses not in step)])
