"""What tests of enriching work with: a bibliography that names works, and runs that ask the scripted services."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from web.server import Web
from workbench import Workspace, post

from curator.jobs.enriched import Enriched, EnrichRequest, Summary
from curator.jobs.enriching import enrich

Said = list[tuple[str, str, str]]
"""Service, identifier and state of what was told."""


def give(desk: Workspace, *links: tuple[str, str], name: str = "a.md") -> None:
    """Import a post that gives these links with these titles."""
    desk.write(f"seeds/{name}", post("t", *links))
    desk.imported()


def request(desk: Workspace, web: Web, **more: Any) -> EnrichRequest:
    """Ask for a run in a workspace; the services' hosts lead to the scripted web, without pace."""
    return replace(EnrichRequest(desk.url, net=web.policy()), **more)


def ask(
    desk: Workspace, web: Web, stop: Callable[[], bool] = lambda: False, **more: Any
) -> tuple[Summary, list[Enriched]]:
    """Ask services in this very process; gives what the run says in the end, and what it told on the way."""
    told: list[Enriched] = []
    return enrich(request(desk, web, **more), told.append, stop=stop), told


def said(told: list[Enriched]) -> Said:
    """Give what was told, in order."""
    return sorted((one.service.value, one.identifier, one.state) for one in told)
