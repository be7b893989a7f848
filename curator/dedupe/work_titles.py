"""Titles as works compare by them: without what sites put around them, and only where they name one work."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

from curator.text.cjk import CJK, LATIN
from curator.text.fold import fold

LONGEST: Final = 300
"""Characters of a title that are compared; the longest seen in 25,000 has 200."""

FLOOR: Final = 6
"""The least weight of a title that can name a work: three words, or six Chinese characters. Lighter ones that two links
share (sphinx, 元胞自动机) are names of a subject or a tool."""


class Pattern(NamedTuple):
    """One row: what it looks like in a folded title, and why."""

    pattern: str
    why: str


DECORATIONS: Final = (
    Pattern(r"^\[(?:[a-z-]+/)?[0-9.]{7,}(?:v[0-9]+)?\] ", "arXiv puts the number before the title"),
    Pattern(r"^\[(?:pdf|paper|论文|转载?|译)\]\s*|^\((?:转载?|转贴|译)\)\s*|^【(?:转载?|论文|译)】\s*",
            "a note on the copy, not on the work"),
    Pattern(r"^(?:论文|paper|转载?)[::]\s*", "the same before a colon"),
    Pattern(r"^github - [\w.-]+/[\w.-]+:\s*", "GitHub puts the repository before its description"),
    Pattern(r"(?:\s*[-_|·–—]+\s*(?:"
            r"[^-_|·–—]{0,24}(?:博客|博客园|的专栏)|csdn|知乎(?:专栏)?|简书|掘金|(?:segmentfault )?思否|"
            r"开源中国(?:社区)?|(?:腾讯云|阿里云)(?:开发者)?社区|infoq|微信公众号|今日头条|百度百科|维基百科|哔哩哔哩|bilibili|"
            r"搜狐网?|网易(?:新闻|订阅)?)){1,2}$",
            "the names of a Chinese site and of an account on it behind the title"),
    Pattern(r"\s*[-|·–—]+\s*(?:arxiv(?:\.org)?|youtube|medium|github|wikipedia|acm digital library|ieee xplore|"
            r"springerlink|semantic scholar|openreview|papers with code|hacker news|dev community)$",
            "a site's name behind the title"),
    Pattern(r"\s*\((?:pdf|转载?|译)\)$", "a note on the copy"),
)
"""What stands around titles in bookmarks and lists; each is taken off once, in this order."""

GENERIC: Final = (
    Pattern(r"(?:这是)?[一几两]个.*(?:blog|博客|网站|专栏|系列|主页|教程|公众号|论坛|社区|工具|项目|课程|库|软件|例子|实现|demo)"
            r"(?:.{0,20})", "a description: a blogger gives 一个CV的blog to five blogs"),
    Pattern(r".*(?:官网|主页|首页|官方网站|官方文档|个人主页|home ?page|official (?:site|website|documentation))",
            "what a link is, not what it is about"),
    Pattern(r".*(?:的|'s )?(?:blog|博客|专栏|公众号|知乎|微博)", "a person's place, with many works"),
    Pattern(r"(?:该|本|此)?(?:论文|文章|学习|读书|阅读|课程)?(?:笔记|总结|心得|感想|综述|解读|翻译|列表|合集|大全)(?:.{0,3})",
            "what kind of text it is, about whatever"),
    Pattern(r"github - .*|gitlab - .*|.* · github|.* at (?:master|main)", "names of repositories and files in them"),
    Pattern(r"(?:登录|注册|sign in|log ?in|sign up|subscribe|please wait|just a moment|access denied|安全验证|环境异常|"
            r"页面不存在|404|not found|403 forbidden|untitled).{0,30}",
            "a page that stood in the way of the one meant"),
    Pattern(r"(?:该|这个|这篇|这里|此|上面|以下|下面|作者|还有|其他|另外|更多|点击|查看|参见|详见|见).*",
            "a sentence about a link beside others"),
    Pattern(r"@[\w-]+(?:[ 、,]+@[\w-]+)*", "people"),
    Pattern(r"[\d\W]*", "no letters"),
)
"""Folded titles that name no work, however long."""

FORMS: Final = (
    "一文读懂 一文看懂 一文搞懂 一文带你 深入理解 深入浅出 深度解析 带你 图解 详解 浅谈 浅析 简介 介绍 入门 教程 综述 "
    "总结 指南 解析 原理 实践 实战 实现 应用 基础 笔记 初探 攻略 手册 面试题 系列 大全 盘点"
).split()
"""Words for the kind of text, which weigh nothing: strangers write 深度学习框架PyTorch入门与实践 each for himself."""

SMALL: Final = frozenset("a an the of in on for and with to by from via is are 的 了 之 与 和 及 在 是 中".split())
"""Words that come and go between two spellings of one title."""

_TOKEN: Final = re.compile(rf"[{CJK}]|{LATIN}+|[+#]")
_FORM: Final = re.compile("|".join(FORMS))
_WORD: Final = re.compile(rf"[^\W\d_{CJK}]{{3,}}")
_LETTERS: Final = re.compile(r"[^\W_]+|[+#]+")
_HAN: Final = re.compile(f"[{CJK}]")
_NUMBER: Final = re.compile(
    r"[0-9]+(?:\.[0-9]+)*|[〇零一二三四五六七八九十百千两]+|[上中下](?=[篇集部卷册)]|$)|(?<![a-z])(?:i{1,3}|iv|vi{0,3}|ix|x)(?![a-z])"
    r"|(?<=part )(?:one|two|three|four|five)|(?<=volume )(?:one|two|three)"
)
_DECORATIONS: Final = tuple(re.compile(row.pattern) for row in DECORATIONS)
_DECORATED: Final = re.compile("|".join(f"(?:{row.pattern})" for row in DECORATIONS))
_GENERIC: Final = re.compile("|".join(f"(?:{row.pattern})" for row in GENERIC))


class Title(NamedTuple):
    """A title that may name a work. `key` is its letters and digits alone: what two spellings have in common.

    `weight` says how telling it is: one for each Chinese character, two for a word (one if it is short), none for
    FORMS.
    """

    folded: str
    key: str
    weight: int


@lru_cache(maxsize=4_096)  # a title is looked at when it is indexed, and again for each candidate
def telling(written: str) -> Title | None:
    """Give a title as it compares; None when it is too short or says too little to name one work."""
    folded = fold(written[:LONGEST])
    if _DECORATED.search(folded):
        for pattern in _DECORATIONS:
            folded = pattern.sub("", folded, count=1)
    weight = len(_TOKEN.findall(folded)) + len(_WORD.findall(folded)) - sum(map(len, _FORM.findall(folded)))
    if weight < FLOOR or _GENERIC.fullmatch(folded):
        return None
    return Title(folded, "".join(_LETTERS.findall(folded)), weight)


def numbers(title: Title) -> tuple[str, ...]:
    """Give the numbers of a title in order: parts, versions, years, counts. Another number makes another work."""
    return tuple(_NUMBER.findall(title.folded))


def differ_in_spelling(a: Title, b: Title) -> bool:
    """Tell whether two titles are one but for small words, two Chinese characters more, and slips of the pen.

    A Chinese character or a word that is another one makes another subject (人脸检测 and 人脸识别, supervised and
    unsupervised), however alike the whole is; so does a word more (OpenPose: …).
    """
    one, other = _TOKEN.findall(a.folded), _TOKEN.findall(b.folded)
    if abs(len(one) - len(other)) > 2:
        return False
    changes = (change for change in Levenshtein.opcodes(one, other) if change.tag != "equal")
    return all(
        _slip("".join(one[change.src_start:change.src_end]), "".join(other[change.dest_start:change.dest_end]))
        for change in changes
    )


def _slip(before: str, after: str) -> bool:
    if not (before and after):
        more = before + after
        return more in SMALL or (len(more) <= 2 and bool(_HAN.match(more)))
    if before[0] != after[0] or _HAN.search(before + after):
        return False
    return ratio(before, after) >= 80 or before.startswith(after) or after.startswith(before)
