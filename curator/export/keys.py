r"""Citation keys: ASCII, readable, unique; made once, stored, never made again.

A key must survive BibTeX, biber, LaTeX's `\cite{a,b}` and pandoc's `@key`, so it is made of letters, digits and single
`. - _ : + /` inside. BibTeX takes keys that differ only in case for one, so uniqueness disregards case.
"""

import re
import unicodedata
from collections.abc import Container, Iterable
from datetime import date
from hashlib import sha256

from curator.export.pinyin import syllable
from curator.urls.identity import key_parts

SHORTENED = (
    ("weixin", 22, 11, "half of the random characters are 66 bits: no two alike in a billion"),
)
"""Rules whose ids of a certain length are longer than they need to be: how much is enough, and why."""

LONGEST_NATIVE = 48
"""Characters of any other native id; a DOI may have hundreds."""

LONGEST_WORDS = 32
"""Characters of a title's words in a key: about seven Chinese characters or five English words."""

LONGEST_TITLE = 200
"""Characters of a title that are looked at; the rest would be cut off anyway."""

HASH_LENGTHS = (6, 10, 16, 64)
"""Hexadecimal digits of the identity's SHA-256 put behind a key, fewest first; 6 are enough for 25,000 links of which
few share their words, 64 for anything."""

_SHORTENED = {(rule, length): enough for rule, length, enough, _ in SHORTENED}
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:+/-]{0,199}")
_UNSAFE = re.compile(r"[^A-Za-z0-9_.]+")
_REPEATED = re.compile(r"[.-][._-]+")
_WORD = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]+")


def safe(key: str) -> str:
    """Give the key itself if every tool takes it, else the nearest one that they take: what an import must report.

    A key of nothing usable gives `key`, to be told apart by `unique`.
    """
    if _SAFE.fullmatch(key):
        return key
    return _tidy(_ascii(key[:LONGEST_TITLE])) or "key"


def propose(identity: str, rule: str, title: str | None, host: str, day: date | None = None) -> str:
    """Propose a key for an item: its native id where it has one (`weixin-9nNNhhDWSYW`), else words, year and hash.

    `day` is the day of the item or of the first document that gives it: a help to memory, no claim. Two items may get
    the same proposal; `unique` tells them apart.
    """
    native = _native(identity, rule)
    if native:
        return native
    words = _words(title or "") or _words(host) or rule
    return "-".join(filter(None, (words, str(day.year) if day else "", _digest(identity, HASH_LENGTHS[0]))))


def _native(identity: str, rule: str) -> str:
    """Join the host's short name and the native id; nothing where there is none, or none in Latin letters."""
    name, native = key_parts(identity) or ("", "")
    if not native.isascii() or "%" in native:
        return ""
    short = _tidy(native[:LONGEST_TITLE])[: _SHORTENED.get((rule, len(native)), LONGEST_NATIVE)].rstrip(".-")
    return f"{name}-{short}" if short else ""


def unique(wanted: Iterable[tuple[str, str]], taken: Container[str]) -> dict[str, str]:
    """Give each identity a key of its own, as near to its proposal as can be.

    `wanted` holds each identity once, with its proposal; `taken` answers `in` for keys **in lower case** that others
    hold already. The result depends on what is wanted and taken, not on the order: where several want the same key,
    each gets it with digits of its identity's hash behind.
    """
    rivals: dict[str, list[tuple[str, str]]] = {}
    for identity, proposal in dict(wanted).items():
        rivals.setdefault(proposal.lower(), []).append((identity, proposal))
    given = {key: pairs[0] for key, pairs in rivals.items() if len(pairs) == 1 and key not in taken}
    for pairs in (rivals[key] for key in sorted(rivals.keys() - given.keys())):
        for identity, proposal in sorted(pairs):
            key = _lengthened(identity, proposal, taken, given)
            given[key.lower()] = (identity, key)
    return dict(given.values())


def _lengthened(identity: str, proposal: str, *held: Container[str]) -> str:
    candidates = (f"{proposal}-{_digest(identity, length)}" for length in HASH_LENGTHS)
    free = (key for key in candidates if not any(key.lower() in keys for keys in held))
    return next(free, f"{proposal}-{_digest(identity, HASH_LENGTHS[-1])}")


def _digest(identity: str, length: int) -> str:
    return sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def _words(text: str) -> str:
    """Give the first words of a text in Latin letters, Chinese read aloud, at most `LONGEST_WORDS` characters."""
    taken: list[str] = []
    room = LONGEST_WORDS
    for word in _WORD.findall(_ascii(text[:LONGEST_TITLE]).lower()):
        latin = word if word.isascii() else _read(word, room)
        if not latin or len(latin) > room:
            break
        taken.append(latin)
        room -= len(latin) + 1
    return "-".join(taken)


def _read(chinese: str, room: int) -> str:
    """Read Chinese characters as far as there is room."""
    spoken = ""
    for char in chinese:
        sound = syllable(char)
        if len(spoken) + len(sound) > room:
            break
        spoken += sound
    return spoken


def _ascii(text: str) -> str:
    """Take marks off letters (é, ü, full width) and leave Chinese as it is."""
    if text.isascii():
        return text
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def _tidy(text: str) -> str:
    return _REPEATED.sub(lambda run: run[0][0], _UNSAFE.sub("-", text)).strip("._-")
