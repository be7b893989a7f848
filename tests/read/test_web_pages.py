from datetime import date

from curator.model import Document, Kind
from curator.read.html import HtmlReader
from curator.read.interface import Text


def read(html: str) -> Document:
    return HtmlReader().read(Text("a.html", html))


def mentions(html: str) -> list[tuple[int, Kind, str | None, str | None, str | None]]:
    return [(each.line, each.kind, each.url, each.title, each.note) for each in read(html).mentions]


def test_a_link_alone_in_its_block_is_a_reference() -> None:
    for tag in ("p", "li", "td", "h2", "div"):
        html = f"\n<{tag}><a\nhref='https://a.org/x'>一 <b>文</b></a></{tag}>"
        assert mentions(html) == [(2, Kind.REFERENCE, "https://a.org/x", "一 文", None)]


def test_a_link_in_a_sentence_is_inline() -> None:
    assert mentions("<p>See <a href='https://a.org'>this</a> too.") == [
        (1, Kind.INLINE, "https://a.org", "this", None)]


def test_the_rest_of_a_list_item_is_the_note_of_its_first_link() -> None:
    assert mentions("<ul><li><a href='https://a.org'>A</a> - good, like <a href='https://b.org'>B</a></ul>") == [
        (1, Kind.REFERENCE, "https://a.org", "A", "good, like B"),
        (1, Kind.INLINE, "https://b.org", "B", None)]


def test_a_label_before_a_link_is_kept() -> None:
    assert [(each.kind, each.label) for each in read("<p>官网：<a href='https://a.org'>A</a>").mentions] == [
        (Kind.REFERENCE, "官网")]


def test_links_on_lines_of_their_own_are_references() -> None:
    html = "<p>Links<br><a href='https://a.org'>A</a><br>\n<a href='https://b.org'>B</a></p>"
    assert [(line, kind) for line, kind, *_ in mentions(html)] == [(1, Kind.REFERENCE), (2, Kind.REFERENCE)]


def test_a_link_whose_text_is_its_address_has_no_title() -> None:
    assert mentions("<p><a href='https://a.org'>https://a.org</a>")[0][3] is None


def test_what_is_no_web_address_is_no_link() -> None:
    for href in ("#top", "mailto:a@b.org", "javascript:x()", "page.html", "", "data:text/html,x", "http"):
        assert mentions(f"<p><a href='{href}'>x</a>") == []


def test_relative_links_need_a_base() -> None:
    assert mentions("<base href='https://a.org/d/'><p><a href='x.html'>x</a>")[0][2] == "https://a.org/d/x.html"


def test_navigation_programs_and_code_are_passed_over() -> None:
    link = "<a href='https://a.org'>x</a>"
    for tag in ("nav", "script", "style", "pre", "noscript", "template"):
        assert mentions(f"<p>words<{tag}>{link}</{tag}>") == []


def test_a_picture_is_no_link_and_a_linked_picture_is_a_badge() -> None:
    assert mentions("<p><img src='https://a.org/i.png'>") == []
    assert [kind for _, kind, *_ in mentions("<p><a href='https://a.org'><img src='i.png'></a>")] == [Kind.BADGE]


def test_headings_are_sections_with_their_own_text() -> None:
    document = read("<p>before\n<h1>一</h1><p>甲\n<h3>二</h3>\n<h2>三</h2><p>乙<p><a href='https://a.org'>A</a>")
    assert [(each.line, each.level, each.path, each.text) for each in document.sections] == [
        (0, 0, (), "before"), (2, 1, ("一",), "甲"), (3, 3, ("一", "二"), ""), (4, 2, ("一", "三"), "乙")]
    assert document.mentions[0].section == 3


def test_title_and_date_come_from_the_head() -> None:
    document = read("<title> My\n page </title><meta property='article:published_time' content='2024-03-07T10:00'>")
    assert (document.title, document.date) == ("My page", date(2024, 3, 7))


def test_without_a_title_the_first_heading_is_it() -> None:
    assert read("<h2>H</h2><time datetime='2023-1-2'>").title == "H"


def test_lines_are_right_after_comments_and_programs_with_tags() -> None:
    html = "<!--\n<a href=x> -->\n<script>\n'<a href=y>'</script>\n<div title='<a href=z>'>\n<a href='https://a.org'>A</a>"
    assert [line for line, *_ in mentions(html)] == [6]


def test_a_forged_line_is_at_least_one_that_exists() -> None:
    for forged in ("x", "99999999999", "-1", "7"):
        html = f"<a x=<title>\n<a data-source-line={forged} href='https://a.org'>A</a>"
        ((line, *_),) = mentions(html)
        assert line in {1, 2}


def test_escapes_do_not_reach_titles_and_addresses() -> None:
    found = mentions("<p><a href='https://a.org/&#27;[2J\n/x'>t&#27;[2J</a>")[0]
    assert (found[2], found[3]) == ("https://a.org/%1B[2J/x", "t[2J")
