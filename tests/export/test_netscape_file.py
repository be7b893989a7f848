from datetime import date

from export_entries import detailed, entry, paper, written

from curator.read.interface import Text
from curator.read.netscape import NetscapeReader


def test_topics_and_headings_are_folders_and_entries_bookmarks() -> None:
    tagged = detailed(tags=("a", "b & c"))._replace(topic="T", path=("h",), notes=("好文",), added=date(2024, 1, 2))
    assert written("netscape", entry(topic="T"), tagged, entry("<x>", topic="U"), title="All").splitlines()[5:] == [
        "<TITLE>All</TITLE>",
        "<H1>All</H1>",
        "<DL><p>",
        "    <DT><H3>T</H3>",
        "    <DL><p>",
        '        <DT><A HREF="https://example.org/a" ADD_DATE="1714953600" LAST_VISIT="1714953600">A title</A>',
        "        <DT><H3>h</H3>",
        "        <DL><p>",
        '            <DT><A HREF="https://example.org/a" ADD_DATE="1704153600" LAST_VISIT="1714953600"'
        ' TAGS="a,b &amp; c">A title</A>',
        "            <DD>好文",
        "        </DL><p>",
        "    </DL><p>",
        "    <DT><H3>U</H3>",
        "    <DL><p>",
        '        <DT><A HREF="https://example.org/a" ADD_DATE="1714953600" LAST_VISIT="1714953600">&lt;x&gt;</A>',
        "    </DL><p>",
        "</DL><p>",
    ]


def test_a_work_without_an_address_is_no_bookmark() -> None:
    assert "<A" not in written("netscape", paper())


def test_our_reader_finds_the_same_folders() -> None:
    at = [("T", ()), ("T", ("x",)), ("T", ("x", "y")), ("T", ("z",)), ("", ()), ("U", ("x",))]
    text = written("netscape", *(entry(url=f"https://a.example/{n}", topic=topic, path=path)
                                 for n, (topic, path) in enumerate(at)))
    document = NetscapeReader().read(Text("b.html", text))
    assert [document.sections[mention.section].path for mention in document.mentions] == [
        tuple(filter(None, (topic, *path))) for topic, path in at
    ]
