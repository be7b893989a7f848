"""What a real browser makes of a site, opened as files and served: it searches, cites, and asks nobody."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

import pytest
from browser import CHROMIUM, Page, browsing
from site_values import HOSTILE, MANY, SPECIAL, made, pages, site

from curator.model import Details
from curator.text.plain import plain

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="there is no browser here"),
    pytest.mark.xdist_group("browser"),
]

SHOWN = "[...document.querySelectorAll('#results .what')].map(one => one.textContent)"
FOUND = "/found/.test(document.getElementById('status').textContent) && document.getElementById('status').textContent"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return site(tmp_path_factory.mktemp("site") / "built")


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with browsing() as browser:
        yield Page(browser)


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Serve a folder on loopback; give its address, and the list of what is asked for."""
    asked: list[str] = []

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *values: object) -> None:  # noqa: A002, ARG002 - as it is called
            asked.append(self.path)

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", asked
        server.shutdown()


def searched(page: Page, root: str, words: str) -> list[str]:
    page.open(f"{root}search.html?q={quote(words)}")
    page.until(FOUND)
    found: list[str] = page.js(SHOWN)
    return found


def root_of(built: Path) -> str:
    return f"{built.as_uri()}/"


FINDS: tuple[tuple[str, list[str], str], ...] = (
    # asked, the first results, why
    ("人脸", ["人脸识别综述 dead", "Faces of the deep"], "a title before a heading"),
    ("脸识", ["人脸识别综述 dead"], "no dictionary knows where words begin"),
    ("识脸", [], "characters are a phrase, in their order"),
    ("face", ["Deep Learning for Face Recognition moved", "Faces of the deep"], "a whole word before a beginning"),
    ("ace", [], "no word begins so"),
    ("ＤＥＥＰ face", ["Deep Learning for Face Recognition moved", "Faces of the deep"], "width and case do not count"),
    ("C++", ["从 C++ 到 .NET"], "signs are a part of names"),
    (".net 编程", ["从 C++ 到 .NET"], "tags are searched, too"),
    ("李明", ["从 C++ 到 .NET"], "and authors"),
    ("very-unlikely", [], "nothing is found where nothing is"),
)


def test_the_search_finds_what_it_should_in_files_that_nobody_serves(page: Page, built: Path) -> None:
    for asked, first, why in FINDS:
        assert searched(page, root_of(built), asked)[:max(len(first), 1)] == first, why
    assert page.complaints() == []


def test_the_search_finds_the_same_from_a_server_and_loads_its_data_only_then(page: Page, built: Path) -> None:
    with served(built) as (root, asked):
        page.open(f"{root}index.html")
        assert sorted(asked) == ["/index.html", "/site.js", "/style.css"]
        assert searched(page, root, "人脸 综述") == ["人脸识别综述 dead"]
        assert {one for one in page.requests() if not one.startswith(root)} == set()


def test_words_that_are_typed_are_found_at_once_and_told_to_who_does_not_see(page: Page, built: Path) -> None:
    page.open(f"{root_of(built)}search.html")
    page.type("第1")
    assert page.until(FOUND) == "111 links found."
    page.type("2")
    page.until("/^11 links/.test(document.getElementById('status').textContent)")
    assert page.js("document.querySelector('#results mark').textContent") == "第12"
    assert page.js("document.getElementById('status').getAttribute('aria-live')") == "polite"


def test_what_is_found_further_down_is_shown_when_asked_for(page: Page, built: Path) -> None:
    assert len(searched(page, root_of(built), "article")) == 30
    page.js("document.getElementById('more').click()")
    assert page.js(f"{SHOWN}.length") == 60
    assert page.js("document.activeElement.closest('.ref') === document.querySelectorAll('.ref')[30]")


def test_a_text_of_any_length_is_found_and_marked(page: Page, tmp_path: Path) -> None:
    text = "x" * 100_000
    built = site(tmp_path / "long", [made(1, text, notes=(text,), details=Details(tags=(text,)))])
    assert searched(page, root_of(built), "x") == [text]
    assert page.complaints() == []


def test_what_strangers_wrote_is_text_wherever_it_is_shown(page: Page, built: Path) -> None:
    wanted = {plain(title) for title in HOSTILE}
    for name in ("index.html", "topics/深度学习.html", "tags.html"):
        page.open(root_of(built) + quote(name))
        page.js("document.querySelectorAll('details.cite').forEach(one => { one.open = true; })")
        page.until("![...document.querySelectorAll('details.cite')].some(one => one.children.length < 2)")
        shown = page.js("[...document.querySelectorAll('bdi')].map(one => one.textContent)")
        assert name == "index.html" or wanted <= set(shown)
        assert (page.complaints(), {one for one in page.requests() if not one.startswith("file:")}) == ([], set())
        assert page.js("document.title !== 'taken' && document.querySelectorAll('h1').length === 1")
    for title in wanted:
        assert title in searched(page, root_of(built), title)
    assert (page.complaints(), page.js("document.title")) == ([], "Search – 链接 & links")


SMUGGLED = """<script>document.title='taken'</script><script src="evil.js"></script><base href="{other}">
<img src="{other}a.png"><link rel="stylesheet" href="{other}b.css"><iframe src="{other}c.html"></iframe>
<p id="p" style="color: red" onclick="document.title='taken'">x</p>"""


