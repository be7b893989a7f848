"""What a person says of links stands above what is found, outlives what happens to posts, and can be taken back."""

from collections.abc import Iterator

import pytest
from curating import joined, listed, log, one, said, titled
from workbench import Workspace, post

from curator.catalogue.engine import reading
from curator.catalogue.keys import ASKED
from curator.catalogue.opening import open_existing
from curator.catalogue.owning import laid_over
from curator.errors import NotFoundError, UsageError
from curator.jobs.curating import say, undo
from curator.jobs.looking import find_words, list_links, list_sayings, list_tags
from curator.model import Entry, Selection, Word

A, B, C = "https://a.org/1", "https://b.org/2", "https://c.org/3"
IDS = "url:a.org/1", "url:b.org/2", "url:c.org/3"
TAGGED = "@online{x, title={A}, url={https://a.org/1}, keywords={NLP, misc}}"

NLP, STAR = Word("tag", "nlp", "nlp"), Word("star", "", value=True)


@pytest.fixture
def blog(desk: Workspace) -> Workspace:
    """Give a catalogue of three links, of which a bibliography tags one."""
    desk.write("seeds/a.md", post("学习（一）——一", (A, "A"), (B, "B")))
    desk.write("seeds/b.md", post("学习（二）——二", (C, "C")))
    desk.write("seeds/c.bib", TAGGED)
    desk.imported()
    return desk


def test_own_words_survive_another_import_of_a_changed_post(blog: Workspace) -> None:
    said(blog, A, Word("title", "", "Own"), NLP)
    blog.write("seeds/a.md", post("学习（一）——一", (A, "Another"), (B, "B")))
    blog.imported()
    assert (one(blog, A).title, one(blog, A).details.tags) == ("Own", ("nlp", "misc"))  # type: ignore[union-attr]


def test_a_link_that_no_post_gives_any_more_keeps_what_was_said_and_comes_back_with_it(blog: Workspace) -> None:
    titled(blog, C, "Own")
    (blog.root / "seeds/b.md").unlink()
    blog.imported()
    assert C not in listed(blog)
    titled(blog, C, "Own, again")
    blog.write("seeds/new.md", post("学习（三）——三", (C, "Found")))
    blog.imported()
    assert one(blog, C).title == "Own, again"


def test_a_command_says_all_of_it_or_nothing(blog: Workspace) -> None:
    with pytest.raises(NotFoundError, match="nowhere"):
        say(blog.url, [STAR], [A, "https://nowhere.org", B])
    assert log(blog) == []


def test_what_is_said_already_is_not_said_again(blog: Workspace) -> None:
    first = said(blog, A, NLP, STAR)
    again = said(blog, A, NLP, STAR)
    assert (first.number, len(first.said), again.number, again.said) == (1, 2, 0, ())
    assert len(log(blog)) == 2


def test_a_dry_run_tells_what_would_be_said_and_stores_nothing(blog: Workspace) -> None:
    told = say(blog.url, [NLP], [A, B], dry_run=True)
    assert ([row.identity for row in told.said], log(blog)) == ([IDS[0], IDS[1]], [])


def test_links_are_chosen_by_what_they_have_and_narrowed_down_by_names(blog: Workspace) -> None:
    assert say(blog.url, [STAR], [], Selection(documents=("a.md",))).links == 2
    assert say(blog.url, [NLP], [A, C], Selection(documents=("a.md",))).said[0].identity == IDS[0]
    with pytest.raises(UsageError, match="of which links"):
        say(blog.url, [STAR], [])


def test_nothing_is_said_where_there_is_no_catalogue_and_none_is_made(desk: Workspace) -> None:
    with pytest.raises(NotFoundError, match="no catalogue"):
        said(desk, A, STAR)
    assert not desk.file.exists()


def test_an_undoing_brings_back_what_was_said_before_and_goes_further_each_time(blog: Workspace) -> None:
    for title in ("One", "Two", "Three"):
        titled(blog, A, title)
    titles = []
    for _ in range(3):
        undo(blog.url)
        titles.append(one(blog, A).title)
    assert titles == ["Two", "One", "A"]
    with pytest.raises(NotFoundError, match="nothing was said"):
        undo(blog.url)


def test_an_undoing_can_be_undone_by_its_number(blog: Workspace) -> None:
    titled(blog, A, "One")
    titled(blog, A, "Two")
    number = undo(blog.url, last=2).number
    assert one(blog, A).title == "A"
    undo(blog.url, number=number)
    assert one(blog, A).title == "Two"
    undo(blog.url)
    assert one(blog, A).title == "One"


def test_of_an_older_change_what_was_said_since_stays(blog: Workspace) -> None:
    first = said(blog, A, Word("title", "", "One"), STAR).number
    titled(blog, A, "Two")
    undone = undo(blog.url, number=first)
    assert ([row.field for row in undone.said], undone.kept) == (["star"], 1)
    assert (one(blog, A).title, one(blog, A).starred) == ("Two", False)
    with pytest.raises(UsageError, match="does not hold any more"):
        undo(blog.url, number=first)


def test_only_what_was_said_of_one_link_is_taken_back_if_it_is_named(blog: Workspace) -> None:
    say(blog.url, [STAR], [A, B])
    assert [row.identity for row in undo(blog.url, A).said] == [IDS[0]]
    assert (one(blog, A).starred, one(blog, B).starred) == (False, True)


def test_a_number_that_no_change_has_is_refused(blog: Workspace) -> None:
    with pytest.raises(NotFoundError, match="no change 7"):
        undo(blog.url, number=7)


