"""Edits as a unified diff, byte for byte, as `git apply` and `patch -p1` take it."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

CONTEXT: Final = 3
"""Lines around a change, as diff and git give."""

_WIDE = ("utf-16", "utf-32")
_LINE_END = b"\n"
_NO_END = b"\n\\ No newline at end of file\n"
_SPECIAL = re.compile(rb'[\x00-\x1f"\\\x7f]')
_LETTERS: Final = {b"\n": b"\\n", b"\t": b"\\t", b"\r": b"\\r", b'"': b'\\"', b"\\": b"\\\\"}


def is_text(data: bytes, encoding: str) -> bool:
    """Tell whether bytes can stand in a diff: its lines end with the byte 10, and a byte 0 makes a file binary."""
    return not encoding.startswith(_WIDE) and b"\0" not in data


def unified(name: str, before: bytes, after: bytes) -> bytes:
    """Give the diff of two contents whose lines are as many; `name` is the file's, with forward slashes."""
    old, new = _lines(before), _lines(after)
    hunks = [_hunk(old, new, start, end) for start, end in _ranges(old, new)]
    return b"".join([b"--- " + _name("a/" + name), b"+++ " + _name("b/" + name), *hunks]) if hunks else b""


def _lines(data: bytes) -> list[bytes]:
    """Cut behind each byte 10, and nowhere else."""
    return re.findall(rb"[^\n]*\n|[^\n]+\Z", data)


def _name(name: str) -> bytes:
    """Write a name as git does: with a tab behind it where it has spaces, quoted where it has control characters."""
    written = name.encode("utf-8", "surrogateescape")
    if _SPECIAL.search(written):
        quoted = _SPECIAL.sub(lambda sign: _LETTERS.get(sign[0], b"\\%03o" % ord(sign[0])), written)
        return b'"' + quoted + b'"\n'
    return written + (b"\t\n" if b" " in written else b"\n")


def _ranges(old: list[bytes], new: list[bytes]) -> Iterator[tuple[int, int]]:
    """Give the lines of each hunk, from and up to: changes whose surroundings touch are in one."""
    places = [at for at, (one, other) in enumerate(zip(old, new, strict=True)) if one != other]
    start = end = -1
    for at in places:
        if start >= 0 and at - CONTEXT > end:
            yield start, end
            start = -1
        if start < 0:
            start = max(at - CONTEXT, 0)
        end = min(at + CONTEXT + 1, len(old))
    if start >= 0:
        yield start, end


def _hunk(old: list[bytes], new: list[bytes], start: int, end: int) -> bytes:
    pieces = [b"@@ -%d,%d +%d,%d @@\n" % (start + 1, end - start, start + 1, end - start)]
    removed: list[bytes] = []
    added: list[bytes] = []
    for one, other in zip(old[start:end], new[start:end], strict=True):
        if one == other:
            pieces += (*_signed(b"-", removed), *_signed(b"+", added), *_signed(b" ", [one]))
            removed, added = [], []
        else:
            removed.append(one)
            added.append(other)
    return b"".join([*pieces, *_signed(b"-", removed), *_signed(b"+", added)])


def _signed(sign: bytes, lines: Iterable[bytes]) -> Iterator[bytes]:
    return (sign + (line if line.endswith(_LINE_END) else line + _NO_END) for line in lines)
