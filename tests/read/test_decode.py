import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.model import Rejected, Skipped, Source
from curator.read.decode import Decoded, decode

CHINESE = "参考：\n\nhttps://mp.weixin.qq.com/s/abc\n\n深度学习中的注意力机制，一文读懂。\n"


def decoded(data: bytes) -> Decoded:
    found = decode(Source("a.md", data))
    assert isinstance(found, Decoded)
    return found


def rejected(data: bytes) -> Rejected:
    found = decode(Source("a.md", data))
    assert isinstance(found, Rejected)
    return found


@pytest.mark.parametrize(("mark", "encoding"), [
    (b"", "utf-8"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (b"", "gb18030"),
])
def test_every_encoding_gives_the_same_text(mark: bytes, encoding: str) -> None:
    found = decoded(mark + CHINESE.encode(encoding))
    assert (found.text.text, found.text.encoding, found.skipped) == (CHINESE, encoding, ())


def test_all_line_ends_become_one() -> None:
    assert decoded(b"a\r\nb\rc\n\rd").text.text == "a\nb\nc\n\nd"


def test_nul_bytes_are_taken_out_and_told() -> None:
    found = decoded(b"one\ntw\0o\nthr\0ee\n")
    assert found.text.text == "one\ntwo\nthree\n"
    assert found.skipped == (Skipped("nul", "2 in all, the first on this line", 2),)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_text_cut_in_mid_character_is_read_up_to_there(encoding: str) -> None:
    found = decoded((CHINESE * 3 + "末").encode(encoding)[:-1])
    assert found.text.text == CHINESE * 3
    assert [(each.reason, each.line) for each in found.skipped] == [("cut-off", 16)]


def test_one_wrong_byte_in_utf8_is_rejected_with_its_place() -> None:
    data = CHINESE.encode() + b"\xff" + CHINESE.encode()
    assert rejected(data) == Rejected("a.md", "undecodable", f"byte {len(CHINESE.encode())} is not utf-8", 6)


def test_latin_1_is_not_taken_for_chinese() -> None:
    assert rejected("Café déjà vu, élève à Besançon, où ça ?".encode("latin-1")).reason == "undecodable"


@pytest.mark.parametrize("data", [
    b"%PDF-1.7\n1 0 obj\n",
    b"PK\x03\x04plain text all the same",
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    bytes(range(256)) * 20,
    "text without a mark".encode("utf-16-le"),
])
def test_binary_junk_is_rejected_as_such(data: bytes) -> None:
    assert rejected(data).reason == "binary"


@pytest.mark.parametrize("data", [b"", b" \r\n\t", codecs.BOM_UTF8, b"\0"])
def test_an_input_without_content_is_empty(data: bytes) -> None:
    assert rejected(data).reason in {"empty", "binary"}


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_rejected(data: bytes) -> None:
    found = decode(Source("a.md", data))
    if isinstance(found, Decoded):
        assert not set(found.text.text) & {"\0", "\r"}


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\ufeff"), min_size=1))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    found = decode(Source("a.md", text.encode()))
    assert isinstance(found, Rejected) or found.text.text == text
