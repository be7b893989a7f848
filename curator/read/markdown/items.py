"""Lines with Markdown links: list items, newsletter items, the links of a work by role, links in sentences."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from curator.model import Kind
from curator.read.markdown.inline import Found
from curator.read.markdown.plain import clean, literal, plain
from curator.read.markdown.words import has_role
from curator.urls.find import is_address

LONGEST_LABEL = 120
"""Characters in front of a link that may name its role (`review("Google Unveils …"): [..](..)`)."""

_SENTENCE = "。，；！？"
_MARKS = " *_~=>—–-"
_EMPTY = _MARKS + "\"'“”‘’《「【["
_ORDINAL = re.compile(r"[(（]?\d{1,3}[.、)）]")
_DECORATION = re.compile(r":[a-z][a-z0-9_+-]{1,30}:|[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")
"""Pictures in front of a link (`⭐`, `:star:`): they rate it and do not name it."""
_DESCRIBES = "-–—:：（(,，|·[【\""
_DASH = " — "
"""What says plainly that a description follows, also one without a letter; our own lists have it."""
_SEPARATORS = " *_~|/·•,，、;；&+和及与."


class Given(NamedTuple):
    """One link as its line gives it; `named` is False where the text of the link is only its address again."""

    kind: Kind
    url: str
    title: str | None
    note: str | None = None
    label: str | None = None
    named: bool = True


class Item(NamedTuple):
    """The links of one line. `own` is the line's text without marks, for lines that are sentences."""

    given: list[Given]
    own: str = ""


def read_item(line: str, found: Sequence[Found], *, listed: bool, own: bool = False) -> Item:
    """Read the links of one line, given without quote and list marks; columns of `found` count in it.

    `listed` tells that a list marker stood before it, `own` that the list is an export: what stands before its link is
    the label, whatever it is. The first link of an item is what the item is about, and the
    rest of the item is its note; a link further on sits in a sentence. Badges neither name nor describe anything.
    """
    shown = [link for link in found if not link.badge]
    if len(shown) == len(found):
        return _read_item(line, shown, listed=listed, own=own)
    line = _blanked(line, found)
    item = _read_item(line, shown, listed=listed, own=own) if shown else Item([], plain(line))
    others = iter(item.given)
    return item._replace(given=[Given(Kind.BADGE, link.url, None) if link.badge else next(others) for link in found])


def _read_item(line: str, found: Sequence[Found], *, listed: bool, own: bool) -> Item:
    first, last = found[0], found[-1]
    head, after, tail = line[:first.start], line[first.end:], line[last.end:]
    only_links = all(not line[a.end:b.start].replace("and", "").strip(_SEPARATORS) for a, b in pairwise(found))
    label = plain(head).removesuffix(":") if own else _label(head, listed=listed, alone=not tail.strip(_SEPARATORS))
    whole_item = label is not None and (not after.strip(_SEPARATORS) or _is_bracketed(after) or bool(label)
                                        or (listed and not _goes_on(after)))
    note = _note(line, found[-1:] if only_links else found) if whole_item else None
    given = []
    for link in found:
        leads = whole_item and (link is first or only_links)
        given.append(_given(link, leads=leads, note=note if leads else None, label=label if leads else None))
    if listed and not whole_item and len(found) == 1 and not tail.strip(_SEPARATORS):
        given[0] = given[0]._replace(kind=Kind.REFERENCE)
    return Item(given, "" if whole_item else without_addresses(line, found))


def _blanked(line: str, found: Sequence[Found]) -> str:
    """Put spaces where the badges of a line stand, so that all columns keep their numbers."""
    pieces: list[str] = []
    at = 0
    for link in found:
        if link.badge:
            pieces += (line[at:link.start], " " * (link.end - link.start))
            at = link.end
    return "".join([*pieces, line[at:]])


def without_addresses(line: str, found: Sequence[Found]) -> str:
    """Give the words of a line: of each link its text, of a bare address nothing."""
    words: list[str] = []
    at = 0
    for link in found:
        words += (line[at:link.start], literal(link.text))
        at = link.end
    return plain("".join([*words, line[at:]]))


def _given(link: Found, *, leads: bool, note: str | None, label: str | None) -> Given:
    named = bool(link.text) and not _is_address(link.text)
    kind = Kind.REFERENCE if leads else Kind.INLINE
    if named:
        return Given(kind, link.url, plain_title(link.text), note, label or None)
    # What is stuck to the address in the brackets and is not in the text is a slip of the keyboard.
    slipped = link.text and link.url.startswith(link.text) and not link.url[len(link.text):].isascii()
    return Given(kind, link.text if slipped else link.url, None, note, label or None, named=False)


def plain_title(text: str) -> str | None:
    """Give a link's text as a title: white space set right, nothing if nothing is left."""
    return clean(text) or None


def _is_address(text: str) -> bool:
    """Tell whether a link's text is an address again; a bare host name (`offsec.tools`) is a name."""
    return ("://" in text or "/" in text) and " " not in text and is_address(text)


def _label(head: str, *, listed: bool, alone: bool) -> str | None:
    """Give the role in front of a link (`arxiv: `, `github `, `2019年的本周：`); None when a sentence stands there."""
    words = _DECORATION.sub("", plain(head)).strip(_MARKS) if head else ""
    said = words.strip(_EMPTY)
    if not said or _ORDINAL.fullmatch(said):
        return ""
    if len(words) > LONGEST_LABEL:
        return None
    if words.endswith((":", "：")) and (listed or alone) and not _in_sentence(words):
        return words.rstrip(":： ")
    return words if has_role(words) and len(words) <= 20 and (listed or alone) else None


def _in_sentence(words: str) -> bool:
    """Tell whether words before a colon are a sentence: they have its punctuation, or a bracket is still open."""
    return any(mark in words for mark in _SENTENCE) or words.count("（") > words.count("）")


def _goes_on(after: str) -> bool:
    """Tell whether a sentence goes on right behind a link (`[公司](…)发布了…。`) instead of a description."""
    text = after.strip()
    return text[-1:] in "。！？" and text[:1] not in _DESCRIBES


def _is_bracketed(text: str) -> bool:
    text = text.strip()
    return (text[:1], text[-1:]) in {("（", "）"), ("(", ")")} and len(text) <= LONGEST_LABEL


def _note(line: str, found: Sequence[Found]) -> str | None:
    """Give the rest of an item after its first link, as plain words."""
    begin = found[0].end
    described = line.startswith(_DASH, begin)
    begin += len(_DASH) if described else 0
    rest = without_addresses(line[begin:], [
        link._replace(start=link.start - begin, end=link.end - begin) for link in found[1:]
    ])
    if described:
        return rest or None
    note = rest.lstrip(" *_~-–—:：,，.。").strip()
    return note if any(map(str.isalnum, note)) else None
