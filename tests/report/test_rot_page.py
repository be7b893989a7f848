"""What a real browser makes of the report on rot: it sorts, and nothing that strangers wrote does anything."""

import html
import re
from pathlib import Path

from report_values import HOSTILE
from rot_values import hostile_rot, item, rot, written
from test_report_page import listening, pytestmark, shown

from curator.report.repeats import Reference

__all__ = ["pytestmark"]

CLICK = "<script>const heads = document.querySelectorAll('#dead th button'); heads[0].click(); {more}</script>"
"""Sorts the dead links by their titles; a test's own script, for which the page's policy must go."""


def document(text: str, folder: Path) -> str:
    return shown(text, folder)


def without_policy(text: str) -> str:
    return re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)


def titles(made: str) -> list[str]:
    return re.findall(r"<bdi>(第[一二三四]篇)</bdi></a>", made)


def three() -> str:
    names = ("第二篇", "第三篇", "第一篇")
    return written("html", rot(*(item(link=Reference(name, name, f"https://example.org/{name}")) for name in names)))


def test_hostile_words_are_text_to_a_browser_in_a_report_on_rot(tmp_path: Path) -> None:
    made = document(written("html", hostile_rot()), tmp_path)
    text = " ".join(html.unescape(re.sub(r"<[^>]*>", "", made)).split())
    assert re.findall(r"<(?:script|img|iframe|object|h1)\b[^>]*>", made) == ["<h1>", "<script>"]
    assert not re.search(r"<[^>]*\son\w+=", re.sub(r'"[^"]*"', "", made))
    assert "<title>Link rot, 2026-11-22</title>" in made
    assert [words for words in HOSTILE if " ".join(words.split()) not in text] == []


def test_only_the_script_of_the_page_runs(tmp_path: Path) -> None:
    with listening() as (address, asked):
        whole = three()
        smuggled = f'<script>document.title = "taken"</script><img src="{address}/a.png"><script src="{address}/b.js">'
        made = document(whole.replace("</main>", f"{smuggled}</script></main>"), tmp_path)
    assert asked == []
    assert "<title>Link rot, 2026-11-22</title>" in made
    assert '<button type="button">link</button>' in made


def test_without_its_policy_the_smuggled_script_would_have_run(tmp_path: Path) -> None:
    taken = without_policy(three()).replace("</main>", '<script>document.title = "taken"</script></main>')
    assert "<title>taken</title>" in document(taken, tmp_path)


def test_a_table_sorts_by_a_click_and_back_by_another(tmp_path: Path) -> None:
    page = without_policy(three())
    assert titles(document(page, tmp_path)) == ["第二篇", "第三篇", "第一篇"]
    once = document(page.replace("</body>", CLICK.replace("{more}", "") + "</body>"), tmp_path)
    twice = document(page.replace("</body>", CLICK.replace("{more}", "heads[0].click()") + "</body>"), tmp_path)
    assert titles(once) == titles(twice)[::-1]
    assert set(titles(once)) == {"第一篇", "第二篇", "第三篇"}
    assert 'aria-sort="ascending"' in once
    assert 'aria-sort="descending"' in twice
