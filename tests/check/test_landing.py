"""Where redirects end, and what has moved."""

import pytest
from looks import article, led, response

from curator.check.examine import observe
from curator.check.landing import LANDINGS, journey, land
from curator.model import Outcome

ENDS = {
    # the row's name -> pairs of what was asked for and where it ended
    "challenge": (("http://a.org/p/1", "http://a.org/captcha?back=1"), ("http://a.org/p/1", "http://a.org/verify/")),
    "sign-in": (
        ("http://a.org/p/1", "http://a.org/login?next=/p/1"), ("http://a.org/p/1", "http://a.org/users/sign_in"),
        ("http://a.org/p/1", "http://a.org/wp-login.php"), ("http://a.org/p/1", "https://passport.b.com/x"),
        ("http://docs.google.com/d", "https://accounts.google.com/v3/x"), ("http://a.org/", "http://a.org/login"),
        ("http://a.org/t-1.html", "http://a.org/member.php?mod=logging&action=login"), ("http://a.org/p/1", "http://a.org/auth"),
        ("http://a.org/p/1", "http://a.org/session/new"),
    ),
    "consent": (("http://a.org/p/1", "https://consent.a.org/x"), ("http://a.org/p/1", "http://a.org/age-gate?x")),
    "error page": (
        ("http://a.org/p/1", "http://a.org/404"), ("http://a.org/p/1", "http://a.org/errors/404.html"),
        ("http://a.org/p/1", "http://b.org/pagenotfound.aspx"), ("http://a.org/p/1", "http://a.org/not-found"),
        ("http://a.org/p/1", "http://a.org/Error.aspx?code=404"),
    ),
    "failure page": (("http://a.org/p/1", "http://a.org/error"), ("http://a.org/p/1", "http://a.org/x/error.html"),
                     ("http://a.org/p/1", "http://a.org/maintenance.html")),
    "front page": (
        ("http://a.org/p/1", "http://a.org/"), ("http://a.org/p/1", "https://www.a.org/index.html"),
        ("http://a.org/p/1", "http://a.org/en/"), ("http://blog.a.org/p/1", "http://a.org/"),
        ("http://a.org/?p=12", "http://a.org/"), ("http://a.org/p/1", "http://m.a.org/"),
        ("http://a.org/blog/2010/p-1", "http://a.org/blog/"), ("http://a.org/wiki/Page", "http://a.org/wiki/Main_Page"),
    ),
    "another front page": (("http://t.cn/x1", "http://a.org/"), ("http://a.org/project/x", "http://x.dev/"),
                           ("http://a.org/developer", "https://developer.a.org/"), ("http://a.org/weblog/", "http://a.org/blog/"),
                           ("http://a.org/en/v1.0/", "http://a.org/en/latest/")),
    "language": (("http://a.org/", "http://a.org/en/"), ("http://a.org/", "http://a.org/zh-cn"),
                 ("http://a.org/web/index.html", "http://a.org/"), ("http://a.org/wiki/Main_Page", "http://a.org/"),
                 ("http://a.org/en/latest/", "http://a.org/"), ("http://a.org//index.html", "http://a.org/")),
    "mobile": (("http://www.a.org/p/1", "http://m.a.org/p/1"),),
    "downgrade": (("https://a.org/p/1", "http://a.org/p/2"),),
    "session": (("http://a.org/p/1", "http://a.org/p/1;jsessionid=3"), ("http://a.org/p/1", "http://a.org/q?sid=9")),
}

HARMLESS = (
    ("http://a.org/", "https://a.org/"), ("http://a.org/p/1", "http://a.org/p/1/"), ("http://a.org/x", "http://b.org/y"),
    ("http://a.org/login", "http://a.org/signin"), ("http://a.org/404", "http://a.org/404/"),
    ("http://a.org/p/1", "http://a.org/how-to-build-a-login"), ("http://a.org/p/1", "http://a.org/a-404-page"),
    ("http://a.org/?p=9", "http://a.org/2019/05/01/404/"), ("http://a.org/go/error", "http://a.org/std/error/"),
    ("http://a.org/#/docs", "https://a.org/"), ("http://a.org/guide", "http://a.org/docs/auth/x"),
    ("http://ia.cas.cn/p/1", "http://www.cas.cn/p/1"),
    ("http://old.org/", "http://new.org/"), ("http://a.org/p/1", "http://a.org/?p=1"),
)


