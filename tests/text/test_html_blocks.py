import pytest

from curator.text import htmlsource
from curator.text.html import Glimpse, parse
from curator.text.htmlsource import MAX_DEPTH

LINK = "<a href='https://a.org'>x</a>"


@pytest.mark.parametrize("tag", ["div", "ul><li", "b", "table", "blockquote", "font a", "svg", "dl"])
def test_a_hundred_thousand_levels_are_read_and_told(tag: str) -> None:
    assert parse(f"<{tag}>" * 100_000 + LINK).problems == ("too-deep",)


def test_what_follows_deep_nesting_is_read() -> None:
    page = parse("<div>" * 5_000 + "</div>" * 5_000 + f"<p>{LINK}")
    assert [part.text for part in page.blocks[-1].parts] == ["x"]


def test_ordinary_depth_is_no_problem() -> None:
    assert parse("<div>" * (MAX_DEPTH - 1) + LINK).problems == ()


def test_a_tag_with_absurdly_many_attributes_is_emptied() -> None:
    names = " ".join(f"a{number}=x" for number in range(100_000))
    assert [part.text for block in parse(f"<p {names}>{LINK}").blocks for part in block.parts] == ["x"]


def test_a_long_quoted_attribute_is_kept() -> None:
    address = "https://a.org/" + "x" * 1_000_000
    assert (parse(f"<a href='{address}'>x</a>").blocks[0].parts[0].attributes or {})["href"] == address


def test_text_after_a_nested_list_belongs_to_the_outer_item() -> None:
    blocks = parse("<ul><li>a<ul><li>b</ul>c</ul>").blocks
    assert [(block.tag, block.depth, block.text) for block in blocks] == [
        ("li", 1, "a"), ("li", 2, "b"), ("li", 1, "c")]


def test_a_link_around_blocks_keeps_its_words() -> None:
    blocks = parse("<a href='https://a.org'><h3>T</h3><p>words</p></a>").blocks
    assert [(block.tag, block.text) for block in blocks] == [("h3", "T"), ("p", "words")]
    assert blocks[0].parts[0].attributes == {"href": "https://a.org"}


def test_a_page_of_too_many_tags_is_cut_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(htmlsource, "MAX_TAGS", 4)
    page = parse("<p>a</p><p>b</p><p>c</p>")
    assert ([block.text for block in page.blocks], page.problems) == (["a", "b"], ("cut-off",))


def test_words_that_are_shown_are_given_once() -> None:
    assert Glimpse("<p>One <b>page</b><br>shows<p>them").words() == "One page shows them"
