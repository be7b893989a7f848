"""What people say stands above what was found, field by field."""

from datetime import date

from curator.export.overriding import Own, Words, overridden, tags_by_words, together
from curator.model import Details, Entry

FOUND = Entry(
    "k", "url:a.org/1", "url", "https://a.org/1", "a.org", "Found", "Found", date(2026, 1, 1), label="官网",
    notes=("a",), details=Details(issued="2020", tags=("NLP", "misc"), authors=("Nobody",), volume="7"),
)


def own(**words: object) -> Own:
    return together([{(field, ""): value for field, value in words.items()}])  # type: ignore[misc]


def test_what_is_said_takes_the_place_of_what_was_found_and_the_rest_stays() -> None:
    said = overridden(FOUND, own(title="Own", authors=["Li, X", "Wang"], issued="2024-03", doi="10.1/x"))
    assert (said.title, said.display) == ("Own", "Own")
    assert said.details == Details(
        issued="2024-03", tags=("NLP", "misc"), authors=("Li, X", "Wang"), doi="10.1/x", volume="7"
    )


def test_an_empty_word_says_that_there_is_none() -> None:
    said = overridden(FOUND._replace(details=Details(issued="2020", authors=("Nobody",))), own(
        title="", issued="", authors=[]
    ))
    assert (said.title, said.display, said.details) == (None, "官网", None)


def test_an_entry_of_which_nothing_was_found_is_given_all_that_is_said() -> None:
    said = overridden(FOUND._replace(details=None), own(kind="book", star=True, reading="read"))
    assert (said.details, said.starred, said.reading) == (Details(kind="book"), True, "read")


def test_tags_are_added_denied_and_spelled_anew_by_their_folded_names() -> None:
    words: Words = {("tag", "nlp"): "nlp", ("tag", "misc"): False, ("tag", "gan"): "GAN", ("title", ""): "x"}
    assert tags_by_words(("NLP", "misc", "cv"), words) == ("nlp", "cv", "GAN")


def test_found_tags_stay_as_they_are_where_nobody_speaks_of_tags() -> None:
    assert tags_by_words(("NLP", "nlp"), {("title", ""): "x"}) == ("NLP", "nlp")


def test_of_one_work_the_first_link_has_the_word_and_tags_and_notes_add_up() -> None:
    shown: Words = {("title", ""): "A", ("tag", "old"): False, ("note", ""): "first"}
    hidden: Words = {
        ("title", ""): "B", ("issued", ""): "2020", ("tag", "old"): "old", ("tag", "new"): "new", ("note", ""): "two",
    }
    said = together([shown, hidden])
    assert (said.words["title", ""], said.words["issued", ""]) == ("A", "2020")
    assert (said.words["tag", "old"], said.words["tag", "new"]) == (False, "new")
    assert overridden(FOUND, said).notes == ("first", "two", "a")


def test_a_note_that_a_post_says_too_is_shown_once() -> None:
    assert overridden(FOUND, own(note="a")).notes == ("a",)
