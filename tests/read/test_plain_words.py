"""A line's words: marks are taken off, what a backslash or code protects is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.read.interface import Text
from curator.read.markdown import MarkdownReader
from curator.read.markdown.plain import clean, literal, plain

LINES = st.text(st.sampled_from("ab 中*_`\\<>[]()!&#\u200b\u3000"), max_size=30)


@pytest.mark.parametrize(("line", "words"), [
    ("**bold** and *thin* and __strong__", "bold and thin and strong"),
    ("a <b>tag</b>", "a tag"),
    (r"not a tag: \<x\>", "not a tag: <x>"),
    (r"not \*thin\*, not \_thin\_", "not *thin*, not _thin_"),
    (r"no code: \`**bold**\`", "no code: `bold`"),
    (r"\``*kept*`", "`*kept*"),
    ("code: `*x* <y> \\`", "code: *x* <y> \\"),
    ("``a`b`` and a single ` sign", "``a`b`` and a single ` sign"),
    (r"a \\*thin*", "a \\thin"),
    ("[text](http://a.org) ![picture](b.png)", "text"),
    (r"C:\new", r"C:\new"),
    ("\U0001f469\u200d\U0001f4bb می\u200cخواهم", "\U0001f469\u200d\U0001f4bb می\u200cخواهم"),  # joiners: spelling
    ("a\u200cb\u202e", "ab"),
])
def test_marks_go_and_words_stay(line: str, words: str) -> None:
    assert plain(line) == words


@given(LINES)
def test_what_is_written_literally_is_read_as_it_is(text: str) -> None:
    assert plain(literal(text)) == clean(text)


@pytest.mark.parametrize("line", ["`" * 100_000, "`a``b" * 50_000, "\\`" * 100_000, "*_" * 100_000, "\\" * 100_000])
def test_a_line_full_of_marks_is_read_once(line: str) -> None:
    assert len(plain(line)) <= len(line)


def test_escaped_signs_survive_in_headings_notes_and_addresses() -> None:
    text = "# A \\<x\\>\n\n- [**t** \\<y\\>](<http://a.org/\\<z\\>>) - see \\*this\\* \\<one\\>\n"
    document = MarkdownReader().read(Text("a.md", text))
    (mention,) = document.mentions
    assert (document.sections[1].heading, mention.url) == ("A <x>", "http://a.org/<z>")
    assert (mention.title, mention.note) == ("t <y>", "see *this* <one>")


def test_the_text_of_a_link_in_a_heading_or_sentence_is_kept_as_it_is() -> None:
    text = "# [\\<x\\>](http://a.org)\n\nA sentence, with [`a_b_`](http://b.org) in it.\n"
    document = MarkdownReader().read(Text("a.md", text))
    assert [(section.heading, section.text) for section in document.sections[1:]] == [
        ("<x>", "A sentence, with a_b_ in it."),
    ]
