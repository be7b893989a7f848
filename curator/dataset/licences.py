"""How the licence of a collection is written where programs read it."""

from __future__ import annotations

import re
from typing import Final

LINKED: Final = ("https://", "http://")

_SPDX = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]{1,60}", re.ASCII)


def hub_licence(said: str) -> dict[str, str]:
    """Give the fields of a card: an identifier of the hub (SPDX's in small letters), else `other` and what it is.

    The hub's word for nothing said is `unknown`.
    """
    if not said:
        return {"license": "unknown"}
    if said.startswith(LINKED):
        return {"license": "other", "license_name": "other", "license_link": said}
    return {"license": said.lower()} if _SPDX.fullmatch(said) else {"license": "other", "license_name": said}


def licence_url(said: str) -> str:
    """Give the address of a licence, as Croissant wants it; words that name none stay what they are."""
    return f"https://spdx.org/licenses/{said}.html" if _SPDX.fullmatch(said) else said
