"""The words that decide what a line means: data, one reason a row."""

import re
from collections.abc import Mapping
from typing import Final

from curator.read.roles import CHINESE, ROLES

OPEN_LABELS: Final[Mapping[str, str]] = {
    # label -> why the text below its links is a title even when it is a sentence
    "参考": "970 of the labels counted: a plain list of reading, each link with its title",
    "参考文献": "the same, in books' words",
    "参考资料": "the same",
    "参考链接": "the same",
    "延伸阅读": "a reading list",
    "扩展阅读": "a reading list",
    "相关文章": "a reading list",
    "references": "参考 in English",
    "see also": "a reading list in English",
}
"""Labels that stand over reading lists. Under every other label (官网, 代码) the links are things, and a sentence below
one is a remark on the thing."""

# A remark on the link above. The first set speaks of that very text or site and counts everywhere; the second may as
# well begin a title (从零开始…), so it counts only under a label that stands over things.
_ON_IT = re.compile(
    r"(?:这(?:两|三|几|\d+)?(?:篇|个|本|些|套|份|部|是)|以上|上面(?:这|的|两|三|几)|(?:该|此)(?:网站|文|书|博客|专栏|系列|课程|项目|作者)"
    r"|本文|文中|(?:PS|P\.S\.?|注)\s*[:：.])",
)
_LIKE_A_REMARK = re.compile(r"这|该|上[面述]|前[两三几]|后[两三几]|从|它|但|其|以上|此|不过|另外|注[:：]|PS\b")
_PLURAL = re.compile(
    r"(?:这(?=[两三四五几些\d])|以上|上面(?=这?[两三四五几\d])这?|前(?=[两三四五几]))([两三四五几些]|\d+)?"
)
_NUMERALS = {"两": 2, "三": 3, "四": 4, "五": 5}
ALL = 1000
"""Links that a remark without a number can speak of: more than any block has."""
_IN_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]$")
_STOPS = re.compile("[。；！？]")
_COMMAS = re.compile("[，,]")
_ON_THE_TEXT = re.compile(r"。(?=(?:这(?:篇|本|个[Bb]log)|本文|文中|文章|上面))")


def is_open(label: str) -> bool:
    """Tell whether a label stands over a reading list."""
    return label.strip().lower() in OPEN_LABELS


def without_brackets(text: str) -> str:
    """Take off what stands in brackets at the end of a text."""
    text = text.strip()
    return _IN_BRACKETS.sub("", text) if text.endswith((")", "）")) else text


def has_role(text: str) -> bool:
    """Tell whether a few words end with a role word, what stands in brackets behind it not counted."""
    words = without_brackets(text).lower()
    return words in ROLES or words.endswith(CHINESE)


def is_remark(text: str) -> bool:
    """Tell whether a line speaks of the link above it (这篇文章…, 该网站…, PS: …)."""
    return bool(_ON_IT.match(text))


def starts_like_a_remark(text: str) -> bool:
    """Tell whether a line under a label such as 代码 begins like a remark on the thing (这, 该, 它, 但, 从 …)."""
    return bool(_LIKE_A_REMARK.match(text))


def how_many(text: str) -> int:
    """Tell of how many links a remark speaks (这两篇…: 2, 以上…: all there are); 0 if it is not in the plural."""
    match = _PLURAL.match(text)
    if not match:
        return 0
    count = match[1] or ""
    number = int(count) if count.isdecimal() and len(count) < 3 else _NUMERALS.get(count, ALL)
    return number + text.startswith("前")  # 前两个: the two before this one


def without_remark(text: str) -> tuple[str, str | None]:
    """Split `TITLE。这篇文章讲…` into title and remark."""
    if "。" in text:
        split = _ON_THE_TEXT.search(text)
        if split and split.start():
            return text[:split.start()], text[split.end():]
    return text, None


def label_of(text: str) -> str:
    """Give the label that a line ending in a colon is, without the colon.

    Of several sentences the last one labels; of a last sentence with commas the last part, if that is a few words with
    a role (`…，下载地址：` is 下载地址), else all of it.
    """
    label = text.rstrip("*_ ").rstrip("：: *_")
    tail = _STOPS.split(label[-400:])[-1].strip()
    part = _COMMAS.split(tail)[-1].strip()
    short = part if part != tail and len(part) <= 12 and has_role(part) else tail
    return (short or label[-400:]).lstrip("*_ >—-–").strip()
