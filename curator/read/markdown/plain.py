"""Text as a reader sees it: without Markdown's marks and without characters that nobody can see."""

import re

from curator.urls.find import HIDDEN

_INVISIBLE = re.compile(f"[{HIDDEN}]")
# Possessive, and tried at the start and behind visible characters only: linear in lines that are full of marks.
_AROUND = re.compile(f"^[\\s{HIDDEN}]++|(?<![\\s{HIDDEN}])[\\s{HIDDEN}]++$")
_MARKS = re.compile(r"[*_`\\<\[]")
_CODE = re.compile(r"(?<!`)(`++)([^`]++)\1(?!`)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_STRONG = re.compile(r"\*\*|__(?=\S)|(?<=\S)__")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=\S)([^*_]+)(?<=\S)\1(?![\w*])")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_IMAGE = re.compile(r"!\[([^\]\[]*)\]\([^()\s]*\)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def clean(text: str) -> str:
    """Strip what cannot be seen; every white space, NBSP and U+3000 included, becomes one space."""
    if text.isprintable():  # so its only white space is spaces
        return " ".join(text.split()) if "  " in text else text.strip()
    return " ".join(_INVISIBLE.sub("", text).split())


def stripped(line: str) -> str:
    """Strip white space and what cannot be seen from both ends of a line."""
    text = line.strip()
    return text if text.isprintable() else _AROUND.sub("", text)


def plain(text: str) -> str:
    """Give a line's words: Markdown emphasis, code marks, images, HTML tags and backslash escapes taken off."""
    text = clean(text)
    if not _MARKS.search(text):  # as with most
        return text
    pieces = _CODE.split(text) if "`" in text else [text]
    # split() gives text, the marks, code, text, the marks, code, ...; code is kept as it is.
    words = [_bare(piece) if index % 3 == 0 else piece for index, piece in enumerate(pieces) if index % 3 != 1]
    return " ".join("".join(words).split())


def _bare(text: str) -> str:
    if "![" in text:
        text = _IMAGE.sub("", text)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "<" in text:
        text = _TAG.sub("", text)
    if "**" in text or "__" in text:
        text = _STRONG.sub("", text)
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub(r"\2", text)
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text