@pytest.mark.parametrize("name", ["index.html", "search.html", "health.html"])
def test_no_script_but_ours_runs_and_nobody_is_asked_even_where_escapes_would_fail(
    page: Page, built: Path, tmp_path: Path, name: str
) -> None:
    with served(tmp_path) as (other, asked):
        (built / "evil.js").write_text("document.title = 'taken'")
        broken = (built / name).read_text("utf-8").replace("<main", SMUGGLED.format(other=other) + "<main")
        (built / "tried.html").write_text(broken, "utf-8")
        page.open(f"{root_of(built)}tried.html")
        page.js("document.getElementById('p').click()")
        assert (page.js("document.title !== 'taken'"), asked) == (True, [])
        assert sum("Content Security Policy" in one for one in page.complaints()) >= 7
    (built / "tried.html").unlink()


def test_a_citation_opens_in_place_in_every_format_and_can_be_copied(page: Page, built: Path) -> None:
    page.open(f"{root_of(built)}{quote('topics/深度学习.html')}#ref-key-1")
    page.js("document.querySelector('[data-key=key-1] summary').focus()")
    page.key("Enter")
    page.until("document.querySelector('.citation')")
    begins = {}
    for _ in range(4):
        page.key("Tab")
        page.key("Enter")
        name = page.js("document.activeElement.textContent")
        begins[name] = page.js("document.querySelector('.citation pre').textContent")[:6]
    assert begins == {"BibLaTeX": "@onlin", "BibTeX": "@misc{", "CSL-JSON": "[\n{\"id", "RIS": "TY  - "}
    page.js("navigator.clipboard.writeText = async text => { window.taken = text; }")
    page.key("Tab")
    page.key("Enter")
    page.until("document.querySelector('.citation [role=status]').textContent")
    assert page.js("window.taken").startswith("TY  - ")


def test_a_page_can_be_walked_through_with_the_keyboard_alone(page: Page, built: Path) -> None:
    page.open(f"{root_of(built)}index.html")
    page.key("Tab")
    assert page.js("document.activeElement.textContent") == "Skip to the content"
    assert page.js("document.activeElement.getBoundingClientRect().top >= 0")
    page.key("Enter")
    assert page.js("document.activeElement.id") == "main"
    page.key("/")
    assert page.js("document.activeElement.id") == "q"
    assert page.js("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2
    page.type("综述")
    page.leave("Enter")
    page.until(FOUND)
    assert page.js(SHOWN) == ["人脸识别综述 dead"]


FAULTS = """(() => {
  const faults = [];
  const say = (rule, element) => faults.push(`${rule}: ${element.outerHTML.slice(0, 90)}`);
  const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest(".hidden, .skip");
  const light = (colour) => {
    const [r, g, b] = colour.map((part) => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const parts = (written) => written.match(/[\\d.]+/g).map(Number);
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = parts(getComputedStyle(one).backgroundColor);
      if (colour.length < 4 || colour[3] === 1) return colour.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const wanted = "main, header, footer, h1, html[lang], title, nav[aria-label], form[role=search]";
  for (const name of wanted.split(", "))
    if (document.querySelectorAll(name).length < 1) faults.push(`no ${name}`);
  for (const name of ["main", "h1"]) if (document.querySelectorAll(name).length > 1) faults.push(`two of ${name}`);
  let level = 0;
  for (const head of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    if (head.tagName[1] > level + 1) say("skipped a level", head);
    level = Number(head.tagName[1]);
  }
  const named = (element) => (element.getAttribute("aria-label") || element.textContent || "").trim()
    || document.querySelector(`label[for="${element.id}"]`)?.textContent;
  for (const element of document.querySelectorAll("a, button, input, summary, [role=img]"))
    if (!named(element)) say("no name", element);
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  if (new Set(ids).size !== ids.length) faults.push("an id twice");
  for (const element of document.querySelectorAll("[aria-labelledby]"))
    if (!document.getElementById(element.getAttribute("aria-labelledby"))) say("label is not there", element);
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || element.closest("script, noscript") || !seen(element)) continue;
    const [one, other] = [light(parts(getComputedStyle(element).color)), light(behind(element))].sort((a, b) => b - a);
    if ((one + 0.05) / (other + 0.05) < 4.5) say("contrast", element);
  }
  if (document.documentElement.scrollWidth > innerWidth) faults.push("wider than the window");
  return faults;
})()"""


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_pages_keep_the_rules_of_access_at_any_width_and_in_any_light(
    page: Page, built: Path, *, width: int, dark: bool
) -> None:
    page.look(width=width, dark=dark)
    names = ("index.html", "topics.html", "documents.html", "health.html", "topics/深度学习.html", "topics/很长~2.html",
             "search.html?q=人脸", "tags.html", "health/dead.html")
    for name in names:
        page.open(root_of(built) + quote(name, "/?="))
        page.js("document.querySelectorAll('details.cite').forEach(one => { one.open = true; })")
        if "search" in name:
            page.until(FOUND)
        assert (name, page.js(FAULTS)) == (name, [])


def test_the_checks_see_what_breaks_the_rules(page: Page, built: Path) -> None:
    page.look()
    page.open(f"{root_of(built)}index.html")
    page.js("""document.querySelector('main').insertAdjacentHTML('beforeend', '<h5>deep</h5><button></button>')""")
    page.js("""document.querySelector('.lead').setAttribute('class', 'bar')""")
    page.js("""document.querySelector('h1').style.color = 'rgb(150 150 150)'""")
    assert [fault.partition(":")[0] for fault in page.js(FAULTS)] == ["skipped a level", "no name", "contrast"]


def test_entries_of_all_kinds_are_on_the_pages_that_are_looked_at(built: Path) -> None:
    items = {one for page in pages(built).values() for one in page.values("id") if one.startswith("ref-")}
    assert items == {f"ref-{entry.key}" for entry in (*SPECIAL, *MANY)}
