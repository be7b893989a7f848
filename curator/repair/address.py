"""The address that takes another's place: what a server said, made fit to stand in a file."""

import re
from typing import Final

from curator.urls.escape import encoded
from curator.urls.identity import identify

LONGEST: Final = 8_000
"""Characters of an address that is written into a post: as many as RFC 9110 (4.1) asks servers for."""

_NOT_PLAIN = re.compile(r"[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]")
"""What RFC 3986 gives no place in an address: quotes, brackets of markup, white space, everything beyond ASCII."""

_WEB = ("http://", "https://")


def successor(written: str, new: str) -> str | None:
    """Give the address to write in the place of `written`, None if `new` is none that a post should give.

    Codes stand for whatever could end the address or mean something else where it is written. A fragment stays, as
    browsers keep it when a redirect names none (RFC 9110, 10.2.2).
    """
    if "#" in written and "#" not in new:
        new += "#" + written.partition("#")[2]
    address = _NOT_PLAIN.sub(lambda sign: encoded(sign[0]), new)
    link = identify(address)
    if not address.lower().startswith(_WEB) or link.local or not link.canonical or len(address) > LONGEST:
        return None
    secret = "@" in address.split("/", 3)[2]  # a user's name, perhaps with a password
    return None if secret else address
