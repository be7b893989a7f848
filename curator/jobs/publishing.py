"""Publishing: entries of the catalogue into a static site."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from curator.catalogue.engine import reading
from curator.catalogue.entries import entries
from curator.catalogue.folding import RAW, WORKS
from curator.catalogue.opening import open_existing
from curator.errors import UsageError
from curator.export.site.files import files
from curator.export.site.interface import Site
from curator.jobs.citing import assign_keys
from curator.jobs.exporting import Exported
from curator.jobs.shelf import FileShelf
from curator.jobs.sitefolder import SiteFolder, write_below
from curator.urls.web import is_web

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from curator.jobs.exporting import ExportRequest
    from curator.model import Entry


def export_site(request: ExportRequest, path: Path, base_url: str = "") -> Exported:
    """Build a site in a folder. `base_url` is the address it will have: feeds and a site map need it.

    A build that fails leaves the site that was there as it was. Raises UsageError for an address that is none of the
    web, CuratorError for a folder that holds other things.
    """
    site = Site(request.title or "Reading list", based(base_url), health=True)
    folder = SiteFolder(path)
    engine = open_existing(request.database_url)
    assign_keys(engine)
    exported = Exported()

    with reading(engine) as connection, folder.building() as beside, closing(FileShelf(beside)) as shelf:
        def walk() -> Iterator[Entry]:
            exported.entries = 0
            for entry in entries(connection, request.selection, RAW if request.raw else WORKS):
                exported.entries += 1
                yield entry

        names = []
        for file in files(site, walk, shelf):
            write_below(beside, file)
            names.append(file.name)
        folder.settle(beside, names)
    exported.files = [path / "index.html"]
    return exported


def based(address: str) -> str:
    """Give the address of a site with the slash that it ends in; nothing stays nothing. Raises UsageError."""
    if not address:
        return ""
    parts = urlsplit(address)
    if not is_web(address) or parts.query or parts.fragment:
        raise UsageError(f"{address!r} is no address that a site can have: write https://example.org/links/")
    return address if address.endswith("/") else f"{address}/"
