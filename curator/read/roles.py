"""What a label says a link is: 官网 the official site, 代码 its source code."""

from collections.abc import Mapping
from typing import Final

ROLES: Final[Mapping[str, str]] = {
    # word, in lower case -> what it says of a link: why what stands under that label is no name of a thing
    "官网": "official site", "主页": "home page", "网站": "site", "网址": "address", "地址": "address",
    "链接": "link", "代码": "source code", "源码": "source code", "项目": "project", "仓库": "repository",
    "论文": "paper", "原文": "original text", "文章": "article", "参考": "reading", "参见": "see",
    "详见": "see", "出处": "source", "文档": "documentation", "手册": "manual", "教程": "tutorial",
    "示例": "example", "例子": "example", "视频": "video", "下载": "download", "镜像": "mirror",
    "数据集": "data set", "博客": "blog", "专栏": "column", "讲义": "lecture notes", "arxiv": "preprint",
    "paper": "paper", "pdf": "paper", "code": "source code", "github": "repository", "gitlab": "repository",
    "gitee": "repository", "bitbucket": "repository", "project": "project", "project page": "project",
    "homepage": "home page", "website": "site", "blog": "blog", "demo": "demonstration", "video": "video",
    "youtube": "video", "slides": "slides", "poster": "poster", "dataset": "data set", "docs": "documentation",
    "documentation": "documentation", "mirror": "mirror", "notes": "notes", "link": "link",
    "openreview": "peer review", "supp": "supplement", "tutorial": "tutorial", "reddit": "discussion",
}
"""Words that name a link's role. In front of an address on its own line (`官网：http://…`, `github [..](..)`) such a
word is the link's label; any other word there is its name."""

CHINESE: Final = tuple(sorted((word for word in ROLES if not word.isascii()), key=len, reverse=True))
"""The Chinese ones, longest first: they name the role also at the end of a longer word (`Keras官网`)."""


def role_of(label: str) -> str | None:
    """Give the role that a label names, None if it is the thing's name instead (`MXNet版本`).

    Brackets behind the word do not matter (`github(Keras)`), nor does what stands before a Chinese one (`Keras官网`).
    """
    words = label.strip().lower().partition("(")[0].partition("（")[0].strip()
    if words in ROLES:
        return ROLES[words]
    if words.endswith(CHINESE):
        return next(ROLES[word] for word in CHINESE if words.endswith(word))
    return None
