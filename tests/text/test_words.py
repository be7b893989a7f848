"""Words: folded for comparison, cleaned for storage, safe to print, spaced for search."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.text.asking import phrase_query, terms
from curator.text.cjk import spaced
from curator.text.clean import clean
from curator.text.fold import fold
from curator.text.highlight import spans
from curator.text.terminal import for_terminal
from curator.text.titles import choose_title


@pytest.mark.parametrize(("one", "other"), [
    ("Ｄｅｅｐ　Learning", "deep learning"),
    ("**深度学习**", "深度学习"),
    ("《深度学习》", " 深度学习。"),
    ("STRASSE", "straße"),
    ("Zero\u200bWidth\ufeff", "zerowidth"),
    ("a \t\n b", "A b"),
    ("e\u0301tude", "\u00e9tude"),
])
def test_spellings_of_one_name_fold_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize("name", ["c++", "c#", ".net", "gan (2)", "hdr+"])
def test_signs_that_belong_to_a_name_survive_folding(name: str) -> None:
    assert fold(name) == name


@pytest.mark.parametrize(("written", "stored"), [
    ("标\u200b题\ufeff", "标题"),
    ("a\u00a0b\u3000c\td\ne", "a b c d e"),
    ("photo\u202egpj.exe", "photogpj.exe"),
    ("bell\x07 nul\x00", "bell nul"),
    ("می\u200cخواهم", "می\u200cخواهم"),       # Persian: the joiner is spelling
    ("\U0001f469\u200d\U0001f4bb", "\U0001f469\u200d\U0001f4bb"),
    ("a\u200cb", "ab"),
    ("half \ud83d pair", "half \ufffd pair"),
    ("C++  Ｗide", "C++  Ｗide"),
])
def test_titles_are_stored_as_written_without_what_nobody_sees(written: str, stored: str) -> None:
    assert clean(written) == stored


@given(st.text(st.characters(), max_size=60))
def test_cleaning_twice_changes_nothing_and_gives_storable_text(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert "\0" not in cleaned


@pytest.mark.parametrize(("hostile", "shown"), [
    ("\x1b[31mred\x1b[0m", "red"),
    ("\x1b]0;owned\x07title", "title"),
    ("\x1b]52;c;aGk=\x1b\\clip", "clip"),
    ("\x9b2Jcleared", "cleared"),
    ("\x1bcreset", "reset"),
    ("two\r\nlines", "two  lines"),
    ("\u202eoverride", "override"),
])
def test_no_escape_sequence_reaches_a_terminal(hostile: str, shown: str) -> None:
    assert for_terminal(hostile) == shown


@given(st.text(st.characters(), max_size=60))
def test_no_control_or_bidi_character_reaches_a_terminal(text: str) -> None:
    forbidden = set(map(chr, [*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]))
    assert not forbidden & set(for_terminal(text))


def found(text: str, words: str) -> bool:
    """Ask SQLite itself whether a text is found by words."""
    with sqlite3.connect(":memory:") as database:
        database.execute("CREATE VIRTUAL TABLE page USING fts5(text)")
        database.execute("INSERT INTO page VALUES (?)", (spaced(text),))
        query = phrase_query(terms(words))
        hit = database.execute("SELECT 1 FROM page WHERE page MATCH ?", (query,)).fetchone() is not None
    database.close()
    return hit


@pytest.mark.parametrize(("text", "words", "hit"), [
    ("基于深度学习的检测", "学习", True),
    ("基于深度学习的检测", "学", True),
    ("基于深度学习的检测", "深习", False),            # a phrase, not a bag of characters
    ("基于深度学习的检测", "检测 深度", True),
    ("用PyTorch实现LSTM网络", "pytor", True),
    ("用PyTorch实现LSTM网络", "lstm网络", True),
    ("用PyTorch实现LSTM网络", "torch", False),        # beginnings of words only
    ("機械学習とカナ", "カナ", True),
    ("한국어 학습", "학습", True),
    ("\U00020bb7野家", "\U00020bb7", True),
])
def test_sqlite_finds_words_of_any_length(text: str, words: str, hit: bool) -> None:  # noqa: FBT001 - a case's answer
    assert found(text, words) is hit


@pytest.mark.parametrize("words", ['" OR 1', "a AND", "NOT x", "NEAR(a b)", "text:x", "a*", 'a"""', "^a", "-a", "a\0b"])
def test_what_a_user_types_is_never_query_syntax(words: str) -> None:
    assert found(words.replace("\0", " "), words)


@given(st.text(st.characters(codec="utf-8"), max_size=20))
def test_every_query_is_one_that_sqlite_accepts(words: str) -> None:
    assert not found("", words if terms(words) else "x")


def test_a_question_without_a_word_has_no_terms() -> None:
    assert terms(' "" -- ^ ') == ()


@pytest.mark.parametrize(("typed", "words"), [
    ("C# C++ .NET HDR+", ["C#", "C++", ".NET", "HDR+"]),
    ('"deep learning"', ["deep", "learning"]),
    ("face* 《C++》 (GAN)", ["face", "C++", "GAN"]),
    ("#人脸# #robin +x ...so", ["人脸", "robin", "x", "so"]),
    ("Ｃ＃ ｆａｃｅ", ["C#", "face"]),
    ("a a", ["a"]),
])
def test_a_word_is_asked_for_without_what_stands_around_it(typed: str, words: list[str]) -> None:
    assert [term.text for term in terms(typed)] == words


@pytest.mark.parametrize("hostile", ["a", "a ", "a+", ".", "a--", "人", "人-", "+-"])
def test_megabytes_that_nearly_hold_a_term_are_worked_off(hostile: str) -> None:
    assert spans(hostile * 10**6, terms("a-z a+z 人z .c")) == ()


@pytest.mark.parametrize(("counts", "title", "conflict"), [
    ({}, None, False),
    ({" ": 3}, None, False),
    ({"A paper": 1, "A paper on faces": 1}, "A paper on faces", False),          # as many posts: the longest
    ({"A paper": 2, "A paper on faces": 1}, "A paper", False),
    ({"人脸检测综述": 1, "深入浅出推荐系统": 1}, "深入浅出推荐系统", True),
    ({"人脸检测综述": 1, "综述：人脸": 1}, "人脸检测综述", False),
    ({"清": 1, "清史": 1}, "清史", False),
    ({"b": 1, "a": 1}, "a", True),
])
def test_the_most_used_title_wins_then_the_longest(counts: dict[str, int], title: str | None,
                                                   conflict: bool) -> None:  # noqa: FBT001 - a case's answer
    assert choose_title(counts) == (title, conflict)


def test_the_choice_does_not_depend_on_the_order_of_import() -> None:
    counts = {"ab": 1, "ba": 1, "aa": 1}
    assert choose_title(counts) == choose_title(dict(reversed(counts.items())))


@pytest.mark.parametrize("hostile", ["\x1b[" * 10**6, "\x1b]" * 10**6, "\u200d" * 10**6, "a\u0300\u0323" * 10**6])
def test_hostile_text_of_megabytes_is_worked_off(hostile: str) -> None:
    assert not (set(for_terminal(hostile)) | set(clean(hostile))) & {"\x1b"}
    assert len(fold(hostile)) <= len(hostile)
    assert len(spaced(hostile)) == len(hostile)
