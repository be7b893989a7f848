"""What a real browser makes of a list in which strangers wrote everything they could."""

from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from browser import CHROMIUM, Page, browsing
from export_entries import HOSTILE, UNCLEAN, entry, written

from curator.jobs.styling import styled
from curator.model import Details, Entry, Health
from curator.text.plain import plain

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="there is no browser here"),
    pytest.mark.xdist_group("browser"),
]

TEXTS = [*HOSTILE, *UNCLEAN, "x" * 2_000]
DEAD = Health("dead", date(2026, 11, 2), archive="https://archive.example/x")


def items() -> list[Entry]:
    return [
        entry(text, f"https://example.org/{'y' * 300}", key=f"k-{at}", topic=text, path=(text,), notes=(text,),
              health=DEAD, marked=True, details=Details(authors=(text,), container=text, tags=(text,)))
        for at, text in enumerate(TEXTS)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder, out = tmp_path_factory.mktemp("lists"), StringIO()
    styled("html", "apa", "").write(items(), out, "List")
    for name, text in (("list", written("html", *items())), ("references", out.getvalue())):
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in ("list", "references")}


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with browsing() as browser:
        yield Page(browser)


@pytest.mark.parametrize("name", ["list", "references"])
def test_a_list_asks_nobody_complains_of_nothing_and_shows_what_is_written(
    page: Page, pages: dict[str, Path], name: str
) -> None:
    page.open(pages[name].as_uri())
    shown = " ".join(page.js("document.querySelector('main').textContent").split())
    assert (page.requests(), page.complaints()) == ([pages[name].as_uri()], [])
    assert [text for text in TEXTS if plain(text) not in shown] == []
    assert page.js("document.querySelectorAll('script, img, iframe, form').length") == 0


@pytest.mark.parametrize("name", ["list", "references"])
def test_a_list_fits_a_phone(page: Page, pages: dict[str, Path], name: str) -> None:
    page.look(width=390)
    page.open(pages[name].as_uri())
    assert page.js("document.documentElement.scrollWidth") <= 390


def test_the_contents_stand_beside_a_wide_list_and_lead_into_it(page: Page, pages: dict[str, Path]) -> None:
    page.look(width=1280)
    page.open(pages["list"].as_uri())
    beside = "document.querySelector('nav.contents').getBoundingClientRect().right"
    assert page.js(f"{beside} < document.querySelector('main').getBoundingClientRect().left")
    page.js("document.querySelectorAll('nav.contents a')[5].click()")
    assert page.js("document.querySelector(':target').textContent") == plain(TEXTS[5])


def test_every_anchor_is_there_once(page: Page, pages: dict[str, Path]) -> None:
    page.open(pages["list"].as_uri())
    ids = page.js("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(ids) == len(set(ids)) >= len(TEXTS)
