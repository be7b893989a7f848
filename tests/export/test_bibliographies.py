import pytest
from export_entries import detailed, entry, paper, written

from curator.model import Entry

ARXIV = entry("Attention", "https://arxiv.org/abs/1706.03762v5", rule="arxiv", identity="arxiv:1706.03762")


def test_a_page_is_online_in_biblatex() -> None:
    assert written("biblatex", entry("多任务学习 100%", notes=("好文",), topic="深度学习")) == (
        "@online{example-1,\n"
        "  title = {{多任务学习 100\\%}},\n"
        "  langid = {chinese},\n"
        "  url = {https://example.org/a},\n"
        "  urldate = {2024-05-06},\n"
        "  keywords = {深度学习},\n"
        "  note = {好文},\n"
        "}\n\n"
    )


def test_a_page_is_misc_in_bibtex() -> None:
    assert written("bibtex", entry()) == (
        "@misc{example-1,\n"
        "  title = {{A title}},\n"
        "  langid = {english},\n"
        "  howpublished = {\\url{https://example.org/a}},\n"
        "  url = {https://example.org/a},\n"
        "  urldate = {2024-05-06},\n"
        "}\n\n"
    )


@pytest.mark.parametrize(("name", "field"), [
    ("biblatex", "eprint = {1706.03762}"),
    ("biblatex", "eprinttype = {arxiv}"),
    ("biblatex", "doi = {10.48550/arXiv.1706.03762}"),
    ("bibtex", "eprint = {1706.03762}"),
    ("bibtex", "archiveprefix = {arXiv}"),
    ("bibtex", "doi = {10.48550/arXiv.1706.03762}"),
    ("biblatex", "url = {https://arxiv.org/abs/1706.03762v5}"),
])
def test_an_arxiv_paper_says_so(name: str, field: str) -> None:
    assert f"  {field},\n" in written(name, ARXIV)


def test_an_old_arxiv_number_names_its_archive() -> None:
    old = entry(rule="arxiv", identity="arxiv:hep-th/9901001")
    assert "  eprintclass = {hep-th},\n" in written("biblatex", old)


@pytest.mark.parametrize(("name", "field"), [("biblatex", "eprintclass"), ("bibtex", "primaryclass")])
def test_a_version_is_no_part_of_the_doi_and_the_class_is_kept(name: str, field: str) -> None:
    text = written(name, detailed(arxiv="1706.03762v3", arxiv_class="cs.CL"))
    assert "  doi = {10.48550/arXiv.1706.03762},\n" in text
    assert f"  {field} = {{cs.CL}},\n" in text


def test_what_a_type_has_no_field_for_is_said_in_the_note() -> None:
    said = detailed(kind="webpage", editors=("Li, Fei",), volume="3", number="4", pages="1-9")
    text = written("biblatex", said)
    assert "  editor = {Li, Fei},\n" in text
    assert "  note = {vol. 3; no. 4; pp. 1-9},\n" in text
    assert "  volume = {3},\n  number = {4},\n  pages = {1--9},\n" in written("bibtex", said)


def test_a_doi_stands_beside_the_address_that_was_cited() -> None:
    text = written("biblatex", entry(rule="doi", identity="doi:10.1000/x_y", url="https://doi.org/10.1000/X_Y"))
    assert "  doi = {10.1000/x_y},\n  url = {https://doi.org/10.1000/X_Y},\n" in text


@pytest.mark.parametrize("name", ["biblatex", "bibtex"])
def test_the_date_of_a_post_is_never_the_date_of_a_page(name: str) -> None:
    text = written(name, entry(places=paper().places))
    assert "2018" not in text
    assert "  date" not in text
    assert "  year" not in text


@pytest.mark.parametrize(("name", "issued", "fields"), [
    ("biblatex", "2017-06", "  date = {2017-06},\n"),
    ("biblatex", "2017-06-12", "  date = {2017-06-12},\n"),
    ("bibtex", "2017", "  year = {2017},\n"),
    ("bibtex", "2017-06-12", "  year = {2017},\n  month = {6},\n"),
])
def test_a_date_is_as_precise_as_it_was_said(name: str, issued: str, fields: str) -> None:
    assert fields in written(name, detailed(issued=issued))


@pytest.mark.parametrize("issued", ["June 2017", "2017-13", "2017-02-99", "2017}", "٢٠١٧"])
def test_what_is_no_date_is_left_out(issued: str) -> None:
    assert "date = {" not in written("biblatex", detailed(issued=issued)).replace("urldate", "")


@pytest.mark.parametrize(("authors", "expected"), [
    (("Vaswani, Ashish", "von Neumann, John"), "Vaswani, Ashish and von Neumann, John"),
    (("Smith, Jr., Ann",), "Smith, Jr., Ann"),
    (("机器之心",), "{机器之心}"),
    (("Rock and Roll, Inc", "A, B, C, D"), "{Rock and Roll, Inc} and {A, B, C, D}"),
    (("100% {x", ""), r"{100\% \iftrue\{\else\}\fi{}x}"),
])
def test_a_name_without_family_and_given_stays_in_one_piece(authors: tuple[str, ...], expected: str) -> None:
    assert f"  author = {{{expected}}},\n" in written("biblatex", detailed(authors=authors))


@pytest.mark.parametrize(("kind", "fields"), [
    ("article-journal", ["@article{", "journaltitle = {{Nature}}", "note = {MIT}"]),
    ("webpage", ["@online{", "organization = {{Nature; MIT}}"]),
    ("report", ["@report{", "institution = {{MIT}}", "note = {Nature}"]),
    ("chapter", ["@incollection{", "booktitle = {{Nature}}", "publisher = {{MIT}}"]),
])
def test_container_and_publisher_go_where_the_type_keeps_them(kind: str, fields: list[str]) -> None:
    text = written("biblatex", detailed(kind=kind, container="Nature", publisher="MIT"))
    assert all(field in text for field in fields)


def test_bibtex_keeps_them_under_its_own_names() -> None:
    text = written("bibtex", detailed(kind="article-journal", container="Nature", publisher="MIT"))
    assert "  journal = {{Nature}},\n  publisher = {{MIT}},\n" in text


@pytest.mark.parametrize("name", ["biblatex", "bibtex"])
def test_a_work_without_an_address_has_title_and_the_posts_that_name_it(name: str) -> None:
    text = written(name, paper("《A & B》"))
    assert text.startswith("@misc{example-1,\n  title = {{《A \\& B》}},\n")
    assert "  note = {[named in 深度学习（一）; 深度学习（二）]},\n" in text
    assert "url" not in text


def test_a_comma_does_not_split_a_keyword() -> None:
    item = detailed(tags=("a_b",))._replace(topic="C, C++")
    assert "  keywords = {C C++, a\\_b},\n" in written("biblatex", item)


@pytest.mark.parametrize(("url", "address"), [("example.org/a", "http://example.org/a"), ("h1ttp://a.example/", "http://a.example/")])
def test_an_address_without_a_right_scheme_gets_one(url: str, address: str) -> None:
    assert f"  url = {{{address}}},\n" in written("biblatex", entry(url=url))


@pytest.mark.parametrize("item", [
    entry(key="}\n@string{x"),
    detailed(doi="10.1/}x", arxiv="}{", kind="}", language="{"),
])
def test_no_field_breaks_out_of_its_record(item: Entry) -> None:
    text = written("biblatex", item)
    assert text.count("@") == 1
    assert text.count("{") == text.count("}")
