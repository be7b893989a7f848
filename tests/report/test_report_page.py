"""What a real browser makes of a page in which strangers wrote everything they could."""

import contextlib
import html
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from report_values import HOSTILE, hostile_report, report, written

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no browser here")


@contextlib.contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """Listen on loopback; gives the address, and a list of what was asked for."""
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *values: object) -> None:  # noqa: A002 - as it is called
            pass

    with HTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


def shown(text: str, folder: Path) -> str:
    """Give the document as the browser has it after all scripts ran that could."""
    file = folder / "report.html"
    file.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=2000",
         f"--user-data-dir={folder / 'profile'}", "--dump-dom", file.as_uri()],
        capture_output=True, timeout=120, check=True,
    )
    return done.stdout.decode()


def test_hostile_words_are_text_to_a_browser(tmp_path: Path) -> None:
    document = shown(written("html", hostile_report()), tmp_path)
    text = " ".join(html.unescape(re.sub(r"<[^>]*>", "", document)).split())
    assert re.findall(r"<(?:script|img|iframe|object|h1)\b[^>]*>", document) == ["<h1>"]
    assert not re.search(r"<[^>]*\son\w+=", re.sub(r'"[^"]*"', "", document))
    assert "<title>Repeated sections: " in document
    assert [words for words in HOSTILE if " ".join(words.split()) not in text] == []


def test_a_page_asks_nobody_for_anything_even_where_escapes_would_fail(tmp_path: Path) -> None:
    with listening() as (address, asked):
        whole = written("html", report())
        smuggled = f'<img src="{address}/a.png"><script src="{address}/b.js"></script>'
        shown(whole.replace("</main>", smuggled + "</main>"), tmp_path)
    assert asked == []


def test_without_its_policy_the_page_would_have_asked(tmp_path: Path) -> None:
    with listening() as (address, asked):
        shown(f'<!doctype html><img src="{address}/a.png">', tmp_path)
    assert asked == ["/a.png"]
