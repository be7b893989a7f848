"""What PDFs say of themselves."""

from io import BytesIO

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from curator.crawl.facts import Field
from curator.crawl.fulltext import full_text
from curator.crawl.pdf import pdf_metadata


def _pdf(information: dict[str, str], text: str = "") -> bytes:
    """Make a file of one page, in the one font that needs none to be embedded."""
    writer = PdfWriter()
    page = writer.add_blank_page(width=200, height=200)
    font = DictionaryObject({
        NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"),
    })
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    drawing = DecodedStreamObject()
    drawing.set_data(f"BT /F1 12 Tf 10 100 Td ({text}) Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(drawing)
    writer.add_metadata(information)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def test_title_and_authors_come_from_its_information_and_identifiers_from_the_first_page() -> None:
    said = pdf_metadata(_pdf(
        {"/Title": "Attention Is All You Need", "/Author": "Ashish Vaswani; Noam Shazeer"},
        "arXiv:1706.03762v5 [cs.CL] doi:10.5555/3295222.3295349",
    ))

    assert said.first(Field.TITLE) == "Attention Is All You Need"
    assert said.all(Field.AUTHOR) == ("Ashish Vaswani", "Noam Shazeer")
    assert said.first(Field.ARXIV) == "1706.03762"
    assert said.first(Field.DOI) == "10.5555/3295222.3295349"


@pytest.mark.parametrize("title", [
    "Microsoft Word - final_v3.doc", "untitled", "无标题文档", "paper.dvi", "  ", "PowerPoint Presentation", "0012",
])
def test_a_title_that_a_program_made_up_is_none(title: str) -> None:
    assert pdf_metadata(_pdf({"/Title": title})).first(Field.TITLE) == ""


def test_a_chinese_title_is_read() -> None:
    assert pdf_metadata(_pdf({"/Title": "多任务学习综述"})).first(Field.TITLE) == "多任务学习综述"


@pytest.mark.parametrize("damage", [
    lambda body: body[: len(body) // 2], lambda body: body.replace(b"/Kids", b"/Kidz"),
    lambda _: b"%PDF-1.7\n" + b"x" * 999, lambda body: body.replace(b"obj", b"ob "), lambda _: b"", lambda _: b"<html>",
], ids=["cut off", "without pages", "junk", "without objects", "empty", "no PDF"])
def test_a_broken_file_says_nothing_or_less_and_stops_nobody(damage: object) -> None:
    assert callable(damage)

    assert len(pdf_metadata(damage(_pdf({"/Title": "A title"}, "text"))).facts) <= 3


def test_an_encrypted_file_says_nothing() -> None:
    writer = PdfWriter(clone_from=BytesIO(_pdf({"/Title": "Secret"})))
    writer.encrypt("password", algorithm="RC4-128")
    written = BytesIO()
    writer.write(written)

    assert pdf_metadata(written.getvalue()).facts == ()


def test_the_text_of_a_pdf_is_that_of_its_first_pages() -> None:
    assert full_text("application/pdf", "", _pdf({}, "Attention is all you need"), "") == "Attention is all you need"
