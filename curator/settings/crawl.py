"""Table `[crawl]`: what is kept of pages, where, and how often they are fetched."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from curator.crawl.policy import CrawlPolicy
from curator.settings.values import checked, refuse_small

if TYPE_CHECKING:
    from collections.abc import Mapping

LEAST: Mapping[str, float] = {
    "size": 1024,  # less shows no title
    "robots": 1,  # else hosts would be asked for little else
    "file": 1024,  # else every page would have its own
}
"""The smallest values that make sense."""


def crawl_policy(values: Mapping[str, Any], file: str) -> CrawlPolicy:
    """Make the policy of a workspace. `file` begins every message. Raises WorkspaceError."""
    where = f"{file}: [crawl]"
    found = checked(CrawlPolicy, values, where)
    refuse_small(found, LEAST, where)
    return replace(CrawlPolicy(), **found)
