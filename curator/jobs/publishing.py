"""Publishing: entries of the catalogue into a static site."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from curator.errors import UsageError
from curator.export.registry import SITE
from curator.jobs.choosing import chosen_entries, opened, title_of
from curator.jobs.citing import changed_keys
from curator.jobs.exporting import Exported, counted, export_folder, export_list
from curator.urls.web import is_web

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from curator.jobs.choosing import ExportRequest
    from curator.model import Entry


def write_to(request: ExportRequest, place: Path, *, per_topic: bool) -> Exported:
    """Write what a request asks for to a place: a site, a folder of lists, or one list."""
    if request.format == SITE.name:
        return export_site(request, place)
    return (export_folder if per_topic else export_list)(request, place)


def export_site(request: ExportRequest, path: Path) -> Exported:
    """Build a site in a folder. Feeds and a site map are in it where the request says which address it will have.

    Of link health is told unless dead links are asked to be kept in silence. The lists of a site have orders of their
    own. A build that fails leaves the site that was there as it was. Raises UsageError for an address that is none of
    the web, CuratorError for a folder that holds other things.
    """
    from curator.export.site.files import files  # Jinja, which no other export loads
    from curator.export.site.interface import Site
    from curator.jobs.builtfolder import A_SITE, BuiltFolder, write_below
    from curator.jobs.shelf import FileShelf

    site = Site(title_of(request), base_of(request.base_url), health=request.dead != "keep")
    folder, exported = BuiltFolder(path, A_SITE), Exported()
    with opened(request, keyed=True) as connection, folder.building() as beside, closing(FileShelf(beside)) as shelf:

        def walked() -> Iterator[Entry]:
            exported.entries = 0
            exported.own_keys.clear()
            return counted(chosen_entries(connection, request, by_topic=False), exported)

        names = []
        for file in files(site, walked, shelf):
            write_below(beside, file)
            names.append(file.name)
        folder.settle(beside, names)
        exported.changed_keys = changed_keys(connection, exported.own_keys)
    exported.files = [path / name for name in names]
    return exported


def base_of(address: str) -> str:
    """Give the address of a site with the slash that it ends in; nothing stays nothing. Raises UsageError."""
    parts = urlsplit(address)
    # A password in the address would stand on every page.
    more = parts.query or parts.fragment or "@" in parts.netloc
    if address and (parts.scheme not in {"http", "https"} or not is_web(address) or more):
        raise UsageError(f"{address!r} is no address that a site can have; write https://example.org/links/")
    return address if not address or address.endswith("/") else f"{address}/"
