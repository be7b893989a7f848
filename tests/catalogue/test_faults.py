"""What the database says becomes what a user can act on; the errors here are SQLite's own."""

import sqlite3
from contextlib import closing

import pytest
from workbench import Workspace, posts

from curator.catalogue.bulk import Bulk
from curator.catalogue.faults import refusal
from curator.catalogue.opening import open_existing
from curator.errors import CatalogueError
from curator.jobs.looking import count_all, find_words


@pytest.fixture
def stored(desk: Workspace) -> Workspace:
    posts(desk.root / "seeds", 30, 10)
    desk.imported()
    return desk


def test_a_read_only_catalogue_is_told_as_such(stored: Workspace) -> None:
    with (
        closing(sqlite3.connect(f"{stored.file.as_uri()}?mode=ro", uri=True)) as connection,
        pytest.raises(sqlite3.OperationalError) as raised,
    ):
        connection.execute("DELETE FROM mention")
    explained = refusal(raised.value, "db/x.sqlite3")
    assert str(explained).startswith("the catalogue db/x.sqlite3 cannot be used: it is read-only (")


def test_a_damaged_catalogue_is_told_as_such(stored: Workspace) -> None:
    data = bytearray(stored.file.read_bytes())
    data[4096 * 2 :] = b"\xa5" * (len(data) - 4096 * 2)
    stored.file.write_bytes(data)
    with pytest.raises(CatalogueError, match=r"the file is damaged; restore a backup"):
        find_words(stored.url, "文章", 20)


def test_a_folder_in_the_place_of_the_catalogue_is_told_as_such(desk: Workspace) -> None:
    desk.file.mkdir()
    desk.write("seeds/a.md", "https://example.org/a\n\nA\n")
    with pytest.raises(CatalogueError, match="the file or its folder cannot be opened"):
        open_existing(desk.url)
    with pytest.raises(CatalogueError, match="the file or its folder cannot be opened"):
        desk.imported()


def test_a_file_in_the_place_of_the_catalogues_folder_is_told_as_such(desk: Workspace) -> None:
    desk.write("file", "")
    desk.write("seeds/a.md", "https://example.org/a\n\nA\n")
    with pytest.raises(CatalogueError, match=r"the folder of the catalogue .* cannot be made"):
        desk.imported(database_url=f"sqlite:///{desk.root}/file/x.sqlite3")


def test_what_no_user_can_mend_stays_what_it_is() -> None:
    assert refusal(sqlite3.OperationalError("no such column: nonsense"), "x") is None


def test_a_catalogue_moved_elsewhere_is_the_same(stored: Workspace) -> None:
    moved = stored.root / "moved.sqlite3"
    before = count_all(stored.url)
    stored.file.rename(moved)
    assert count_all(f"sqlite:///{moved}") == before


def test_an_answer_that_is_left_half_read_troubles_nobody(stored: Workspace) -> None:
    bulk = Bulk(stored.url)
    with bulk.transaction(writes=False):
        rows = bulk.stream("SELECT id FROM link")
        assert next(rows) == (1,)
    bulk.close()
    del rows  # what goes wrong while it is cleared away is an error in tests
