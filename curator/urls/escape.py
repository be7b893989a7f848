"""Percent-encoding: one spelling for all that mean the same (RFC 3986, section 6.2.2)."""

import re

PLAIN = r"A-Za-z0-9\-._~!'()*$&+,;=:@"
"""What stands in a path as it is, for a character class: RFC 3986's unreserved characters, its sub-delimiters, `:@`."""

_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!'()*")
"""Encoded and plain they mean the same: RFC 3986's unreserved characters and RFC 2396's marks `!'()*`, which delimit
nothing in http and which ECMAScript's encodeURIComponent still leaves plain."""

_DECODED = {f"%{code:02X}": chr(code) for code in _UNRESERVED}
_TO_DO = re.compile(rf"%(?:[0-9A-Fa-f]{{2}})?|[^%/?{PLAIN}]+")


def normal(text: str) -> str:
    """Give a path, query or route in its one spelling, all ASCII.

    Encoded unreserved characters are decoded, other codes get capital digits, whatever may not stand in an address is
    encoded as UTF-8, a `%` that begins no code becomes `%25`. Doing it twice changes nothing.
    """
    return _TO_DO.sub(_normal_piece, text)


def _normal_piece(piece: re.Match[str]) -> str:
    text = piece[0]
    if text[0] == "%":
        code = text.upper()
        return _DECODED.get(code, code) if len(text) == 3 else "%25"
    return encoded(text)


def encoded(text: str) -> str:
    """Encode every character as UTF-8; half a surrogate pair is encoded, too, as it must not stop an import."""
    return "%" + text.encode("utf-8", "surrogatepass").hex("%").upper()


def decoded(text: str) -> str:
    """Decode all codes as UTF-8; what is no UTF-8 becomes U+FFFD."""
    return _CODES.sub(_decoded_codes, text)


_CODES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")


def _decoded_codes(codes: re.Match[str]) -> str:
    return bytes.fromhex(codes[0].replace("%", "")).decode("utf-8", "replace")


def without_dots(path: str) -> str:
    """Resolve the segments `.` and `..` of a path that begins with a slash (RFC 3986, section 5.2.4)."""
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)
