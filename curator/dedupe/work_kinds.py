"""What kind of thing a link leads to: works of two kinds are two works, whatever they are called."""

import re
from enum import StrEnum
from functools import cache
from typing import Final, NamedTuple


class Kind(StrEnum):
    """What a link leads to, as far as its address and its labels tell."""

    PAPER = "paper"
    COPY = "file"
    """A PDF on some host: a paper, its slides, a thesis."""
    ARTICLE = "article"
    PAGE = "page"
    VIDEO = "video"
    CODE = "code"
    SITE = "site"
    DISCUSSION = "discussion"
    SLIDES = "slides"
    ENTRY = "entry"


class KindRule(NamedTuple):
    """One row: a link is of that kind if all of this holds; what is empty always does.

    Its identity's rule is one of `rules`, its identity has `pattern` in it, and a label over it says one of `roles`.
    """

    kind: Kind
    rules: str
    pattern: str
    roles: str
    why: str


KINDS: Final = (
    KindRule(Kind.SLIDES, "", "", "slides poster video demonstration supplement",
             "a label says so, whatever the address is: posts name all that belongs to a paper by the paper's title"),
    KindRule(Kind.PAPER, "paper arxiv doi openreview aclanthology pmid", "", "", "identified as a work of scholarship"),
    KindRule(Kind.CODE, "github", r"^github:[^/]+/[^/]+/(?:issues|pull|discussions)/", "repository source",
             "a thread, but a label calls it the code"),
    KindRule(Kind.DISCUSSION, "github", r"^github:[^/]+/[^/]+/(?:issues|pull|discussions)/", "", "a thread"),
    KindRule(Kind.CODE, "github gist pypi npm huggingface", "", "", "a repository, a file in it, a package, a model"),
    KindRule(Kind.CODE, "url", r"^url:(?:gitlab\.com|gitee\.com|bitbucket\.org|sourceforge\.net|code\.google\.com)/",
             "", "other forges"),
    KindRule(Kind.VIDEO, "youtube bilibili qqvideo", r":(?!cv)", "", "a video"),
    KindRule(Kind.DISCUSSION, "hackernews reddit v2ex stackexchange twitter instagram", "", "",
             "what people said about something"),
    KindRule(Kind.DISCUSSION, "zhihu segmentfault douban", r":(?:question|q|pin|group|subject)/", "",
             "questions, groups, pages on books"),
    KindRule(Kind.SITE, "zhihu weixin", r":(?:column|album)/", "", "a place with many articles"),
    KindRule(Kind.ENTRY, "wikipedia baike", "", "", "an encyclopaedia's entry on a subject"),
    KindRule(Kind.SLIDES, "baidupan gdrive gdocs wenku appstore chromestore", "", "", "files of any kind"),
    KindRule(Kind.SLIDES, "url", r"^url:(?:slideshare\.net|speakerdeck\.com|slides\.com|slideplayer\.com)/"
             r"|\.(?:pptx?|key|zip|rar|gz|tgz|bz2|7z|exe|dmg|apk|mp[34]|csv|mat|jpe?g|png|gif)$", "",
             "slides, archives, data"),
    KindRule(Kind.ARTICLE, "weixin zhihu csdn cnblogs jianshu juejin segmentfault sohu 163 ifeng qqnews 36kr thepaper "
             "tencentcloud aliyun infoq oschina 51cto toutiao baijiahao kexue linuxcn medium bilibili weibo", "", "",
             "an article on a platform where articles are posted again"),
    KindRule(Kind.SITE, "", "", "official home site project", "a label says that it is a thing's own place"),
    KindRule(Kind.SITE, "url", r"^url:[^/?#]+(?:/~?[\w.-]{1,24})?$", "",
             "a host, or a folder right below it: somebody's place"),
    KindRule(Kind.COPY, "url", r"\.pdf$|/pdf/", "", "a file that may be a paper"),
    KindRule(Kind.PAGE, "", "", "", "any other page"),
)
"""The first row that fits decides."""

GROUPS: Final = {
    # kind -> the kind that stands for all those of which two links may be one work
    Kind.PAPER: Kind.PAPER, Kind.COPY: Kind.PAPER,
    Kind.ARTICLE: Kind.ARTICLE, Kind.PAGE: Kind.ARTICLE,
    Kind.VIDEO: Kind.VIDEO,
}
"""Across groups, and for kinds without one, two links with one name are two works: a paper and its code, a project's
page and a talk on it."""


class _Compiled(NamedTuple):
    kind: Kind
    pattern: re.Pattern[str]
    roles: frozenset[str]


@cache
def _rows(rule: str) -> tuple[_Compiled, ...]:
    """Give the rows that speak of one rule's links."""
    return tuple(
        _Compiled(row.kind, re.compile(row.pattern), frozenset(row.roles.split()))
        for row in KINDS if not row.rules or rule in row.rules.split()
    )


def kind_of(identity: str, rule: str, roles: frozenset[str], *, paper: bool) -> Kind:
    """Tell what a link leads to.

    `roles` are the first words of what labels say it is, `paper` tells that its address is a publisher's.
    """
    for kind, pattern, wanted in _rows(rule):
        if paper and kind is not Kind.SLIDES:
            return Kind.PAPER
        if (not wanted or wanted & roles) and pattern.search(identity):
            return kind
    return Kind.PAGE