def test_a_tag_of_a_file_is_denied_and_comes_back_when_nothing_is_said_of_it(blog: Workspace) -> None:
    said(blog, A, Word("tag", "nlp", value=False))
    assert one(blog, A).details.tags == ("misc",)  # type: ignore[union-attr]
    said(blog, A, Word("tag", "nlp", None))
    assert one(blog, A).details.tags == ("NLP", "misc")  # type: ignore[union-attr]


def test_the_link_that_is_shown_has_the_word_and_the_hidden_one_speaks_where_it_is_silent(blog: Workspace) -> None:
    said(blog, A, Word("title", "", "Of A"), Word("note", "", "note of A"))
    said(blog, B, Word("title", "", "Of B"), Word("issued", "", "2020"), Word("note", "", "note of B"))
    joined(blog, IDS[0], IDS[1])
    work = one(blog, A)
    assert (work.title, work.details.issued, work.notes) == (  # type: ignore[union-attr]
        "Of A", "2020", ("note of A", "note of B"))
    assert listed(blog, works=False)[B].title == "Of B"
    joined(blog, IDS[0], IDS[1], "different")
    assert (one(blog, A).title, one(blog, B).title) == ("Of A", "Of B")


def test_what_was_said_of_the_shown_link_holds_where_posts_give_the_hidden_one_only(blog: Workspace) -> None:
    titled(blog, A, "Of A")
    joined(blog, IDS[0], IDS[1])
    blog.write("seeds/a.md", post("学习（一）——一", (B, "B")))
    (blog.root / "seeds/c.bib").unlink()
    blog.imported()
    assert one(blog, B).title == "Of A"


def test_selections_take_a_work_for_one_thing(blog: Workspace) -> None:
    said(blog, B, STAR, Word("reading", "", "to-read"), Word("tag", "gan", "GAN"))
    joined(blog, IDS[0], IDS[1])
    for chosen in (Selection(starred=True), Selection(reading=("to-read",)), Selection(tags=("gan",))):
        assert [link.url for link in list_links(blog.url, chosen)] == [A, B]
    said(blog, A, Word("star", "", value=False))
    assert list(list_links(blog.url, Selection(starred=True))) == []


def test_a_tag_is_found_whoever_gave_it_and_one_that_nothing_has_is_refused(blog: Workspace) -> None:
    said(blog, C, NLP)
    assert [link.url for link in list_links(blog.url, Selection(tags=("ＮＬＰ",)))] == [A, C]
    with pytest.raises(NotFoundError, match=r"'nlq'.*nearest are: nlp"):
        list(list_links(blog.url, Selection(tags=("nlq",))))
    with pytest.raises(UsageError, match="no mark"):
        list(list_links(blog.url, Selection(reading=("soon",))))


def test_tags_are_counted_by_works_in_their_usual_spelling(blog: Workspace) -> None:
    say(blog.url, [NLP], [B, C])
    joined(blog, IDS[1], IDS[2])
    assert [tuple(row) for row in list_tags(blog.url)] == [("NLP", 2), ("misc", 1)]
    (blog.root / "seeds/c.bib").unlink()
    blog.imported()
    assert [tuple(row) for row in list_tags(blog.url)] == [("nlp", 1)]


def test_the_history_tells_of_all_links_of_a_work_and_of_the_last_changes_only(blog: Workspace) -> None:
    said(blog, A, STAR)
    said(blog, B, STAR, NLP)
    titled(blog, C, "Own")
    undo(blog.url)
    joined(blog, IDS[0], IDS[1])
    assert [(row.change, row.identity) for row in list_sayings(blog.url, B)] == [(1, IDS[0]), (2, IDS[1]), (2, IDS[1])]
    assert [(row.change, row.value, row.undoes) for row in list_sayings(blog.url, latest=2)] == [
        (3, "Own", None), (4, None, 3),
    ]


def test_links_are_listed_under_their_own_titles(blog: Workspace) -> None:
    titled(blog, A, "Own")
    assert [link.title for link in list_links(blog.url, Selection())] == ["Own", "B", "C"]


def test_search_finds_what_people_say_and_forgets_what_they_take_back(blog: Workspace) -> None:
    said(blog, A, Word("title", "", "Erdős 的数"), Word("tag", "gan", "GAN"), Word("note", "", "读第三节 C++"))
    assert [(hit.found_in, hit.title) for word in ("erdos", "gan", "第三节", "c++") for hit in find_words(
        blog.url, word, 9)] == [("title", "Erdős 的数"), ("tag", "Erdős 的数"), ("note", "Erdős 的数"),
                                ("note", "Erdős 的数")]
    assert [link.url for link in list_links(blog.url, Selection(search="gan"))] == [A]
    undo(blog.url)
    assert [hit for word in ("erdos", "gan", "第三节") for hit in find_words(blog.url, word, 9)] == []


def test_search_finds_nothing_of_a_link_that_no_post_gives(blog: Workspace) -> None:
    titled(blog, C, "Own")
    (blog.root / "seeds/b.md").unlink()
    blog.imported()
    assert find_words(blog.url, "own", 9) == []


def test_entries_stream_by_while_what_is_said_is_laid_over_them(blog: Workspace) -> None:
    titled(blog, A, "Own")
    entry, taken = one(blog, A), []

    def many() -> Iterator[Entry]:
        for number in range(10 * ASKED):
            taken.append(number)
            yield entry._replace(identity=f"url:a.org/{number}", title="Found")

    with reading(open_existing(blog.url)) as connection:
        over = laid_over(connection, many(), works=True)
        assert [next(over).title for _ in range(3)] == ["Found", "Own", "Found"]
    assert len(taken) == ASKED
