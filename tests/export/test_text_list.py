from datetime import date

import pytest
from export_entries import HOSTILE, UNCLEAN, entry, paper, written

from curator.model import Health


def test_an_item_is_title_address_and_remarks_below_its_headings() -> None:
    items = (entry(topic="A", path=("x",), notes=("one", "two")), entry("B", topic="A", path=("x",)))
    assert written("text", *items, title="All") == (
        "All\n\nA › x\n\n- A title\n  https://example.org/a\n  one; two\n- B\n  https://example.org/a\n"
    )


def test_a_link_without_a_title_shows_its_address_alone_or_after_its_label() -> None:
    assert written("text", entry(None), entry(None, label="代码")).splitlines()[2:] == [
        "- https://example.org/a", "- 代码", "  https://example.org/a",
    ]


def test_a_work_without_an_address_says_who_names_it() -> None:
    assert written("text", paper()).splitlines()[2:] == [
        "- Deep Residual Learning", "  [named in 深度学习（一）; 深度学习（二）]",
    ]


def test_a_dead_link_is_marked_in_text() -> None:
    dead = entry(health=Health("dead", date(2026, 11, 2)), marked=True)
    assert written("text", dead).splitlines()[-1] == "  [dead since 2026-11-02]"


@pytest.mark.parametrize("title", [*HOSTILE, *UNCLEAN])
def test_no_title_opens_a_line_of_its_own_in_text(title: str) -> None:
    lines = written("text", entry(title, topic=title, notes=(title,)), title=title).splitlines()
    assert [line[:2] for line in lines[4:]] == ["- ", "  ", "  "]
    assert all(line.isprintable() or "\u200e" in line for line in lines)
