"""File names made of strangers' words, safe on Linux, macOS and Windows."""

import re
import unicodedata
from collections.abc import Container

LONGEST = 200
"""Bytes of a name. File systems take 255 (ext4, APFS counts characters, NTFS too); an ending, a number and the
temporary file's prefix must fit in the rest."""

UNUSABLE = (
    ("\\\\/", "separate folders"),
    (":", "separates folders, drives and streams"),
    ("*?\\[\\]", "stand for other names in a shell"),
    ("\"'`<>|&;$!", "speak to a shell, and Windows forbids half of them"),
    ("#%", "speak to a browser that is shown the file's address"),
    ("{}~^", "speak to a shell, to TeX, or to a template"),
    ("\x00-\x1f\x7f-\x9f", "drive terminals"),
    ("\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff", "are not seen, or turn what follows"),
    ("\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff", "no encoding writes them"),
)
"""Characters that no name gets, as ranges, and what they do."""

RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "123456789¹²³")})
"""Names that mean a device on Windows, with any ending (Microsoft: Naming Files, Paths, and Namespaces)."""

UNNAMED = "untitled"

_UNUSABLE = re.compile("[" + "".join(span for span, _ in UNUSABLE) + "]+")


def file_name(text: str, taken: Container[str] = ()) -> str:
    """Make a file's name, without ending, of any text: `人脸检测/识别` becomes `人脸检测-识别`.

    It begins neither with a dot (hidden) nor with a dash (an option), ends neither with a dot nor with a space (Windows
    drops them), and has at most `LONGEST` bytes and no character cut in half. `taken` answers `in` for `folded` names
    that are in use: a name among them gets a number, ` (2)` or higher.
    """
    name = _usable(text[: 4 * LONGEST]) or UNNAMED
    if name.partition(".")[0].rstrip().casefold() in RESERVED:
        name = f"{name}_"
    if folded(name) not in taken:
        return name
    number = 2
    while folded(f"{name} ({number})") in taken:
        number += 1
    return f"{name} ({number})"


def folded(name: str) -> str:
    """Give the form in which file systems compare names: without case, and composed (macOS and Windows do)."""
    return unicodedata.normalize("NFC", name).casefold()


def _usable(text: str) -> str:
    text = unicodedata.normalize("NFC", _UNUSABLE.sub("-", text))
    text = " ".join(text.split()).lstrip(".- ")
    return text.encode()[:LONGEST].decode(errors="ignore").rstrip(".- ")
