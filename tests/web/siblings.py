"""Hosts that answer to any name: what a random name beside a page tells of the page."""

from typing import NamedTuple

from curator.model import Outcome

from .pages import article, notice, weixin
from .script import Script, page, redirect
from .site import On, Site


class Sibling(NamedTuple):
    """A page, the site around it, and what it is once a random name beside it was asked for.

    `asked` tells whether one is to be asked for at all.
    """

    name: str
    url: str
    answers: tuple[On, ...]
    outcome: Outcome
    why: str
    asked: bool = True

    @property
    def site(self) -> Site:
        """The site."""
        return Site("/".join(self.url.split("/")[:3]), self.answers)


HERE = page(article("Ranking models in practice"))
OTHER = page(article("Everything else that we have", "<p>Look around: offers, news and more.</p>" * 40))
LOST = page(notice("404 Not Found", "Not Found"), 404)
URL = "http://wide.example/posts/ranking.html"


def _around(there: Script, beside: Script) -> tuple[On, ...]:
    return On("/posts/ranking.html", there), On("/offers", OTHER), On("*", beside)


SIBLINGS = (
    Sibling("an honest host", URL, _around(HERE, LOST), Outcome.ALIVE, "a random name is not found"),
    Sibling("one page under every name", URL, _around(OTHER, OTHER), Outcome.BLOCKED, "a 200 proves nothing here"),
    Sibling("one page under every other name", URL, _around(HERE, OTHER), Outcome.ALIVE, "the page is another one"),
    Sibling("every name leads to one", URL, _around(redirect(302, "/offers"), redirect(302, "/offers")),
        Outcome.BLOCKED, "a 200 proves nothing, nor does what may be a question that comes first, whatever was asked"),
    Sibling("every other name leads to one", URL, _around(HERE, redirect(302, "/offers")), Outcome.ALIVE,
            "the page does not lead there"),
    Sibling("a host that refuses random names", URL, _around(HERE, page("no", 403)), Outcome.ALIVE, "nothing is said"),
    Sibling("a host that fails on random names", URL, _around(HERE, page("no", 500)), Outcome.ALIVE, "nothing is said"),
    Sibling("opaque ids", "http://mp.weixin.qq.com/s/AbCdEf-0123_456789xyzw", (On("*", page(weixin("推荐系统"))),),
        Outcome.ALIVE,
            "each request counts towards a captcha", asked=False),
    Sibling("a page that is gone", URL, _around(LOST, LOST), Outcome.GONE, "a rule has spoken", asked=False),
    Sibling("a front page", "http://wide.example/", (On("*", HERE),), Outcome.ALIVE, "it has no siblings", asked=False),
)
