"""Addresses that only lead on: the target stands inside them."""

from typing import NamedTuple

DEPTH = 5
"""Redirectors inside redirectors that are unwrapped. Two are seen (a search result of a share link)."""


class Redirector(NamedTuple):
    """Pages whose parameter names where they lead. `path` is the whole path without its final slash."""

    hosts: str
    path: str
    parameters: str
    reason: str


REDIRECTORS = (
    Redirector("link.zhihu.com", "", "target", "Zhihu's exit page"),
    Redirector("link.csdn.net", "", "target", "CSDN's exit page"),
    Redirector("link.jianshu.com", "", "t", "Jianshu's exit page"),
    Redirector("jianshu.com", "/go-wild", "url", "Jianshu's exit page, the newer one"),
    Redirector("link.juejin.cn link.juejin.im", "", "target", "Juejin's exit page"),
    Redirector("gitee.com", "/link", "target", "Gitee's exit page"),
    Redirector("oschina.net my.oschina.net", "/action/GoToLink", "url", "OSCHINA's exit page"),
    Redirector("douban.com", "/link2", "url", "Douban's exit page"),
    Redirector("xie.infoq.cn infoq.cn", "/link", "target", "InfoQ's exit page"),
    Redirector("cloud.tencent.com", "/developer/tools/blog-entry", "target", "Tencent Cloud's exit page"),
    Redirector("developer.aliyun.com", "/redirect", "target", "Alibaba Cloud's exit page"),
    Redirector("leetcode.cn leetcode-cn.com", "/link", "target", "LeetCode's exit page"),
    Redirector("sspai.com", "/link", "target", "sspai's exit page"),
    Redirector("afdian.net afdian.com", "/link", "target", "Afdian's exit page"),
    Redirector("c.pc.qq.com", "/middlem.html", "pfurl", "QQ's warning page"),
    Redirector("c.pc.qq.com", "/middlect.html", "pfurl", "QQ's warning page"),
    Redirector("weibo.cn", "/sinaurl", "u toasturl", "Weibo's exit page"),
    Redirector("google.com google.com.hk google.cn google.co.jp google.co.uk google.de", "/url", "q url",
               "Google's search results"),
    Redirector("l.facebook.com lm.facebook.com", "/l.php", "u", "Facebook's exit page"),
    Redirector("youtube.com", "/redirect", "q", "YouTube's exit page"),
    Redirector("steamcommunity.com", "/linkfilter", "url u", "Steam's exit page"),
    Redirector("vk.com", "/away.php", "to", "VK's exit page"),
    Redirector("out.reddit.com", "", "url", "Reddit's exit page"),
    Redirector("reddit.com", "/over18", "dest", "Reddit's question for the reader's age"),
    Redirector("slack-redir.net", "/link", "url", "Slack's exit page"),
    Redirector("medium.com", "/m/global-identity", "redirectUrl", "Medium's sign-in on custom domains"),
    Redirector("medium.com", "/m/global-identity-2", "redirectUrl", "as above, the newer one"),
)
"""Known redirectors. Short links (t.cn, url.cn, bit.ly) hide their target: only a request could tell it."""
