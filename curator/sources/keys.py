"""A file's name for good: the key by which the catalogue knows a document, made from its path and back.

Keys are shown, stored and compared, so they are printable: what is not (a newline, an escape, a byte that is no
UTF-8) is percent-encoded. `%` itself is encoded only where it would look like such a code, so ordinary names stay.
"""

import os
import re
from functools import lru_cache
from pathlib import Path

from curator.model.source import STDIN_PREFIX


def key_of(path: str, root: Path) -> str:
    """Name a file: relative to `root` (the workspace) with forward slashes, or absolute when it lies outside.

    Links are not followed: a file is known by the name it was given. Only the way to `root` may lead through links.
    """
    folder, name = os.path.split(os.path.abspath(path))
    key = printable(_seen_from(root.absolute(), folder) + name)
    return key.replace(":", "%3A", 1) if key.startswith(STDIN_PREFIX) else key


def stdin_key(name: str) -> str:
    """Name what came through standard input. One name is one document, whatever came under it."""
    return STDIN_PREFIX + printable(name)


def place_in(folder: str, root: Path) -> str | None:
    """Give the way from `root` to an absolute folder that it holds, by name or by way of links; else None.

    Of the folder and those above it, the first that is in `root` when links are followed counts: below it names stay.
    """
    inside = _below(folder, os.path.abspath(root))
    if inside is not None:
        return inside
    real = os.path.realpath(root)
    for above in (Path(folder), *Path(folder).parents):
        inside = _below(os.path.realpath(above), real)
        if inside is not None:
            return os.path.join(inside, folder[len(str(above)) :].lstrip(os.sep)).rstrip(os.sep)
    return None


def path_of(key: str, root: Path) -> Path:
    """Give the path that a key was made from."""
    return root / os.fsdecode(_CODES.sub(lambda code: bytes.fromhex(code[0][1:].decode()), os.fsencode(key)))


def printable(name: str) -> str:
    """Percent-encode what cannot be shown, reversibly."""
    if name.isprintable() and "%" not in name:
        return name
    return "".join(map(_shown, _CODE_LIKE.sub("%25", name)))


@lru_cache(maxsize=64)
def _seen_from(root: Path, folder: str) -> str:
    """Give what the names of a folder's files follow in their keys.

    Kept: links are followed once for a folder and not for each of its files, which doubles the time of a listing.
    """
    inside = place_in(folder, root)
    return os.path.join(folder if inside is None else inside, "")


def _below(path: str, root: str) -> str | None:
    """Give the part of a path below a folder: empty for the folder itself, None outside."""
    if path == root:
        return ""
    start = os.path.join(root, "")
    return path[len(start) :] if path.startswith(start) else None


_CODES = re.compile(rb"%[0-9A-Fa-f]{2}")

_CODE_LIKE = re.compile("%(?=[0-9A-Fa-f]{2})")


def _shown(character: str) -> str:
    """Wide and no-break spaces count as unprintable for Python, but stand in ordinary names."""
    if character.isprintable() or character in "\u00a0\u3000":
        return character
    return "".join(f"%{byte:02X}" for byte in os.fsencode(character))
