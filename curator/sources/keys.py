"""A file's name for good: the key by which the catalogue knows a document, made from its path and back.

Keys are shown, stored and compared, so they are printable: what is not (a newline, an escape, a byte that is no
UTF-8) is percent-encoded. `%` itself is encoded only where it would look like such a code, so ordinary names stay.
"""

import os
import re
from functools import lru_cache
from pathlib import Path


def key_of(path: str, root: Path) -> str:
    """Name a file: relative to `root` (the workspace) with forward slashes, or absolute when it lies outside.

    Links are not followed: a file is known by the name it was given. Only `root` may be spelled through a link.
    """
    absolute = os.path.abspath(path)
    for inside in _insides(os.path.abspath(root)):
        if absolute.startswith(inside):
            return printable(absolute[len(inside) :])
    return printable(absolute)


def path_of(key: str, root: Path) -> Path:
    """Give the path that a key was made from."""
    return root / os.fsdecode(_CODES.sub(lambda code: bytes.fromhex(code[0][1:].decode()), os.fsencode(key)))


def printable(name: str) -> str:
    """Percent-encode what cannot be shown, reversibly."""
    if name.isprintable() and "%" not in name:
        return name
    return "".join(map(_shown, _CODE_LIKE.sub("%25", name)))


@lru_cache(maxsize=8)
def _insides(root: str) -> tuple[str, ...]:
    """Give what paths inside the root begin with. Kept: resolving it for every file doubles the time of a listing."""
    return tuple(base.rstrip("/") + "/" for base in (root, os.path.realpath(root)))


_CODES = re.compile(rb"%[0-9A-Fa-f]{2}")

_CODE_LIKE = re.compile("%(?=[0-9A-Fa-f]{2})")


def _shown(character: str) -> str:
    """Wide and no-break spaces count as unprintable for Python, but stand in ordinary names."""
    if character.isprintable() or character in "\u00a0\u3000":
        return character
    return "".join(f"%{byte:02X}" for byte in os.fsencode(character))
