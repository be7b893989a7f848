from curator.model import Details, Document, Kind, Skipped
from curator.read.interface import Text
from curator.read.netscape import NetscapeReader

FILE = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- This is an automatically generated file. -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>My bookmarks</H1>
<DL><p>
    <DT><A HREF="https://a.org/" ADD_DATE="1700000000" TAGS="ml, 论文">A &amp; B</A>
    <DD>a note
    <DT><H3 ADD_DATE="1">Outer</H3>
    <DD>about the folder
    <DL><p>
        <DT><A HREF="https://b.org/" ADD_DATE="1700000000000">B</A>
        <DT><H3>Inner</H3>
        <DL><p>
            <DT><A HREF="javascript:alert(1)">trick</A>
            <DT><A HREF="place:sort=8">Recent</A>
            <DT><A HREF="ftp://c.org/x" ADD_DATE="1700000000000000"></A>
        </DL><p>
        <DT><A HREF="https://d.org/">D</A>
    </DL><p>
    <DT><A HREF="https://e.org/">E</A>
</DL><p>
"""


def read(text: str) -> Document:
    return NetscapeReader().read(Text("b.html", text))


def test_folders_are_sections_and_bookmarks_references() -> None:
    document = read(FILE)
    assert [(each.line, document.sections[each.section].path, each.url, each.title) for each in document.mentions] == [
        (7, (), "https://a.org/", "A & B"),
        (12, ("Outer",), "https://b.org/", "B"),
        (17, ("Outer", "Inner"), "ftp://c.org/x", None),
        (19, ("Outer",), "https://d.org/", "D"),
        (21, (), "https://e.org/", "E"),
    ]
    assert {each.kind for each in document.mentions} == {Kind.REFERENCE}


def test_time_stamps_are_days_in_any_unit() -> None:
    dates = [each.details.accessed for each in read(FILE).mentions if each.details]
    assert dates == ["2023-11-14"] * 3


def test_note_and_tags_belong_to_the_bookmark_before() -> None:
    first, second, *_ = read(FILE).mentions
    assert (first.note, first.details) == ("a note", Details(accessed="2023-11-14", tags=("ml", "论文")))
    assert second.note is None


def test_addresses_that_are_not_for_the_web_are_skipped_with_their_line() -> None:
    assert read(FILE).skipped == (
        Skipped("scheme", "javascript:alert(1)", 15), Skipped("scheme", "place:sort=8", 16))


def test_the_heading_is_the_title() -> None:
    assert read(FILE).title == "My bookmarks"
