"""What tests of checking work with: posts that give links to the scripted web, and runs that look at them."""

from typing import Any

from web.server import Web
from workbench import Workspace, post

from curator.check.policy import CheckPolicy
from curator.jobs.checking import CheckRequest, Summary, check_links
from curator.jobs.recording import Checked
from curator.jobs.selecting import Choice

ALL = Choice(everything=True)
PLAIN = CheckPolicy(siblings=False)
"""Asks for no random names beside pages, where a test counts requests."""


def give(desk: Workspace, *urls: str) -> None:
    """Import a post that gives these links, in this order."""
    desk.write("seeds/a.md", post("t", *((url, f"Title {number}") for number, url in enumerate(urls))))
    desk.imported()


def request(desk: Workspace, web: Web, **more: Any) -> CheckRequest:
    """Ask for a run in a workspace; hosts lead to the scripted web, without pace."""
    return CheckRequest(desk.url, net=web.policy(), policy=PLAIN)._replace(**more)


def look(desk: Workspace, web: Web, **more: Any) -> tuple[Summary, list[Checked]]:
    """Run checks in this very process; gives what the run says in the end, and what it told on the way."""
    told: list[Checked] = []
    return check_links(request(desk, web, **more), told.append), told


def settings(web: Web, **more: float) -> str:
    """Write the settings with which the program itself reaches the scripted web."""
    lines = [f"{name} = {value}" for name, value in ({"interval": 0} | more).items()]
    places = [f'"{name}" = "{place}"' for name, place in web.resolve.items()]
    bundle = f'ca_bundle = "{web.ca_bundle}"'
    return "\n".join(["[net]", *lines, bundle, "[net.resolve]", *places, "[check]", "siblings = false", ""])
