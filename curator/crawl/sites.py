"""What single sites write where no standard looks: a table. It stands above all standards (`crawl.sources`).

The selectors follow pages of these sites as they were kept by others; none was looked at live. A row that finds nothing
costs nothing: the standards below it then speak.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from curator.crawl import values
from curator.crawl.facts import Field
from curator.crawl.sources import Place

if TYPE_CHECKING:
    from curator.crawl.values import Reader


class SiteRule(NamedTuple):
    """One row. `pattern` takes its first group of what was found; empty takes all, one that is not met takes none.

    `name` is a name of `<meta>`, a selector, or `selector @attribute`, by the place. With the place SOURCE the pattern
    is searched for in the page's source: programs have it there. `path` is a pattern of the path's beginning.
    """

    hosts: str
    field: Field
    place: Place
    name: str
    read: Reader
    pattern: str = ""
    reason: str = ""
    path: str = "/"


class Always(NamedTuple):
    """What is true of every page of a site, or of those whose path begins so: a pattern."""

    hosts: str
    field: Field
    value: str
    path: str = "/"


class Ending(NamedTuple):
    """What a site adds to the titles of its pages: a pattern of their end."""

    hosts: str
    pattern: str


_F, _P = Field, Place
_T, _A, _M, _S = Place.TEXT, Place.ATTRIBUTE, Place.META, Place.SOURCE
_WEIXIN, _ZHIHU, _CSDN = "mp.weixin.qq.com", "zhihu.com", "csdn.net"

_QUESTION = r"/question/\d+/?(?:\?|$)"
_NO_QUESTION = f"(?!{_QUESTION})/"
"""A question shows answers, too: their authors and days are not its own."""

SITES: Final = (
    SiteRule(_WEIXIN, _F.TITLE, _M, "og:title", values.words),
    SiteRule(_WEIXIN, _F.TITLE, _T, "#activity-name", values.words, reason="where og:title is empty"),
    SiteRule(_WEIXIN, _F.AUTHOR, _T, "#js_author_name", values.name),
    SiteRule(_WEIXIN, _F.AUTHOR, _M, "author", values.name),
    SiteRule(_WEIXIN, _F.AUTHOR, _T, "#post-date + em", values.name, reason="until 2018"),
    SiteRule(_WEIXIN, _F.SITE, _T, "#js_name", values.name, reason="the account; og:site_name is the same for all"),
    SiteRule(_WEIXIN, _F.SITE, _S, "nickname", values.name,
             r"var nickname\s*=\s*(?:htmlDecode\()?[\"']([^\"'\n]{1,80})"),
    SiteRule(_WEIXIN, _F.SITE, _S, "nick_name", values.name, r"\bnick_name:\s*(?:JsDecode\()?[\"']([^\"'\n]{1,80})",
             "of pictures, since 2024"),
    SiteRule(_WEIXIN, _F.PUBLISHED, _S, "ct", values.day_in_china, r"var ct\s*=\s*[\"'](\d{9,11})[\"']",
             "seconds; the page's text is filled in by a program"),
    SiteRule(_WEIXIN, _F.PUBLISHED, _S, "createTime", values.day,
             r"var createTime\s*=\s*['\"](\d{4}-\d\d-\d\d)", "a day in China"),
    SiteRule(_WEIXIN, _F.PUBLISHED, _S, "create_time", values.day,
             r"\bcreate_time:\s*(?:JsDecode\()?['\"](\d{4}-\d\d-\d\d)", "of pictures, since 2024"),
    SiteRule(_WEIXIN, _F.PUBLISHED, _T, "#publish_time", values.day),
    SiteRule(_WEIXIN, _F.CANONICAL, _M, "og:url", values.web, reason="the long form of a short address"),
    SiteRule(_WEIXIN, _F.CANONICAL, _S, "msg_link", values.scripted,
             r"var msg_link\s*=\s*[\"'](https?:[^\"'\n]{1,600})", "the same"),
    SiteRule(_ZHIHU, _F.TITLE, _T, "h1.Post-Title", values.words),
    SiteRule(_ZHIHU, _F.TITLE, _T, "h1.QuestionHeader-title", values.words),
    SiteRule(_ZHIHU, _F.AUTHOR, _A, '.Post-Author meta[itemprop="name"] @content', values.name),
    SiteRule(_ZHIHU, _F.AUTHOR, _A, '.AnswerItem .AuthorInfo meta[itemprop="name"] @content', values.name,
             path=_NO_QUESTION),
    SiteRule(_ZHIHU, _F.AUTHOR, _T, ".AuthorInfo-name", values.name, path=_NO_QUESTION),
    SiteRule(_ZHIHU, _F.PUBLISHED, _A, '.QuestionPage > meta[itemprop="dateCreated"] @content', values.day,
             path=_QUESTION),
    SiteRule(_ZHIHU, _F.PUBLISHED, _A, '.AnswerItem > meta[itemprop="dateCreated"] @content', values.day,
             path=_NO_QUESTION),
    SiteRule(_ZHIHU, _F.PUBLISHED, _T, ".ContentItem-time", values.day, r"发布于\s*(.*)", path=_NO_QUESTION),
    SiteRule(_ZHIHU, _F.PUBLISHED, _A, ".ContentItem-time [data-tooltip] @data-tooltip", values.day, r"发布于\s*(.*)",
             "an edited article shows only when it was edited", _NO_QUESTION),
    SiteRule(_ZHIHU, _F.PUBLISHED, _T, ".ContentItem-time", values.day, "", "a date without words", _NO_QUESTION),
    SiteRule(_ZHIHU, _F.MODIFIED, _A, '.QuestionPage > meta[itemprop="dateModified"] @content', values.day,
             path=_QUESTION),
    SiteRule(_ZHIHU, _F.MODIFIED, _T, ".ContentItem-time", values.day, r"编辑于\s*(.*)", path=_NO_QUESTION),
    SiteRule(_CSDN, _F.TITLE, _T, "h1.title-article", values.words),
    SiteRule(_CSDN, _F.TITLE, _T, "#articleContentId", values.words),
    SiteRule(_CSDN, _F.AUTHOR, _T, "a.follow-nickName", values.name),
    SiteRule(_CSDN, _F.AUTHOR, _T, ".profile-name, #uid", values.name),
    SiteRule(_CSDN, _F.PUBLISHED, _A, ".article-info-box .blog-postTime @data-time", values.day,
             reason="its text is the day of another article since 2023: 最新推荐文章于"),
    SiteRule(_CSDN, _F.PUBLISHED, _T, ".article-info-box .time", values.day,
             r"^(?!最新)(?:.*于|)\s*(\d{4}-\d\d-\d\d[\d: ]*)\s*(?:首次)?发布",
             "the words around it tell it from the day of the last change"),
    SiteRule(_CSDN, _F.PUBLISHED, _T, ".article-info-box .up-time", values.day,
             r"于\s*(\d{4}-\d\d-\d\d[\d: ]*)\s*(?:首次)?发布", "where it stands once an article was changed"),
    SiteRule(_CSDN, _F.PUBLISHED, _T, ".article-info-box .time", values.day, r"^(?!.*修改|最新)(.*)"),
    SiteRule(_CSDN, _F.MODIFIED, _T, ".article-info-box .time", values.day, r"于\s*(\d{4}-\d\d-\d\d[\d: ]*)\s*修改"),
    SiteRule(_CSDN, _F.LICENCE, _A, '.article-copyright a[href*="creativecommons.org"] @href', values.licence),
    SiteRule(_CSDN, _F.LICENCE, _T, ".article-copyright", values.licence, r"(CC\s*[\d.]+\s*BY[A-Z-]*)"),
    SiteRule(_CSDN, _F.DESCRIPTION, _M, "description", values.words, r"^文章浏览阅读[^。]{1,60}。\s*(.+)",
             "how often it was read stands before it"),
    SiteRule("cnblogs.com", _F.TITLE, _T, "#cb_post_title_url", values.words),
    SiteRule("cnblogs.com", _F.AUTHOR, _T, ".postDesc a", values.name, reason="the first link under an article"),
    SiteRule("cnblogs.com", _F.AUTHOR, _T, "#Header1_HeaderTitle", values.name),
    SiteRule("cnblogs.com", _F.PUBLISHED, _T, "#post-date", values.day),
    SiteRule("cnblogs.com", _F.MODIFIED, _A, "#post-date @data-date-updated", values.day),
    SiteRule("jianshu.com", _F.TITLE, _T, "h1", values.words),
    SiteRule("jianshu.com", _F.AUTHOR, _T, '.author .name', values.name),
    SiteRule("jianshu.com", _F.AUTHOR, _T, 'a[href^="/u/"]', values.name,
             reason="names of classes change with each release"),
    SiteRule("jianshu.com", _F.PUBLISHED, _S, "first_shared_at", values.day_in_china,
             r"\"first_shared_at\":\s*\"?(\d{4}-\d\d-\d\d|\d{9,11})"),
    SiteRule("jianshu.com", _F.PUBLISHED, _T, ".publish-time", values.day),
    SiteRule("github.com", _F.TITLE, _M, "og:title", values.words, r"^GitHub - ([^:]+)",
             "owner/repository; the description follows"),
    SiteRule("github.com", _F.AUTHOR, _M, "og:author:username", values.name, reason="of an issue or a change"),
    SiteRule("github.com", _F.AUTHOR, _M, "octolytics-dimension-user_login", values.name),
    SiteRule("gist.github.com", _F.AUTHOR, _M, "octolytics-dimension-owner_login", values.name),
    SiteRule("github.com", _F.PUBLISHED, _A, "relative-time @datetime", values.day, path="/[^/]+/[^/]+/releases/tag/"),
    SiteRule("github.com", _F.DESCRIPTION, _M, "og:title", values.words, r"^GitHub - [^:]+: (.+)",
             "og:description adds an invitation to contribute"),
    SiteRule("github.com", _F.LICENCE, _T, 'a[href*="/LICENSE"], a[href$="-ov-file"]', values.licence,
             r"(?i)^(?!view )(\S+(?: \S+){0,3} licen[cs]e|[AL]?GPL-[\d.]+)$", "its name alone, in the sidebar"),
    SiteRule("arxiv.org", _F.AUTHOR, _P.PERSON, ".ltx_creator .ltx_personname", values.name, reason="papers in HTML"),
    SiteRule("arxiv.org", _F.MODIFIED, _M, "citation_online_date", values.day, reason="of the latest version"),
    SiteRule("arxiv.org", _F.LICENCE, _A, ".abs-license a @href", values.licence),
    SiteRule("arxiv.org", _F.LICENCE, _T, "#license-tr", values.licence, r"License:\s*(.+)", "of a paper in HTML"),
    SiteRule("arxiv.org", _F.KEYWORD, _T, ".primary-subject", values.words),
    SiteRule("wikipedia.org", _F.TITLE, _T, "#firstHeading", values.words),
    SiteRule("wikipedia.org", _F.MODIFIED, _T, "#footer-info-lastmod", values.day),
    SiteRule("youtube.com", _F.TITLE, _A, 'meta[itemprop="name"] @content', values.words),
    SiteRule("youtube.com", _F.AUTHOR, _A, '[itemprop="author"] link[itemprop="name"] @content', values.name),
    SiteRule("youtube.com", _F.PUBLISHED, _A, 'meta[itemprop="datePublished"] @content', values.day),
    SiteRule("bilibili.com", _F.TITLE, _A, "h1.video-title @title", values.words),
    SiteRule("bilibili.com", _F.TITLE, _T, "h1.video-title, .article-container h1.title", values.words),
    SiteRule("bilibili.com", _F.AUTHOR, _M, "author", values.name),
    SiteRule("bilibili.com", _F.AUTHOR, _T, ".opus-module-author__name, .up-info .up-name", values.name,
             reason="of texts"),
    SiteRule("bilibili.com", _F.PUBLISHED, _A, 'meta[itemprop="datePublished"] @content', values.day),
    SiteRule("bilibili.com", _F.PUBLISHED, _A, 'meta[itemprop="uploadDate"] @content', values.day),
    SiteRule("bilibili.com", _F.PUBLISHED, _T, ".opus-module-author__pub__text, .publish-text", values.day,
             reason="of texts"),
    SiteRule("bilibili.com", _F.DESCRIPTION, _M, "description", values.words, r"^(.+?)[,，]\s*视频播放量 \d",
             "how often it was seen, and by whom it is, follows"),
)

ALWAYS: Final = (
    Always(_WEIXIN, _F.LANGUAGE, "zh-CN"), Always(_WEIXIN, _F.KIND, "post-weblog"),
    Always(_ZHIHU, _F.SITE, "知乎"), Always("zhuanlan.zhihu.com", _F.KIND, "post-weblog"),
    Always(_ZHIHU, _F.KIND, "post"),
    Always(_CSDN, _F.SITE, "CSDN"), Always("blog.csdn.net", _F.KIND, "post-weblog"),
    Always("cnblogs.com", _F.SITE, "博客园"), Always("cnblogs.com", _F.KIND, "post-weblog"),
    Always("jianshu.com", _F.SITE, "简书"), Always("jianshu.com", _F.KIND, "post-weblog"),
    Always("github.com", _F.SITE, "GitHub"),
    Always("github.com", _F.KIND, "post", "/[^/]+/[^/]+/(?:issues|pull|discussions)/"),
    Always("github.com", _F.KIND, "software"),
    Always("arxiv.org", _F.SITE, "arXiv"), Always("arxiv.org", _F.KIND, "article", "/(?:abs|html|pdf|format)/"),
    Always("arxiv.org", _F.LANGUAGE, "en"),
    Always("wikipedia.org", _F.SITE, "Wikipedia"), Always("wikipedia.org", _F.KIND, "entry-encyclopedia"),
    Always("youtube.com", _F.SITE, "YouTube"), Always("youtube.com", _F.KIND, "motion_picture"),
    Always("bilibili.com", _F.SITE, "哔哩哔哩"), Always("bilibili.com", _F.KIND, "post-weblog", "/read/"),
    Always("bilibili.com", _F.KIND, "post-weblog", "/opus/"), Always("bilibili.com", _F.KIND, "motion_picture"),
)

ENDINGS: Final = (
    Ending(_ZHIHU, r"\s*-\s*知乎$"),
    Ending(_CSDN, r"\s*-\s*[^-]{1,60}的专栏\s*-\s*CSDN博客$"),
    Ending(_CSDN, r"(?:资源)?\s*[-_]\s*CSDN(?:文库|下载)$"),
    Ending(_CSDN, r"\s*(?:[-_][^-_]{1,60}的博客)?[-_]CSDN(?:博客|问答)?$"),
    Ending("cnblogs.com", r"\s*-\s*[^-]{1,60}\s*-\s*博客园$"),
    Ending("jianshu.com", r"\s*-\s*简书$"),
    Ending("wikipedia.org", r"\s*[-–—]\s*(?:Wikipedia|维基百科.*|維基百科.*)$"),
    Ending("youtube.com", r"\s*-\s*YouTube$"),
    Ending("bilibili.com", r"\s*(?:_哔哩哔哩.*|\s-\s哔哩哔哩.*)$"),
    Ending("huggingface.co", r"\s*·\s*(?:Datasets at )?Hugging Face$"),
    Ending("arxiv.org", r"^\[[\w./-]+\]\s*"),
)
"""arXiv's stands at the beginning."""
