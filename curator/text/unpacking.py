"""Bodies as they came -> as they were, for the codings that everybody knows (RFC 9110, 8.4.1)."""

import zlib
from typing import Final

GZIP: Final = "gzip"

_GZIP_OR_ZLIB, _BARE = 47, -15
_MEMBER = b"\x1f\x8b"


def unpacked(body: bytes, coding: str, most: int) -> bytes | None:
    """Decompress a body, `most` bytes of it; None if it is in no coding that we read, or not what it says.

    What is cut off in the middle gives what it holds. `deflate` may stand without its frame, as some servers send it.
    """
    coding = coding.strip().lower()
    if coding in {"", "identity"}:
        return body[:most]
    if coding not in {GZIP, "x-gzip", "deflate"}:
        return None
    found = _inflated(body, most, _GZIP_OR_ZLIB)
    return _inflated(body, most, _BARE) if found is None and coding == "deflate" else found


def _inflated(body: bytes, most: int, wbits: int) -> bytes | None:
    parts: list[bytes] = []
    try:
        while body and most > 0 and (not parts or body.startswith(_MEMBER)):  # else: rubbish after the last member
            member = zlib.decompressobj(wbits)
            parts.append(member.decompress(body, most))
            most -= len(parts[-1])
            body = member.unused_data
    except zlib.error:
        return None
    return b"".join(parts)
