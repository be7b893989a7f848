"""Names of topics and headings: their marks, their numbers, and which heading means which topic."""

import re
from collections.abc import Sequence

from curator.model import Topic, TopicPart
from curator.read.numerals import number
from curator.text.fold import fold

Names = list[tuple[str, Topic]]
"""Topics under their folded names."""

_KINDS_OF_TEXT = """
    概述 总览 简介 介绍 前言 引言 背景 历史 基础 原理 教程 入门 参考 参考资料 参考文献 参考资源 资源 资料 其他 其它
    杂项 杂谈 总结 小结 结论 附录 目录 工具 示例 例子 实例 代码 论文 数据集 应用 实战 进阶 常识 官网 文档 链接
    相关链接 延伸阅读 扩展阅读 更多 问题 优化 课程 书籍 博客 术语
    overview introduction intro background history basics tutorial tutorials reference references resource resources
    other others misc miscellaneous summary conclusion appendix contents tools examples example code codes paper papers
    dataset datasets applications projects blog blogs book books course courses video videos slides talks links
    documentation docs faq notes more usage license contributing challenge challenges
"""
# Split here: as a list these words would fill a page.
GENERIC = frozenset(_KINDS_OF_TEXT.split())
"""Headings that name no topic by themselves: they need the series beside them."""

_NUMBERED = re.compile(r"[（(]([^（()）]{1,9})[）)]$")


def is_generic(heading: str) -> bool:
    """Tell whether a heading says only what kind of text follows (概述, 参考), so that it names no topic by itself."""
    return fold(stem(heading)) in GENERIC


def split_number(name: str) -> tuple[str, int | None]:
    """Take `（2）` or `（二）` off the end of a name; other brackets belong to the name."""
    name = name.strip()
    if not name.endswith((")", "）")):
        return name, None
    found = _NUMBERED.search(name[-16:])
    part = number(found[1]) if found else None
    if found is None or part is None:
        return name, None
    return name[:-len(found[0])].strip(), part


def is_parked(heading: str) -> bool:
    """Tell a heading whose section waits here for a post of its own: a final `+` or `=`, not the sign of C++."""
    heading = heading.rstrip()
    return len(heading) > 1 and heading[-1] in "+=" and heading[-2] not in "+="


def stem(heading: str) -> str:
    """Give a heading without its marks of continuation: `（续）`, `（2）`, a final `+` or `=`."""
    heading = heading.strip()
    if is_parked(heading):
        heading = heading[:-1].rstrip()
    if heading.endswith(("（续）", "(续)")):
        heading = heading[:-3].rstrip()
    return split_number(heading)[0]


def folded(topics: Sequence[TopicPart]) -> Names:
    """Give topics under the names by which headings are compared with them."""
    return [(fold(part.topic.name), part.topic) for part in topics]


def equal(heading: str, names: Names) -> Topic | None:
    """Find the topic that a heading equals, with or without its marks of continuation."""
    if not names:
        return None
    spellings = (fold(heading), fold(stem(heading)))
    return next((topic for name, topic in names if name in spellings), None)


def match(heading: str, names: Names) -> Topic | None:
    """Find the topic that a heading equals, else the longest that is its prefix, else the longest that it contains."""
    if not names:
        return None
    whole, bare = fold(heading), fold(stem(heading))
    ranked = [(_closeness(name, whole, bare), len(name), -place) for place, (name, _) in enumerate(names)]
    best = max(ranked)
    return names[-best[2]][1] if best[0] else None


def _closeness(name: str, whole: str, bare: str) -> int:
    if not name:
        return 0
    if name in (whole, bare):
        return 3
    at = _find_name(name, bare)
    return 0 if at < 0 else 2 if at == 0 else 1


def _find_name(name: str, text: str) -> int:
    """Find a name in a text, but not a Latin one inside a longer word (C in CNN); -1 when it is not there."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        inside = at and _latin(name[0]) and _latin(text[at - 1])
        cut = end < len(text) and _latin(name[-1]) and _latin(text[end])
        if not inside and not cut:
            return at
        at = text.find(name, end)
    return -1


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
