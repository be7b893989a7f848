import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.export.latex import ESCAPES, LIGATURES, UNPAIRED, VERBATIM, text, verbatim

UNDONE = {written: char for char, written, _ in (*ESCAPES, *LIGATURES)} | {v: k for k, v in UNPAIRED.items()}
FORMS = re.compile("|".join(map(re.escape, sorted(UNDONE, key=len, reverse=True))))


@pytest.mark.parametrize(("plain", "expected"), [
    ("100% 覆盖", r"100\% 覆盖"),
    ("a_b & c#d", r"a\_b \& c\#d"),
    ("C:\\x ~ ^", r"C:\textbackslash{}x \textasciitilde{} \textasciicircum{}"),
    ("a--b---c", "a-{}-b-{}-{}-c"),
    ("{a}", r"\{a\}"),
    ("a } b", r"a \iffalse\{\else\}\fi{} b"),
    ("{ {a}", r"\iftrue\{\else\}\fi{} \{a\}"),
    ("it's", "it's"),
    ("two\nlines", "two lines"),
])
def test_what_tex_would_act_on_is_escaped(plain: str, expected: str) -> None:
    assert text(plain) == expected


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126) | st.sampled_from("中，‘’")))
def test_an_escaped_text_can_be_read_back(plain: str) -> None:
    assert FORMS.sub(lambda form: UNDONE[form[0]], text(plain)) == " ".join(plain.split())


@given(st.text(st.sampled_from("{}\\%$ab'-`")))
def test_braces_balance_for_those_who_count_them(plain: str) -> None:
    depth = 0
    for char in text(plain):
        depth += {"{": 1, "}": -1}.get(char, 0)
        assert depth >= 0
    assert depth == 0


@given(st.text())
def test_an_address_holds_nothing_that_ends_its_field(address: str) -> None:
    result = verbatim(address)
    assert result.isascii()
    assert result.isprintable()
    assert not set(result) & set(VERBATIM)


@pytest.mark.parametrize(("address", "expected"), [
    ("https://a.example/x_y?p=1&q=%20#z~$", "https://a.example/x_y?p=1&q=%20#z~$"),
    ("https://a.example/{x} y|z", "https://a.example/%7Bx%7D%20y%7Cz"),
    ("https://a.example/中", "https://a.example/%E4%B8%AD"),
    ("https://a.example/\n\x00b", "https://a.example/b"),
])
def test_an_address_is_only_percent_encoded(address: str, expected: str) -> None:
    assert verbatim(address) == expected
