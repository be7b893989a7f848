"""Which bytes change: every dialect that posts write addresses in, and what is left alone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.model import CATALOGUED, Document, Source
from curator.read.registry import FORMATS, read_source
from curator.repair.body import changed, undone
from curator.repair.repairing import Repaired, repair

OLD, NEW = "http://old.org/a?x=1&y=2", "https://new.org/b?z=3&w=4"
PLAIN, MOVED = "http://old.org/a", "https://new.org/b"

CASES = [
    # format, what stands there, what is to stand there
    ("markdown", f"{OLD}\n\nTitle\n", f"{NEW}\n\nTitle\n"),
    ("markdown", f"- [name]({OLD}) - note", f"- [name]({NEW}) - note"),
    ("markdown", f"see [name](<{OLD}> \"title\").", f"see [name](<{NEW}> \"title\")."),
    ("markdown", f"see [name][1].\n\n[1]: <{OLD}> 'title'\n", f"see [name][1].\n\n[1]: <{NEW}> 'title'\n"),
    ("markdown", f"see <{OLD}>, and again {OLD}.", f"see <{NEW}>, and again {NEW}."),
    ("markdown", f"[{OLD}]({OLD})", f"[{OLD}]({NEW})"),
    ("markdown", f"![picture]({OLD}) and [name]({OLD})", f"![picture]({OLD}) and [name]({NEW})"),
    ("markdown", f"`{OLD}` is code, {OLD} is not", f"`{OLD}` is code, {NEW} is not"),
    ("markdown", f"a（{OLD}）b", f"a（{NEW}）b"),
    ("markdown", f"{PLAIN}/more and {PLAIN} here", f"{PLAIN}/more and {MOVED} here"),
    ("markdown", r"[n](http://old.org/a?x=1\&y=2)", "[n](https://new.org/b?z=3&w=4)"),
    ("markdown", '<a href="http://old.org/a?x=1&amp;y=2">n</a>', '<a href="https://new.org/b?z=3&amp;w=4">n</a>'),
    ("markdown", f"# [n]({OLD})\n\n> {OLD}\n", f"# [n]({NEW})\n\n> {NEW}\n"),
    ("html", f"<p>x <a href='http://old.org/a?x=1&amp;y=2'>{PLAIN}</a>",
     f"<p>x <a href='https://new.org/b?z=3&amp;w=4'>{PLAIN}</a>"),
    ("html", f"<a\n class=x\n href={OLD}>n</a>", "<a\n class=x\n href=https://new.org/b?z=3&amp;w=4>n</a>"),
    ("html", f"<p><a href='{OLD}'>{OLD}</a>", f"<p><a href='https://new.org/b?z=3&amp;w=4'>{OLD}</a>"),
    ("netscape", '<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n<DT><A HREF="http://old.org/a?x=1&amp;y=2">n</A>\n',
     '<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n<DT><A HREF="https://new.org/b?z=3&amp;w=4">n</A>\n'),
    ("bibtex", "@misc{a,\n title={t},\n url = {http://old.org/a?x=1\\&y=2}\n}", "@misc{a,\n title={t},\n url = "
     "{https://new.org/b?z=3\\&w=4}\n}"),
    ("bibtex", f"@misc{{a, title={{t}}, howpublished = \"\\url{{{OLD}}}\"}}",
     f"@misc{{a, title={{t}}, howpublished = \"\\url{{{NEW}}}\"}}"),
    ("ris", f"TY  - ELEC\nTI  - t\nUR  - {OLD}\nER  - \n", f"TY  - ELEC\nTI  - t\nUR  - {NEW}\nER  - \n"),
    ("csl", '[\n {"type": "webpage",\n  "URL": "http:\\/\\/old.org\\/a?x=1\\u0026y=2"}\n]',
     '[\n {"type": "webpage",\n  "URL": "https:\\/\\/new.org\\/b?z=3&w=4"}\n]'),
    ("json", f'["{OLD}",\n {{"url": "{OLD}", "title": "t"}}]', f'["{NEW}",\n {{"url": "{NEW}", "title": "t"}}]'),
    ("json", f'{{"url": "{OLD}"}}\n{{"url": "http://b.org"}}\n', f'{{"url": "{NEW}"}}\n{{"url": "http://b.org"}}\n'),
    ("csv", f"url,title\n{OLD},t\n\"{OLD}\",\"a\n b\"\n", f"url,title\n{NEW},t\n\"{NEW}\",\"a\n b\"\n"),
]  # fmt: skip
"""Where the old address has no query, the new one has none."""

LEFT = [
    # format, text, why nothing may change
    ("markdown", "https://mp.weixin.qq.com/s/0123456789abcdefghijkl标题\n", "misread"),
    ("bibtex", "@misc{a, title={t}, doi={10.1000/182}}", "not-found"),
    ("bibtex", "@string{u = {http://old.org/a}}\n\n@misc{b, title={t}}\n\n@misc{a, title={t}, url = u}", "not-found"),
    ("ris", "TY  - ELEC\nTI  - t\nDO  - 10.1000/182\nER  - \n", "not-found"),
]

CODINGS = [
    ("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"),
    ("utf-32-le", b"\xff\xfe\0\0"), ("gb18030", b""),
]  # fmt: skip


def addresses(data: bytes, name: str) -> list[str]:
    document = read_source(Source("a", data), name)
    assert isinstance(document, Document)
    return [one.url for one in document.mentions if one.url and one.kind in CATALOGUED]


def repaired(name: str, data: bytes) -> Repaired:
    """Move every address of a document that is on old.org."""
    old = [url for url in addresses(data, name) if "old.org" in url and not url.endswith("/more")]
    wanted = {url: NEW if "?" in url else MOVED for url in old}
    return repair(Source("a", data), name, wanted or dict.fromkeys(addresses(data, name), MOVED))


def test_every_format_has_a_case() -> None:
    assert {name for name, _, _ in CASES} == {row.name for row in FORMATS}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("coding", "mark"), CODINGS)
@pytest.mark.parametrize(("name", "before", "after"), CASES)
def test_the_bytes_of_the_address_change_and_no_others(
    name: str, before: str, after: str, coding: str, mark: bytes, end: str
) -> None:
    han = {"markdown": "\n\n中文\n", "html": "\n<p>中文", "ris": "\n"}.get(name, "")
    data, wanted = (mark + (text + han).replace("\n", end).encode(coding) for text in (before, after))
    done = repaired(name, data)
    assert done.problems == ()
    assert done.data == wanted
    assert changed(wanted, undone(done.edits, done.encoding), done.encoding) == data


@pytest.mark.parametrize(("name", "text", "reason"), LEFT)
def test_what_cannot_be_located_is_told_and_left_alone(name: str, text: str, reason: str) -> None:
    done = repaired(name, text.encode())
    assert (done.data, done.edits) == (text.encode(), ())
    assert {one.reason for one in done.problems} == {reason}


def test_one_address_that_cannot_change_keeps_no_other_from_it() -> None:
    text = "".join(f"http://old.org/{number}\n\nTitle {number}\n\n" for number in range(40))
    stuck = text.replace("/17\n", "/17中文 x\n").replace("/31\n", "/31中文 x\n")
    document = addresses(stuck.encode(), "markdown")
    done = repair(Source("a", stuck.encode()), "markdown", {url: url.replace("old", "new") for url in document})
    assert len(done.edits) + len(done.problems) == len(document)
    assert done.data.decode().count("new.org") >= 38


@pytest.mark.parametrize("new", [
    "https://new.org/a_(b)", "https://new.org/a)", "https://new.org/x.", "https://new.org/*a*?b=_c_&copy=1",
    "https://web.archive.org/web/20180101000000/http://old.org/a?b=(c", "https://new.org/a,b;c'd",
])  # fmt: skip
@pytest.mark.parametrize("text", [
    "{}\n\nTitle\n", "[n]({})", "[n](<{}>)", "see {}, and", "(see {})", "<a href='{}'>n</a>", "|a|{}|\n|-|-|\n",
])  # fmt: skip
def test_whatever_signs_the_new_address_has_the_post_gives_it(text: str, new: str) -> None:
    data = text.format(PLAIN).encode()
    done = repair(Source("a", data), "markdown", {PLAIN: new})
    assert done.problems == ()
    (given_now,) = addresses(done.data, "markdown")
    assert given_now.replace("%28", "(").replace("%29", ")").replace("%2A", "*").replace("%27", "'").replace(
        "%2E", ".") == new


def test_a_delimiter_in_the_new_address_is_quoted_in_a_table() -> None:
    done = repair(Source("a", b"url,title\nhttp://old.org/a,t\n"), "csv", {PLAIN: "https://new.org/a,b"})
    assert done.data == b'url,title\n"https://new.org/a,b",t\n'


def test_bytes_that_are_no_text_stay_where_they_are() -> None:
    data = f"{PLAIN}\n\nTitle\n\n".encode() + b"a\0b\n" + "中".encode()[:2]
    done = repair(Source("a", data), "markdown", {PLAIN: MOVED})
    assert done.data == data.replace(PLAIN.encode(), MOVED.encode())


def test_a_line_with_two_spellings_gets_both() -> None:
    data = b'<a href="http://old.org/a?x=1&amp;y=2">q</a>, [n](http://old.org/a?x=1&y=2)'
    done = repair(Source("a", data), "markdown", {OLD: NEW})
    assert done.data == b'<a href="https://new.org/b?z=3&amp;w=4">q</a>, [n](https://new.org/b?z=3&w=4)'


URLS = st.builds(
    "{}://{}.org/{}".format, st.sampled_from(["http", "https"]), st.sampled_from(["a", "b.c", "old"]),
    st.text(st.sampled_from("ab1-_./~"), max_size=6) | st.sampled_from(["x?y=1", "x?y=1&z=2", "W_(x)", "p#q"]),
)  # fmt: skip
WORDS = st.text(st.sampled_from("ab 中文，。*_`[]()<>#-\\&|:"), max_size=8)
PIECES = {
    "markdown": ["{url}\n\n{words}\n\n", "- [{words}]({url}) {words}\n", "{words} {url} {words}\n", "<{url}>\n\n",
                 "[{words}][1] {words}\n\n[1]: {url}\n\n", "<a href=\"{url}\">{words}</a>\n", "> {url}\n",
                 "# {words}\n"],
    "html": ["<p>{words} <a href=\"{url}\">{words}</a> {words}</p>\n", "<ul><li><a href='{url}'>{url}</a></ul>\n"],
    "netscape": ["<DT><A HREF=\"{url}\">{words}</A>\n"],
    "bibtex": ["@misc{{k{number},\n title = {{t}},\n url = {{{url}}}\n}}\n"],
    "ris": ["TY  - ELEC\nTI  - {words}\nUR  - {url}\nER  - \n"],
    "csl": ['{comma} {{"type": "webpage",\n "title": "t", "URL": "{url}"}}\n'],
    "json": ['{comma}{{"url": "{url}", "note": "{url}"}}\n'],
    "csv": ["{url},t\n", "\"{url}\",\"{url}\"\n"],
}  # fmt: skip
FRAMES = {"csl": ("[\n", "]\n"), "json": ("[", "]"), "csv": ("url,title\n", ""),
          "netscape": ("<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n", "</DL>\n")}


@st.composite
def posts(draw: st.DrawFn, name: str) -> bytes:
    """Make a document of a format, of pieces that give an address each."""
    pieces = []
    for number in range(draw(st.integers(1, 6))):
        words = draw(WORDS) if name in {"markdown", "html", "netscape", "ris"} else ""
        words = words if name == "markdown" else words.replace("<", "").replace("&", "")
        piece = draw(st.sampled_from(PIECES[name]))
        pieces.append(piece.format(url=draw(URLS), words=words, number=number, comma="," if number else ""))
    head, tail = FRAMES.get(name, ("", ""))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return (head + "".join(pieces) + tail).replace("\n", end).encode()


@pytest.mark.parametrize("name", [row.name for row in FORMATS])
@given(data=st.data())
def test_in_any_post_exactly_the_moved_addresses_change(name: str, data: st.DataObject) -> None:
    post = data.draw(posts(name))
    document = read_source(Source("a", post), name)
    assert isinstance(document, Document)
    given_before = addresses(post, name)
    assert repair(Source("a", post), name, {url: url for url in given_before}).data == post
    wanted = {url: f"https://new.example.org/{number}" for number, url in enumerate(dict.fromkeys(given_before))}
    done = repair(Source("a", post), name, wanted)
    assert changed(post, done.edits, done.encoding) == done.data
    assert changed(done.data, undone(done.edits, done.encoding), done.encoding) == post
    again = read_source(Source("a", done.data), name)
    assert isinstance(again, Document)
    left = sorted(one.url for one in done.problems)
    assert sorted(url for url in addresses(done.data, name) if url in wanted) == left
    assert len(again.mentions) == len(document.mentions)
    assert [replace(one, text="", heading="", path=()) for one in again.sections] == [
        replace(one, text="", heading="", path=()) for one in document.sections
    ]
