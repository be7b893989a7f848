import re

import pytest

from curator.pages.page import page, script_hash, templates

ROOMS = ("curator.report", "curator.pages")


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_fills_the_one_frame(room: str) -> None:
    assert templates(room).get_template("frame.html").render().startswith("<!doctype html>")


def test_an_empty_frame_asks_for_nothing_and_allows_nothing() -> None:
    framed = "".join(page("curator.pages", "frame.html"))
    assert "default-src 'none'; style-src 'unsafe-inline'" in framed
    assert re.findall(r'(?:src|href)="([^"]*)"', framed) == ["data:,"]


def test_what_a_template_prints_is_one_escaped_line() -> None:
    printed = templates("curator.pages").from_string('<p title="{{ it }}">{{ it }}</p>').render(it='a"<b>\n\x1b c')
    assert printed == '<p title="a&#34;&lt;b&gt; c">a&#34;&lt;b&gt; c</p>'


def test_a_script_is_known_by_its_hash() -> None:
    assert re.fullmatch(r"sha256-[A-Za-z0-9+/]{43}=", script_hash("curator.report", "sort.js"))
