"""Expressions that wait for their first use."""

import re

import pytest

from curator.text.late import late


def test_an_expression_is_compiled_when_it_is_first_asked() -> None:
    broken = late("(")
    with pytest.raises(re.error):
        broken.search("x")


def test_it_finds_what_its_compiled_form_finds() -> None:
    for pattern, flags in (("b+", 0), ("B+", re.IGNORECASE), ("^.$", re.MULTILINE | re.DOTALL)):
        mine, plain = late(pattern, flags), re.compile(pattern, flags)
        for text in ("", "abbc", "a\nb"):
            assert (mine.sub("-", text), mine.findall(text)) == (plain.sub("-", text), plain.findall(text))
        assert (mine.pattern, mine.flags) == (plain.pattern, plain.flags)
