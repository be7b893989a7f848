"""What tests of archives work with: posts that cite lost links, and runs that ask the scripted archive for them."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from typing import Any

from web.archive import Archive
from web.server import Web
from workbench import Workspace, post

from curator.archive.policy import ArchivePolicy
from curator.jobs.archived import ArchiveRequest, Asked, Summary
from curator.jobs.archiving import ask_archives

POLICY = ArchivePolicy(pause=0.0)
NEVER = "2020-01-01T00:00:00Z"


def cite(desk: Workspace, day: str, *urls: str, verdict: str = "dead") -> None:
    """Import a post of a day that cites these links, and let them stand so."""
    text = post("t", *((url, f"Title {number}") for number, url in enumerate(urls)))
    desk.write(f"seeds/{day}-post.md", text.replace("---\n", f"---\ndate: {day}\n", 1))
    desk.imported()
    judge(desk, verdict)


def judge(desk: Workspace, verdict: str) -> None:
    """Let all links stand so that were not looked at yet."""
    with closing(sqlite3.connect(desk.file)) as connection, connection:
        connection.execute(
            "INSERT INTO standing (link_id, verdict, since, checked_at, outcome, failures, needed, successes, due_at) "
            "SELECT id, ?, ?, ?, 'gone', 3, 3, 0, ? FROM link WHERE id NOT IN (SELECT link_id FROM standing)",
            (verdict, NEVER, NEVER, NEVER),
        )


def request(desk: Workspace, web: Web, **more: Any) -> ArchiveRequest:
    """Ask for a run in a workspace; the archive's hosts lead to the scripted web, without pace."""
    return replace(ArchiveRequest(desk.url, net=web.policy(), policy=POLICY), **more)


def ask(
    desk: Workspace, web: Web, stop: Callable[[], bool] = lambda: False, **more: Any
) -> tuple[Summary, list[Asked]]:
    """Ask archives in this very process; gives what the run says in the end, and what it told on the way."""
    told: list[Asked] = []
    return ask_archives(request(desk, web, **more), told.append, stop=stop), told


def rewrite(desk: Workspace, statement: str) -> None:
    """Change the catalogue behind the program's back."""
    with closing(sqlite3.connect(desk.file)) as connection, connection:
        connection.execute(statement)


def archive(*kept: Any, **more: Any) -> Archive:
    """Give an archive that keeps these captures."""
    return Archive(kept, **more)
