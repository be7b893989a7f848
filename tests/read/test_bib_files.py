import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.export.latex import text as written
from curator.model import Details, Document, Kind
from curator.read.bibtex import BibtexReader
from curator.read.interface import Text
from curator.read.latex import plain
from curator.text.plain import plain as one_line


def read(bib: str) -> Document:
    return BibtexReader().read(Text("a.bib", bib))


def details(bib: str) -> Details:
    found = read(bib).mentions[0].details
    assert found
    return found


def test_an_entry_is_a_reference_with_its_details() -> None:
    bib = """% comment
@online{weixin-1,
  author = {{OpenAI and Friends} and Vaswani, Ashish and Ludwig van Beethoven
            and M{\\"u}ller, J{\\'e}r{\\^o}me and others},
  title = {{100\\% of \\{A\\} \\& 深度学习}}, date = {2024-03}, urldate = {2025-01-02},
  url = {https://a.org/?__biz=A&mid=1#x}, langid = {chinese}, keywords = {ml, 论文},
  organization = {A Site}, note = {a note},
}
"""
    mention = read(bib).mentions[0]
    assert (mention.line, mention.kind, mention.url) == (2, Kind.REFERENCE, "https://a.org/?__biz=A&mid=1#x")
    assert (mention.title, mention.note) == ("100% of {A} & 深度学习", "a note")
    assert mention.details == Details(
        key="weixin-1", kind="webpage", issued="2024-03", accessed="2025-01-02", publisher="A Site",
        language="chinese", tags=("ml", "论文"),
        authors=("OpenAI and Friends", "Vaswani, Ashish", "van Beethoven, Ludwig", "Müller, Jérôme"))


@pytest.mark.parametrize(("fields", "url"), [
    (r"howpublished = {\url{https://a.org/b_c}}", "https://a.org/b_c"),
    (r"howpublished = {https://a.org/b_c}", "https://a.org/b_c"),
    (r"note = {see \href{https://a.org/b}{it}}", "https://a.org/b"),
    (r"url = {https://a.org/b\_c\%20}", "https://a.org/b_c%20"),
    (r"url = {{https://a.org/b}}", "https://a.org/b"),
    (r"doi = {10.1000/Ab_c}", "https://doi.org/10.1000/Ab_c"),
    (r"doi = {https://doi.org/10.1000/Ab}", "https://doi.org/10.1000/Ab"),
    (r"eprint = {1706.03762}, archivePrefix = {arXiv}", "https://arxiv.org/abs/1706.03762"),
    (r"eprint = {arXiv:hep-th/9901001}", "https://arxiv.org/abs/hep-th/9901001"),
    (r"eprint = {123}, eprinttype = {jstor}", None),
])
def test_the_address_is_found_where_it_stands(fields: str, url: str | None) -> None:
    assert read(f"@misc{{a, title = {{A}}, {fields}}}").mentions[0].url == url


def test_where_a_work_stands_is_kept() -> None:
    said = details("@article{k, title={A}, editor={Ann Li and Bo}, volume={3}, issue={Summer}, pages={1 -- 9, e3},\n"
                   " eprint={1706.03762v3}, primaryClass={cs.CL}}")
    assert (said.authors, said.editors) == ((), ("Li, Ann", "Bo"))
    assert (said.volume, said.number, said.pages) == ("3", "Summer", "1-9, e3")
    assert (said.arxiv, said.arxiv_class) == ("1706.03762v3", "cs.CL")


def test_a_name_may_hold_an_address() -> None:
    found = details("@misc{a, title={T}, journal={Notes of http://a.org/x}, howpublished={Mail, http://a.org/y}}")
    assert (found.container, found.publisher) == ("Notes of http://a.org/x", "Mail,")


def test_an_entry_without_an_address_is_a_paper() -> None:
    mention = read("@book{k, title = \"The \" # \"{Art}\", year = 1968}").mentions[0]
    assert (mention.kind, mention.title, mention.details) == (
        Kind.PAPER, "The Art", Details(key="k", kind="book", issued="1968"))


def test_macros_and_months_are_put_in() -> None:
    macros = '@string{j = "Journal of "}\n@string{jx = j # {Examples}}\n'
    bib = macros + "@article{a, title={A}, journal=jx, year=2020, month=mar}"
    assert (details(bib).container, details(bib).issued) == ("Journal of Examples", "2020-03")


def test_what_a_parent_says_is_inherited() -> None:
    bib = "@inproceedings{a, title={A}, crossref={P}}\n@proceedings{p, title={Proc}, year={2001}, url={https://p.org}}"
    child = read(bib).mentions[0]
    assert child.url is None
    assert child.details == Details(key="a", kind="paper-conference", issued="2001", container="Proc")


def test_a_broken_entry_is_skipped_and_the_rest_is_read() -> None:
    document = read("@misc{a, title={A}}\n\n@misc{b, title={B\n\n@misc{c, title={C}}\n@misc{d, title = {cut")
    assert [each.title for each in document.mentions] == ["A", "C"]
    assert [(each.reason, each.line) for each in document.skipped] == [("broken-entry", 3), ("cut-off", 6)]


def test_repeated_keys_and_fields_lose_nothing() -> None:
    document = read("@misc{a, title={A}}\n@misc{a, title={B}}\n@misc{c, title={C}, title={D}}")
    assert [each.title for each in document.mentions] == ["A", "B", "C"]


@pytest.mark.parametrize(("latex", "text"), [
    (r"{\'E}cole \'{e}t\'e", "École été"),
    (r"\v{s}\c c\H{o} \i \ss{} \o", "šçő ıß ø"),
    (r"$\alpha$-helix and $x_1$", "α-helix and x_1"),
    (r"a $5 note", "a $5 note"),
    (r"``quoted'' --- 1--2", "“quoted” — 1–2"),
    (r"\emph{x} \textbf{y}", "x y"),
    (r"\LaTeX{} \{\} \# \_", "LaTeX {} # _"),
])
def test_latex_is_decoded_in_text(latex: str, text: str) -> None:
    assert plain(latex) == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Cn", "Zl", "Zp"])))
def test_decoding_undoes_what_exporting_escapes(text: str) -> None:
    assert plain(written(text)) == one_line(text)
