"""Citation keys are made once and stay, whatever happens to titles afterwards."""

import io

import pytest
from workbench import Workspace, post

from curator.catalogue.opening import open_existing
from curator.jobs.choosing import ExportRequest
from curator.jobs.citing import SECOND, TAKEN, UNSAFE, ChangedKey, assign_keys
from curator.jobs.exporting import export_list

X, Y = "https://example.org/x", "https://example.org/y"


def keyed(desk: Workspace) -> dict[str, str]:
    """Give addresses and their keys, after giving keys to those that have none."""
    assign_keys(open_existing(desk.url))
    return dict(desk.rows("SELECT canonical, citation_key FROM link WHERE citation_key IS NOT NULL"))


def bib(*items: tuple[str, str]) -> str:
    return "".join(f"@misc{{{key},\n  title = {{On {key}}},\n  url = {{{url}}}\n}}\n" for key, url in items)


def test_a_key_stays_when_the_title_changes(desk: Workspace) -> None:
    desk.write("seeds/a.md", post("t", (X, "Berries")))
    desk.imported()
    before = keyed(desk)
    assert "berries" in before[X]
    desk.write("seeds/a.md", post("t", (X, "Engines")))
    desk.imported()
    assert keyed(desk) == before


def test_a_key_stays_when_its_post_goes_and_comes_back(desk: Workspace) -> None:
    path = desk.write("seeds/a.md", post("t", (X, "Berries")))
    desk.imported()
    before = keyed(desk)
    path.unlink()
    desk.imported()
    assert keyed(desk) == before
    desk.write("seeds/b.md", post("t", (X, "Engines")))
    desk.imported()
    assert keyed(desk) == before


def test_a_second_look_gives_no_new_keys(desk: Workspace) -> None:
    desk.write("seeds/a.md", post("t", (X, "Berries"), (Y, "Apples")))
    desk.imported()
    before = keyed(desk)
    assert len(before) == 2
    assert keyed(desk) == before


def test_the_keys_of_an_imported_bibliography_are_kept(desk: Workspace) -> None:
    desk.write("seeds/a.bib", bib(("Smith2020:fruit", X), ("knuth84", Y)))
    desk.imported()
    assert keyed(desk) == {X: "Smith2020:fruit", Y: "knuth84"}


def test_a_bibliography_imported_later_does_not_change_a_key_that_was_given_out(desk: Workspace) -> None:
    desk.write("seeds/a.md", post("t", (X, "Berries")))
    desk.imported()
    before = keyed(desk)
    desk.write("seeds/b.bib", bib(("mine", X)))
    desk.imported()
    assert keyed(desk) == before


def test_two_links_never_share_a_key_whatever_its_case(desk: Workspace) -> None:
    desk.write("seeds/a.bib", bib(("Fruit", X)))
    desk.write("seeds/b.bib", bib(("fruit", Y)))
    desk.imported()
    keys = keyed(desk)
    assert len({key.lower() for key in keys.values()}) == 2
    assert all(key.lower().startswith("fruit") for key in keys.values())


def test_a_key_that_a_new_link_wants_but_another_has_is_told_apart(desk: Workspace) -> None:
    desk.write("seeds/a.bib", bib(("Fruit", X)))
    desk.imported()
    assert keyed(desk) == {X: "Fruit"}
    desk.write("seeds/b.bib", bib(("FRUIT", Y)))
    desk.imported()
    keys = keyed(desk)
    assert keys[X] == "Fruit"
    assert keys[Y].startswith("FRUIT-")


@pytest.mark.parametrize("key", ["weiß/1", "a b", "x{y", "人脸"])
def test_a_key_that_no_tool_takes_is_told_with_what_it_became(desk: Workspace, key: str) -> None:
    desk.write("seeds/a.json", f'[{{"id": "{key}", "type": "webpage", "title": "Fruit", "URL": "{X}"}}]')
    desk.imported()
    for _ in range(2):
        (changed,) = told(desk)
        assert changed == (key, keyed(desk)[X], UNSAFE)
    assert changed.given.isascii()


def told(desk: Workspace, name: str = "bibtex") -> list[ChangedKey]:
    return export_list(ExportRequest(desk.url, name), io.StringIO()).changed_keys


@pytest.mark.parametrize("between", [False, True])
def test_the_first_work_keeps_a_key_that_two_bibliographies_use(desk: Workspace, *, between: bool) -> None:
    desk.write("seeds/a.bib", bib(("smith", X)))
    desk.imported()
    if between:
        assert told(desk) == []
    desk.write("seeds/b.bib", bib(("Smith", Y), ("jones", f"{X}/2")))
    desk.imported()
    (changed,) = told(desk)
    assert (changed.imported, changed.reason) == ("Smith", TAKEN)
    assert keyed(desk) == {X: "smith", Y: changed.given, f"{X}/2": "jones"}


def test_no_proposal_takes_the_key_of_a_bibliography(desk: Workspace) -> None:
    paper = "https://arxiv.org/abs/1706.03762"
    desk.write("seeds/a.md", post("t", (paper, "Attention")))
    desk.write("seeds/b.bib", bib(("weiße", f"{X}/2"), ("wei-e", f"{X}/3"), ("arxiv-1706.03762", X)))
    desk.imported()
    keys = keyed(desk)
    assert (keys[X], keys[f"{X}/3"]) == ("arxiv-1706.03762", "wei-e")
    assert keys[paper].startswith("arxiv-1706.03762-")


def test_a_work_with_two_imported_keys_keeps_the_first_and_tells_the_other(desk: Workspace) -> None:
    desk.write("seeds/a.bib", bib(("smith", X)))
    desk.write("seeds/b.bib", bib(("smith2020", X)))
    desk.imported()
    assert told(desk) == [("smith2020", "smith", SECOND)]
    assert told(desk, "markdown") == []


@pytest.mark.parametrize("place", [(), ("-o", "list.bib")])
def test_the_program_tells_which_imported_keys_it_could_not_keep(desk: Workspace, place: tuple[str, ...]) -> None:
    desk.write("seeds/a.bib", bib(("smith", X), ("smith", Y)))
    desk.imported()
    told = f"the citation key 'smith' is '{keyed(desk)[Y]}' here: {TAKEN}"
    assert told in desk.call("export", "bibtex", *place).stderr


def test_many_links_of_one_title_all_get_keys(desk: Workspace) -> None:
    desk.write("seeds/a.md", post("t", *((f"https://example.org/{n}", "Same") for n in range(300))))
    desk.imported()
    assert len({key.lower() for key in keyed(desk).values()}) == 300