@pytest.mark.parametrize(("name", "asked", "final"), [(name, *pair) for name, pairs in ENDS.items() for pair in pairs])
def test_an_end_says_what_the_table_says(name: str, asked: str, final: str) -> None:
    way = journey(asked, final)
    row = land(way) if way else None
    assert row
    assert row.name == name
    assert led(asked, final).outcome is row.outcome


def test_every_row_has_its_cases() -> None:
    assert list(ENDS) == [row.name for row in LANDINGS]


@pytest.mark.parametrize(("asked", "final"), HARMLESS)
def test_other_ends_say_nothing(asked: str, final: str) -> None:
    way = journey(asked, final)
    assert way
    assert land(way) is None


@pytest.mark.parametrize(("asked", "final"), [pair for pairs in ENDS.values() for pair in pairs])
def test_no_end_with_a_meaning_becomes_a_new_address(asked: str, final: str) -> None:
    assert led(asked, final, 301).moved_to is None


@pytest.mark.parametrize(("asked", "final"), [
    ("http://a.org/p/1", "https://a.org/p/1"), ("http://a.org/p/1", "http://www.a.org/p/1"),
    ("http://a.org/p/1", "http://b.org/q/1"), ("http://old.org/", "http://new.org/"),
])
def test_permanent_redirects_move_a_link(asked: str, final: str) -> None:
    for statuses in ((301,), (308, 301)):
        observation = led(asked, final, *statuses)
        assert (observation.outcome, observation.moved_to) == (Outcome.MOVED, final)


@pytest.mark.parametrize("statuses", [(302,), (303,), (307,), (301, 302), (302, 301), (300,)])
def test_one_redirect_for_the_moment_moves_nothing(statuses: tuple[int, ...]) -> None:
    observation = led("http://a.org/p/1", "http://b.org/q/1", *statuses)
    assert (observation.outcome, observation.moved_to) == (Outcome.ALIVE, None)


def test_a_new_address_keeps_the_fragment_of_the_old_one() -> None:
    assert led("http://a.org/p#x", "http://b.org/q", 301).moved_to == "http://b.org/q#x"
    assert led("http://a.org/p#x", "http://b.org/q#y", 301).moved_to == "http://b.org/q#y"


def test_a_bad_certificate_makes_insecure_and_gives_no_new_address() -> None:
    page = response(article("x"), "http://a.org/p/1", final="https://a.org/p/1", hops=(301,), certificate="expired")
    observation = observe(page)
    assert (observation.outcome, observation.moved_to) == (Outcome.INSECURE, None)
    assert observation.evidence[-1] == ("certificate", "expired")


def test_a_bad_certificate_saves_nothing_that_is_gone() -> None:
    assert observe(response("", status=404, certificate="expired")).outcome is Outcome.GONE


@pytest.mark.parametrize("body", ["<html></html>", "<title>Page not found</title><h1>Page not found</h1>"])
def test_how_a_door_looks_says_nothing_of_what_is_behind(body: str) -> None:
    assert led("http://a.org/p/1", "http://a.org/login?next=/p/1", body=body).outcome is Outcome.BLOCKED
    assert led("http://a.org/p/1", "http://a.org/q/1", body=body).outcome is Outcome.GONE


def test_signs_of_life_count_for_more_than_where_redirects_end() -> None:
    page = "<body><p>该内容已被发布者删除</p><div id='js_content'>x</div>"
    observation = led("https://mp.weixin.qq.com/s/x", "https://mp.weixin.qq.com/", body=page)
    assert observation.outcome is Outcome.ALIVE


def test_another_status_of_success_saves_nothing_that_is_lost() -> None:
    page = response(article("x"), "http://a.org/p/1", final="http://a.org/", hops=(302,), status=203)
    assert observe(page).outcome is Outcome.GONE
