import pytest

from curator.model import Details, Document, Kind
from curator.read.csv_links import CsvReader
from curator.read.interface import Text


def read(text: str) -> Document:
    return CsvReader().read(Text("a.csv", text))


@pytest.mark.parametrize("header", ["url,title,note", "Link;Name;Description", "网址\t标题\t备注", "HREF | label|x"])
def test_columns_are_known_by_many_names(header: str) -> None:
    delimiter = next(each for each in ",;\t|" if each in header)
    document = read(f"{header}\n" + delimiter.join(["https://a.org", "A", "n"]))
    assert [(each.line, each.url) for each in document.mentions] == [(2, "https://a.org")]


def test_a_row_has_the_line_it_begins_in() -> None:
    document = read('title,url\n"A\n一",https://a.org\n\nB,https://b.org\n')
    assert [(each.line, each.title) for each in document.mentions] == [(2, "A 一"), (5, "B")]


def test_a_table_without_header_is_read_by_its_addresses() -> None:
    document = read("A,https://a.org,n\nB,https://b.org,m\n")
    assert [(each.line, each.title, each.note) for each in document.mentions] == [(1, "A", "n"), (2, "B", "m")]


def test_all_that_a_table_says_is_kept() -> None:
    text = ("key,url,title,authors,issued,accessed,tags,section,type,site,lang\n"
            "k,https://a.org,A,\"Family, Given; Team\",2024-03,2025-01-02,\"ml, 论文\",一 > 二,webpage,S,zh\n")
    document = read(text)
    assert document.mentions[0].details == Details(
        key="k", kind="webpage", authors=("Family, Given", "Team"), issued="2024-03", accessed="2025-01-02",
        tags=("ml", "论文"), container="S", language="zh")
    assert document.sections[document.mentions[0].section].path == ("一", "二")


def test_guards_against_formulas_are_undone() -> None:
    document = read("url,title\nhttps://a.org,'=HYPERLINK(1)\nhttps://b.org,'quoted'\n")
    assert [each.title for each in document.mentions] == ["=HYPERLINK(1)", "'quoted'"]


def test_rows_without_an_address_are_papers_or_skipped() -> None:
    document = read("url,title\n,《甲》\nmailto:a@b.org,B\n,\n")
    assert [(each.kind, each.line) for each in document.mentions] == [(Kind.PAPER, 2)]
    assert [(each.reason, each.line) for each in document.skipped] == [("scheme", 3)]


def test_a_quote_that_never_closes_is_told() -> None:
    document = read('url,title\nhttps://a.org,A\nhttps://b.org,"B\nhttps://c.org,C\n')
    assert [each.url for each in document.mentions] == ["https://a.org", "https://b.org"]
    assert [(each.reason, each.line) for each in document.skipped] == [("cut-off", 3)]


def test_a_table_without_addresses_is_told() -> None:
    assert [each.reason for each in read("name,age\nA,1\n").skipped] == ["no-columns"]
