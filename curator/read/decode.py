"""Bytes -> text: which encoding it is, and which bytes are no text at all."""

import codecs
import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from curator.model import Rejected, Skipped, Source
from curator.read.interface import Text


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and what had to be left out of it."""

    text: Text
    skipped: tuple[Skipped, ...] = ()


MAGIC: Final = (
    # (first bytes, what begins so): formats whose text parts would otherwise pass for text
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP archive or office document"),
    (b"PK\x05\x06", "empty ZIP archive"),
    (b"\x89PNG\r\n", "PNG picture"),
    (b"\xff\xd8\xff", "JPEG picture"),
    (b"GIF8", "GIF picture"),
    (b"\x1f\x8b", "gzip archive"),
    (b"\x7fELF", "program"),
    (b"MZ\x90\x00", "program"),
    (b"SQLite format 3\x00", "SQLite database"),
    (b"\xd0\xcf\x11\xe0", "old office document"),
    (b"7z\xbc\xaf", "7z archive"),
    (b"Rar!\x1a\x07", "RAR archive"),
)

BOMS: Final = (
    # (mark, encoding): UTF-32 first, because its little-endian mark begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\f\r\x1b"))
"""Control bytes that texts do not use; the escape byte may stand in a pasted terminal session."""

TEXT_CONTROLS: Final = 0.3
"""Largest share of control bytes in what decodes. A short line with a stray NUL stays below, UTF-16 without a mark
(half of its bytes are NUL) does not."""

JUNK_CONTROLS: Final = 0.02
"""Share of control bytes from which undecodable bytes are called binary: random bytes have 0.10, texts none."""

HEAD: Final = 1 << 16
"""Bytes, or foreign characters, from which a share is estimated: enough for two digits, small beside 50 MB."""

COMMON_SHARE: Final = 0.8
"""Smallest share of common characters among the non-ASCII ones of a GB18030 text. Of 344 posts and lists each has 0.97
or more; the same in UTF-8, read as GB18030, 0.21 or less; French in Latin-1 none. Nearer to the upper end because with
few such characters chance plays: better to report a file than to read it wrong."""

LONGEST_CHARACTER: Final = 4
"""Bytes of the longest character in all encodings here: what a cut can leave behind is shorter."""


def decode(source: Source) -> Decoded | Rejected:
    r"""Decode one source: UTF-8 or what its byte order mark says, else GB18030 if that gives plausible Chinese.

    NUL bytes and an incomplete last character are left out and told in `Decoded.skipped`; line ends become `\n`.
    """
    junk = _binary(source.data)
    if junk:
        return Rejected(source.key, "binary", junk)
    found = _bom_or_utf8(source.data) or _gb18030(source.data)
    if found is None:
        return _undecodable(source)
    return _tidy(source.key, found)


@dataclass(frozen=True, slots=True)
class _Found:
    """Characters in the encoding found; `left` bytes at the end are an incomplete character."""

    text: str
    encoding: str
    left: int = 0


def _binary(data: bytes) -> str:
    """Tell which kind of binary file this is, or give an empty string for what may be text."""
    for magic, what in MAGIC:
        if data.startswith(magic):
            return what
    if any(data.startswith(mark) for mark, _ in BOMS):
        return ""
    return "control characters throughout" if _control_share(data) > TEXT_CONTROLS else ""


def _control_share(data: bytes) -> float:
    head = data[:HEAD]
    return 1 - len(head.translate(None, CONTROLS)) / len(head) if head else 0.0


def _bom_or_utf8(data: bytes) -> _Found | None:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _decode_all(data[len(mark) :], encoding)
    return _decode_all(data, "utf-8")


def _decode_all(data: bytes, encoding: str) -> _Found | None:
    """Decode everything; None unless the only fault is that the last character is incomplete."""
    try:
        return _Found(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        left = len(data) - error.start
        if left >= LONGEST_CHARACTER or error.end < len(data) or not _is_cut(data[error.start :], encoding):
            return None
        return _Found(data[: error.start].decode(encoding), encoding, left)


def _is_cut(tail: bytes, encoding: str) -> bool:
    """Tell whether bytes are the beginning of a character rather than wrong: an incremental decoder waits for more."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(tail) == ""
    except UnicodeDecodeError:
        return False


def _gb18030(data: bytes) -> _Found | None:
    found = _decode_all(data, "gb18030")
    return found if found and _plausible_chinese(found.text) else None


def _plausible_chinese(text: str) -> bool:
    """GB18030 decodes nearly anything; Chinese texts consist of common characters and use no private ones."""
    if re.search("[\ue000-\uf8ff]", text):
        return False
    foreign = "".join(re.findall(r"[^\x00-\x7f]+", text[: HEAD * 16]))[:HEAD]
    common = _common()
    return sum(character in common for character in foreign) >= COMMON_SHARE * len(foreign)


@cache
def _common() -> frozenset[str]:
    """Punctuation, full-width forms and the 3,755 common characters: rows 1-9 and 16-55 of GB 2312."""
    rows = (*range(0xA1, 0xAA), *range(0xB0, 0xD8))
    cells = bytes(byte for row in rows for cell in range(0xA1, 0xFF) for byte in (row, cell))
    return frozenset(cells.decode("gb2312", "ignore"))


def _undecodable(source: Source) -> Rejected:
    """Say where: the first byte that no UTF-8 text has there, or the first wrong unit after a mark."""
    if _control_share(source.data) > JUNK_CONTROLS:
        return Rejected(source.key, "binary", "control characters throughout")
    mark, encoding = next((row for row in BOMS if source.data.startswith(row[0])), (b"", "utf-8"))
    try:
        source.data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        offset = error.start + len(mark)
        line = source.data.count(b"\n", 0, offset) + 1
        return Rejected(source.key, "undecodable", f"byte {offset} is not {encoding}", line)
    raise AssertionError("what decodes is not undecodable")


def _tidy(key: str, found: _Found) -> Decoded | Rejected:
    """Bring line ends into one form and take out what is no character."""
    text = found.text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    skipped: list[Skipped] = []
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        skipped.append(Skipped("nul", f"{text.count(chr(0))} in all, the first on this line", line))
        text = text.replace("\0", "")
    if found.left:
        skipped.append(Skipped("cut-off", f"{found.left} bytes of a character at the end", text.count("\n") + 1))
    if not text or text.isspace():
        return Rejected(key, "empty")
    return Decoded(Text(key, text, found.encoding), tuple(skipped))
