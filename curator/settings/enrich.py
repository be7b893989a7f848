"""Table `[enrich]`: which services are asked about identifiers, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from curator.enrich.policy import SERVICES, EnrichPolicy, Name, Service
from curator.errors import WorkspaceError
from curator.net.place import place
from curator.settings.values import build

_DEFAULT: Final = EnrichPolicy()

_MAIL: Final = re.compile(r"[^\s@<>]{1,64}@[^\s@<>]{1,255}")


@dataclass(frozen=True, slots=True)
class _Written:
    """The table as it is written."""

    services: tuple[str, ...] = tuple(Name)
    mailto: str = _DEFAULT.mailto
    again: float = _DEFAULT.again
    most: int = _DEFAULT.most
    urls: Mapping[str, str] = field(default_factory=dict)


def enrich_policy(values: Mapping[str, Any], file: str) -> EnrichPolicy:
    """Make the policy of a workspace. `file` begins every message. Raises WorkspaceError."""
    where = f"{file}: [enrich]"
    written = build(_Written, values, where)
    if written.mailto and not _MAIL.fullmatch(written.mailto):
        raise WorkspaceError(f"{where} mailto: {written.mailto!r} is no address of mail")
    for name, url in written.urls.items():
        known_service(name, f"{where} urls")
        if place(url) is None:
            raise WorkspaceError(f"{where} urls: {url!r} is no address of the web")
    names = [known_service(name, f"{where} services") for name in written.services]
    services = tuple(_at(one, written.urls) for one in SERVICES if one.name in names)
    return EnrichPolicy(services, written.mailto, written.again, written.most)


def known_service(name: str, where: str) -> Name:
    """Give the service of this name. Raises WorkspaceError, which begins with `where`."""
    if name not in list(Name):
        raise WorkspaceError(f"{where}: no service is named {name!r}; there are {', '.join(Name)}")
    return Name(name)


def _at(service: Service, urls: Mapping[str, str]) -> Service:
    return service._replace(url=urls[service.name].rstrip("/")) if service.name in urls else service
