"""Citation keys are made once and stay, whatever happens to titles afterwards."""

import pytest
from workbench import Workspace, post

from curator.catalogue.opening import open_existing
from curator.jobs.citing import assign_keys

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
    told = assign_keys(open_existing(desk.url))
    assert told == [(key, desk.rows("SELECT citation_key FROM link")[0][0])]
    assert told[0][1].isascii()
    assert assign_keys(open_existing(desk.url)) == []


def test_many_links_of_one_title_all_get_keys(desk: Workspace) -> None:
    desk.write("seeds/a.md", post("t", *((f"https://example.org/{n}", "Same") for n in range(300))))
    desk.imported()
    assert len({key.lower() for key in keyed(desk).values()}) == 300
