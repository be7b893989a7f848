"""The catalogue that reports are measured on is one that curator knows, and holds what it says."""

from of_report import LIVES, SEEN, fill
from rotdesk import told
from workbench import Workspace


def test_shares_of_lives_add_up_and_every_look_is_known() -> None:
    assert round(sum(life.share for life in LIVES), 9) == 1
    assert set("".join(life.looks for life in LIVES)) == set(SEEN)


def test_a_catalogue_of_so_many_links_and_looks_is_written(desk: Workspace) -> None:
    fill(desk.url, 500, 10)
    said = told(desk)
    assert (said["all"]["links"], said["all"]["seen"]) == (500, 500)
    assert desk.rows("SELECT count(*) FROM observation") == [(5_000,)]
    kinds = {news for news, count in said["counts"].items() if count}
    assert kinds == {"dead", "suspect", "moved", "insecure", "blocked"}
