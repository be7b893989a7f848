"""Text as a reader sees it: without Markdown's marks and without characters that nobody can see."""

import re

# Zero-width and direction marks (Unicode category Cf) stick to titles that were copied from web pages, and control
# characters would drive the terminal that shows them. Line ends and tabs are white space and go with it.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_MARKS = frozenset("*_`\\<~[!&")
_CODE = re.compile(r"(?<!`)(`++)([^`]++)\1(?!`)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_STRONG = re.compile(r"\*\*|__(?=\S)|(?<=\S)__")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=\S)([^*_]+)(?<=\S)\1(?![\w*])")
_IMAGE = re.compile(r"!\[([^\]\[]*)\]\([^()\s]*\)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def clean(text: str) -> str:
    """Strip what cannot be seen; every white space, NBSP and U+3000 included, becomes one space."""
    if not text.isprintable():
        text = _INVISIBLE.sub("", text)
    return " ".join(text.split())


def plain(text: str) -> str:
    """Give a line's words: Markdown emphasis, code marks, images, HTML tags and backslash escapes taken off."""
    text = clean(text)
    if _MARKS.isdisjoint(text):
        return text
    pieces = _CODE.split(text) if "`" in text else [text]
    # split() gives text, the marks, code, text, the marks, code, ...; code is kept as it is.
    words = [_bare(piece) if index % 3 == 0 else piece for index, piece in enumerate(pieces) if index % 3 != 1]
    return " ".join("".join(words).split())


def _bare(text: str) -> str:
    if "![" in text:
        text = _IMAGE.sub("", text)
    if "<" in text:
        text = _TAG.sub("", text)
    if "**" in text or "__" in text:
        text = _STRONG.sub("", text)
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub(r"\2", text)
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text
