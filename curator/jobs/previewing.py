"""Read inputs and store nothing: what an import would see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from curator.jobs.importing import sources
from curator.model import Rejected
from curator.read.registry import read_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from curator.jobs.importing import Request
    from curator.model import Document


def preview(request: Request) -> Iterator[Document | Rejected]:
    """Read what the request names, one document after the other."""
    for source in sources(request):
        yield source if isinstance(source, Rejected) else read_source(source, request.format)
