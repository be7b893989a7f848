"""Which identifiers name a link's work, and which answers are about something else."""

from typing import Any

from curator.crawl.facts import Fact, Field, Metadata
from curator.enrich.known import Known, identifiers, is_foreign
from curator.enrich.policy import Scheme

NOTHING = Metadata()
PAGE = Metadata((Fact(Field.TITLE, "Deep residual learning", "title"), Fact(Field.DOI, "10.1000/page", "citation_doi")))


def link(identity: str = "url:example.org/a", **more: Any) -> Known:
    return Known(1, identity, "", (), {})._replace(**more)


def foreign(title: str, *titles: str, page: Metadata = NOTHING) -> bool:
    return is_foreign(link(titles=titles, page=page), Metadata((Fact(Field.TITLE, title, "crossref title"),)))


def test_a_links_own_identity_names_its_work_before_all_that_is_said() -> None:
    said = {Scheme.ARXIV: ("2401.00001",), Scheme.DOI: ("https://doi.org/10.1000/OTHER",)}
    assert identifiers(link("arxiv:1706.03762", said=said)) == ("arxiv:1706.03762", "doi:10.1000/other")
    assert identifiers(link("doi:10.1002/(sici)43:4%3c356", said=said)) == (
        "doi:10.1002/(sici)43:4<356", "arxiv:2401.00001")


def test_what_a_page_says_counts_only_where_nothing_else_does() -> None:
    assert identifiers(link(page=PAGE)) == ("doi:10.1000/page",)
    assert identifiers(link("arxiv:1706.03762", page=PAGE)) == ("arxiv:1706.03762",)
    assert identifiers(link("url:example.org/a")) == ()


def test_the_dois_that_arxiv_registers_are_its_numbers() -> None:
    for doi in ("10.48550/arXiv.1706.03762", "10.48550/arXiv.1706.03762v3"):
        assert identifiers(link(said={Scheme.DOI: (doi,)})) == ("arxiv:1706.03762",)
    assert identifiers(link(said={Scheme.DOI: ("10.48550/arXiv.x,y&z", "10.1000/1")})) == ("doi:10.1000/1",)


def test_nobody_is_asked_about_what_is_no_identifier() -> None:
    assert identifiers(link(said={Scheme.DOI: ("", "none", "10.1000/" + "x" * 400), Scheme.ARXIV: ("1,2",)})) == ()


def test_an_answer_is_foreign_if_no_title_of_the_link_has_anything_to_do_with_it() -> None:
    assert foreign("Deep residual learning for image recognition", "Attention is all you need")
    assert not foreign("Deep residual learning for images", "Attention is all you need", "ResNet: deep residual")
    assert not foreign("Deep residual learning for images", "深度残差学习")  # may be its translation
    assert not foreign("Deep residual learning for images")
    assert foreign("Attention is all you need", page=PAGE)
