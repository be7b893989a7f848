"""Text as a reader sees it: without Markdown's marks and without characters that nobody can see."""

import re
from string import punctuation

from curator.text import clean as cleaning
from curator.urls.find import HIDDEN

# Possessive, and tried at the start and behind visible characters only: linear in lines that are full of marks.
_AROUND = re.compile(f"^[\\s{HIDDEN}]++|(?<![\\s{HIDDEN}])[\\s{HIDDEN}]++$")
_MARKS = re.compile(r"[*_`\\<\[]")
# A sign behind a backslash, code between backquotes, or backquotes without an end: whichever comes first.
_LITERAL = re.compile(r"\\([!-/:-@\[-`{-~])|(`++)([^`]++)\2(?!`)|`++")
_STRONG = re.compile(r"\*\*|__(?=\S)|(?<=\S)__")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=\S)([^*_]+)(?<=\S)\1(?![\w*])")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
IMAGE = re.compile(r"!\[[^\[\]]*+\]\((?:[^()]++|\([^()]*+\))*+\)")
"""An image as Markdown writes it, its address with brackets and a title or without."""
_TAG = re.compile(r"<(?:/?[a-zA-Z]|!--)[^<>]*>")
_SIGN = re.compile(r"[!-/:-@\[-`{-~]")
_HIDDEN = {ord(sign): 0xDC00 + ord(sign) for sign in punctuation}
"""What stands for signs that are no marks, for a while: halves of surrogate pairs, which `clean` has taken out."""
_SHOWN = {stand_in: sign for sign, stand_in in _HIDDEN.items()}


def clean(text: str) -> str:
    """Strip what cannot be seen; every white space, NBSP and U+3000 included, becomes one space."""
    if text.isprintable():  # so its only white space is spaces
        return " ".join(text.split()) if "  " in text else text.strip()
    return " ".join(cleaning.clean(text).split())


def stripped(line: str) -> str:
    """Strip white space and what cannot be seen from both ends of a line."""
    text = line.strip()
    return text if text.isprintable() else _AROUND.sub("", text)


def plain(text: str) -> str:
    """Give a line's words: Markdown emphasis, code marks, images, HTML tags and backslash escapes taken off."""
    text = clean(text)
    if not _MARKS.search(text):  # as with most
        return text
    if "`" in text or "\\" in text:
        text = _LITERAL.sub(_stand_in, text)
        return " ".join(_bare(text).translate(_SHOWN).split())
    return " ".join(_bare(text).split())


def literal(text: str) -> str:
    """Write text so that `plain` gives it back as it is."""
    return _SIGN.sub(r"\\\g<0>", text) if _MARKS.search(text) else text


def _stand_in(match: re.Match[str]) -> str:
    """Put signs that are no marks out of the way of the rules for marks."""
    return (match[1] or match[3] or match[0]).translate(_HIDDEN)


def _bare(text: str) -> str:
    if "![" in text:
        text = IMAGE.sub("", text)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "<" in text:
        text = _TAG.sub("", text)
    if "**" in text or "__" in text:
        text = _STRONG.sub("", text)
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub(r"\2", text)
    return text
