import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.urls.find import Address, embedded, is_address, is_share_code, repaired, whole

WEIXIN = "https://mp.weixin.qq.com/s/ABCDEFGHIJKLMNOPQRSTUV"

EMBEDDED = [
    ("见http://a.org/b。完", ["http://a.org/b"]),
    ("(see http://a.org/b), or", ["http://a.org/b"]),
    ("http://a.org/Matrix_(mathematics)，以及", ["http://a.org/Matrix_(mathematics)"]),
    ('<a href="https://a.org/x?y=1&z=2">', ["https://a.org/x?y=1&z=2"]),
    ("https://a.org/甲", ["https://a.org/"]),
    ("两个：http://a.org、HTTPS://b.org/。", ["http://a.org", "HTTPS://b.org/"]),
    ("starts with http:// or ftp://, hkp://keys.org no, xhttp://a.org no", []),
    ("http://a.org/[x] http://a.org/x]y", ["http://a.org/[x]", "http://a.org/x"]),
    ("end http://a.org/?q=1.", ["http://a.org/?q=1"]),
]

WHOLE = [
    ("http://a.org/b", Address("http://a.org/b")),
    ("h1ttp://a.org/b", Address("h1ttp://a.org/b")),
    ("www.a.org", Address("www.a.org")),
    ("a.example.cn/b", Address("a.example.cn/b")),
    ("https://zh.wikipedia.org/wiki/矩阵（数学）", Address("https://zh.wikipedia.org/wiki/矩阵（数学）")),
    (f"{WEIXIN}甲", Address(WEIXIN, "甲")),
    ("https://pan.a.com/s/1x 提取码：abcd", Address("https://pan.a.com/s/1x", "提取码：abcd")),
    ("https://pan.a.com/s/1x提取码：abcd", Address("https://pan.a.com/s/1x", "提取码：abcd")),
    ("http://a.org/甲。", Address("http://a.org/甲")),
    ("http://a.org/b\u200b", Address("http://a.org/b")),
    ("src/model.py", None), ("readme.md", None), ("node.js/x y", None), ("torch.nn/x", None), ("mailto:a@b.org", None),
    ("http://", None), ("http:// a", None), ("file:///etc/passwd", None), ("hkp://keys.org", None), ("", None),
]


@pytest.mark.parametrize(("text", "expected"), EMBEDDED)
def test_an_embedded_address_ends_where_the_sentence_goes_on(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in embedded(text)] == expected


@pytest.mark.parametrize(("line", "expected"), WHOLE)
def test_a_line_is_an_address_as_it_was_written(line: str, expected: Address | None) -> None:
    assert whole(line) == expected


@pytest.mark.parametrize(("written", "meant"), [
    ("h1ttp://a.org", "http://a.org"), ("htps://a.org", "https://a.org"), ("hmttps://a.org", "https://a.org"),
    ("www.a.org/b", "http://www.a.org/b"), ("//a.org/b", "http://a.org/b"),
    ("https://a.org/http://b.org", "https://a.org/http://b.org"), ("ftp://a.org", "ftp://a.org"),
])
def test_a_slip_in_the_scheme_is_put_right(written: str, meant: str) -> None:
    assert repaired(written) == meant


def test_a_share_code_is_told_from_a_title() -> None:
    assert [is_share_code(text) for text in ("提取码: abcd", "（访问码：ab12）", "密码学入门", "Title")] == [
        True, True, True, False,
    ]


@given(st.text(alphabet=st.sampled_from("htps:/.a甲()[]（） \u200b\x1b，\"<"), max_size=60))
def test_what_is_found_stands_in_the_text_and_holds_nothing_invisible(text: str) -> None:
    for start, end in embedded(text):
        assert text[start:end].isascii()
        assert text[start:end].isprintable()
        assert is_address(text[start:end])
    line = text.strip()
    found = whole(line) if line else None
    assert found is None or (found.url in line and found.url.isprintable() and " " not in found.url)
