from curator.model import Details, Document, Kind
from curator.read.interface import Text
from curator.read.ris import RisReader

FILE = """TY  - BLOG
ID  - a-1
TI  - A title that
goes on
AU  - Family, Given
AU  - Team
UR  - https://a.org/x
DA  - 2024/03/07/
Y2  - 2025-01-02
T2  - A Blog
KW  - ml
KW  - 论文
LA  - zh-CN
N1  - a note
DO  - https://doi.org/10.1/x
ER  -

TY - JOUR
T1 - One space
TY  - BOOK
TI  - No end before, none after
"""


def read(text: str) -> Document:
    return RisReader().read(Text("a.ris", text))


def test_a_record_is_a_reference_with_its_details() -> None:
    mention = read(FILE).mentions[0]
    assert (mention.line, mention.kind, mention.url) == (1, Kind.REFERENCE, "https://a.org/x")
    assert (mention.title, mention.note) == ("A title that goes on", "a note")
    assert mention.details == Details(
        key="a-1", kind="post-weblog", authors=("Family, Given", "Team"), issued="2024-03-07", accessed="2025-01-02",
        container="A Blog", doi="10.1/x", language="zh-CN", tags=("ml", "论文"))


def test_a_record_says_where_a_work_stands() -> None:
    lines = ("TY  - JOUR", "TI  - A", "ED  - Wu, An", "VL  - 30", "IS  - 2", "SP  - 1", "EP  - 9", "ER  -")
    assert read("\n".join(lines)).mentions[0].details == Details(
        kind="article-journal", editors=("Wu, An",), volume="30", number="2", pages="1-9")


def test_records_that_lack_their_end_are_read_all_the_same() -> None:
    document = read(FILE)
    assert [(each.line, each.kind, each.title) for each in document.mentions[1:]] == [
        (18, Kind.PAPER, "One space"), (20, Kind.PAPER, "No end before, none after")]
    assert [(each.reason, each.line) for each in document.skipped] == [("cut-off", 20)]


def test_every_address_of_a_record_is_a_link_of_the_same_title() -> None:
    lines = ("TY  - BLOG", "ID  - a", "TI  - T", "UR  - https://a.org/x", "UR  - https://a.org/y; HTTPS://a.org/z;v=1",
             "UR  - https://a.org/x", "UR  - javascript:x", "ER  -")
    document = read("\n".join(lines) + "\n")
    assert [(each.url, each.title) for each in document.mentions] == [
        ("https://a.org/x", "T"), ("https://a.org/y", "T"), ("HTTPS://a.org/z;v=1", "T")]
    assert [each.details.key for each in document.mentions if each.details] == ["a", "", ""]
    assert [(each.reason, each.detail) for each in document.skipped] == [("scheme", "javascript:x")]


def test_a_doi_stands_in_for_an_address() -> None:
    assert read("TY  - JOUR\nDO  - 10.1/x\nER  - \n").mentions[0].url == "https://doi.org/10.1/x"
