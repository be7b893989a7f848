"""What pages say of their own address: native identities only, and no page speaks for a whole site."""

from curator.dedupe.work_claims import Said, claimants, claims
from curator.urls.identity import identify

WEIXIN, OTHER = "https://mp.weixin.qq.com/s/" + "a" * 22, "https://mp.weixin.qq.com/s/" + "b" * 22
LONG = "https://mp.weixin.qq.com/s?__biz=MzI1&mid=1&idx=1&sn=0123456789abcdef0123456789abcdef"


def claimed(url: str, says: str) -> str | None:
    link = identify(url)
    return claims([Said(1, link.identity, link.rule, says)]).get(1)


def test_a_short_form_that_names_the_long_one_goes_under_it() -> None:
    assert claimed(WEIXIN, LONG) == identify(LONG).identity


def test_an_address_that_is_the_same_or_plain_or_none_says_nothing() -> None:
    assert claimed(LONG, LONG + "&scene=1") is None
    assert claimed(WEIXIN, "https://example.org/home") is None
    assert claimed(WEIXIN, "javascript:alert(1)") is None
    assert claimed("https://example.org/p?page=2", "https://example.org/p") is None


def test_an_answer_that_names_its_question_is_not_the_question() -> None:
    assert claimed("https://www.zhihu.com/question/1/answer/2", "https://www.zhihu.com/question/1") is None


def test_links_that_go_under_one_identity_are_worth_comparing_whether_it_is_a_link_or_not() -> None:
    said = {1: "weixin:x", 2: "weixin:x", 3: "zhihu:p/1"}
    assert claimants(said, {"weixin:x": 9}) == [[9, 1, 2], [3]]
