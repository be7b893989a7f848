"""What tests of link-rot reports work with: posts, looks that are stored as checks store them, and reports of them."""

import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any, NamedTuple

from workbench import Workspace

from curator.catalogue.bulk import Bulk
from curator.catalogue.observations import Judged, add_checks, begin_checks, finish_checks
from curator.check.policy import VerdictPolicy
from curator.check.schedule import written as written_at
from curator.check.verdicts import judge
from curator.jobs.reporting_rot import Output, RotRequest, report_rot
from curator.model import Evidence, Observation, Outcome, Standing
from curator.urls.identity import identify

POLICY = VerdictPolicy()
ALIVE, MOVED, GONE, FAILING, BLOCKED, INSECURE, UNUSABLE = (
    Outcome.ALIVE, Outcome.MOVED, Outcome.GONE, Outcome.FAILING, Outcome.BLOCKED, Outcome.INSECURE, Outcome.UNUSABLE,
)
WHY = {GONE: Evidence("status", "404"), BLOCKED: Evidence("status", "403"), FAILING: Evidence("timeout", "30 s")}


class Look(NamedTuple):
    """One look at a link: its address, the day of 2021 (counted from 1), and what it saw."""

    url: str
    day: int
    outcome: Outcome
    moved_to: str | None = None


def at(day: int) -> str:
    """Give noon of a day of 2021, counted from 1: long ago by any clock."""
    return written_at(datetime(2021, 1, 1, 12, tzinfo=UTC) + timedelta(days=day - 1))


def give(desk: Workspace, *urls: str, name: str = "seeds/2020-06-01-a.md", topic: str = "猫") -> None:
    """Import a post that gives links, each with a title; they stand on lines 8, 12, 16 and so on."""
    items = "".join(f"{url}\n\n第 {number} 篇\n\n" for number, url in enumerate(urls, 1))
    desk.write(name, f"---\ntitle: 系列（一）——{topic}\ncategory: AI\n---\n\n# {topic}\n\n{items}")
    desk.imported()


def store(
    desk: Workspace, looks: Sequence[Look], batch: int = 100, *, sampled: bool = False, url: str = ""
) -> None:
    """Store looks as a run of checks does, in batches of a size; in another catalogue if its address is given."""
    with closing(Bulk(url or desk.url)) as bulk:
        with bulk.transaction():
            run = begin_checks(bulk, at(looks[0].day), len(looks), sampled=sampled)
            ids: dict[str, int] = dict(bulk.execute("SELECT identity, id FROM link"))
        standings: dict[int, Standing] = {}
        for start in range(0, len(looks), batch):
            judged = []
            for look in looks[start:start + batch]:
                link_id = ids[identify(look.url).identity]
                seen = observed(look)
                standings[link_id] = judge(standings.get(link_id), seen, POLICY)
                judged.append(Judged(link_id, seen, standings[link_id]))
            with bulk.transaction():
                add_checks(bulk, run, judged)
        with bulk.transaction():
            finish_checks(bulk, run, at(looks[-1].day), "done")


def observed(look: Look) -> Observation:
    evidence = (WHY[look.outcome],) if look.outcome in WHY else ()
    status = {GONE: 404, BLOCKED: 403, FAILING: None}.get(look.outcome, 200)
    return Observation(at(look.day), look.url, look.url, look.outcome, evidence, status=status, moved_to=look.moved_to)


def looks(url: str, days: Sequence[int], *outcomes: Outcome) -> list[Look]:
    return [Look(url, day, outcome) for day, outcome in zip(days, outcomes, strict=True)]


def dead(url: str, day: int) -> list[Look]:
    """Give looks after which a link is dead on a day, which was alive 20 days before."""
    return looks(url, [day - 20, day - 8, day - 4, day], ALIVE, GONE, GONE, GONE)


def written(desk: Workspace, format: str = "json", **asked: Any) -> str:  # noqa: A002 - as it is called
    """Make a report, and give it as it is written."""
    out = StringIO()
    report_rot(replace(RotRequest(desk.url), **asked), [Output(out, format)])
    return out.getvalue()


def told(desk: Workspace, **asked: Any) -> Any:
    """Make a report, and give it as JSON has it."""
    return json.loads(written(desk, **asked))


def news(desk: Workspace, **asked: Any) -> dict[str, str]:
    """Make a report, and give what is news, by address."""
    return {one["link"]["address"]: one["news"] for one in told(desk, **asked)["items"]}
