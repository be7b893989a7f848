"""Which links are one work: every row of the tables has its case, and every false friend that was met."""

from random import Random

import pytest
from work_links import described, found, score

from curator.dedupe.work_features import Described
from curator.dedupe.work_rules import AGAINST, AUTOMATIC, FOR
from curator.dedupe.works import CROWD
from curator.urls.identity import identify

WEIXIN, OTHER = "https://mp.weixin.qq.com/s/" + "a" * 22, "https://mp.weixin.qq.com/s/" + "b" * 22
ZHIHU, CSDN = "https://zhuanlan.zhihu.com/p/1234567", "https://blog.csdn.net/somebody/article/details/7654321"
ARXIV, PDF = "https://arxiv.org/abs/1503.03832", "http://www.example.org/~author/papers/embedding.pdf"
CVF = "http://openaccess.thecvf.com/content_cvpr_2018/papers/Author_A_Unified_Embedding_CVPR_2018_paper.pdf"
PAPER = "A Unified Embedding for the Recognition of Berries"
ARTICLE = "一文读懂如何在显微镜下辨认三十种浆果"
SAME_TOPIC = {"topics": (7,)}
LONG = "https://mp.weixin.qq.com/s?__biz=MzI1&mid=1&idx=1&sn=0123456789abcdef0123456789abcdef"
PAGE = "https://fruit.example.com/garden/berries/1"
SKETCH = tuple(range(64))
NEARLY = (*range(60), *range(100, 104))
EDITED = (*range(54), *range(100, 110))

ONE_WORK = [
    # row of FOR, two links
    ("same identifier", described("https://www.alphaxiv.org/abs/1503.03832v2"), described(ARXIV)),
    ("same identifier", described("https://publisher.example.com/a/1", doi="10.1000/182"),
     described("https://doi.org/10.1000/182")),
    ("same identifier", described(CVF), described(CVF.replace("/papers/", "/html/").replace(".pdf", ".html"))),
    ("one address in two forms", described("https://m.fruit.example.com/berries/1"),
     described("https://fruit.example.com/berries/1")),
    ("one address in two forms", described("https://fruit.example.com/berries/index.html"),
     described("https://fruit.example.com/berries/")),
    ("the page says that this is its address", described(WEIXIN, claim=identify(LONG).identity), described(LONG)),
    ("the page says that this is its address", described(WEIXIN, "浆果（一）", claim=identify(LONG).identity),
     described(OTHER, "浆果（二）", claim=identify(LONG).identity)),
    ("the page says that this is its address, on another site", described(PAGE, claim=identify(ZHIHU).identity),
     described(ZHIHU)),
    ("the page says that this is its address, on another site", described(WEIXIN, claim=identify(ZHIHU).identity),
     described(ZHIHU)),
    ("same text and title", described(WEIXIN, "浆果立体种植", sketch=SKETCH),
     described(ZHIHU, "浆果立体种植", sketch=NEARLY)),
    ("same text and title", described(PAGE, "浆果立体种植", sketch=SKETCH),
     described(PAGE + "?from=feed", "浆果立体种植", sketch=SKETCH)),
    ("same text", described(WEIXIN, ARTICLE, sketch=SKETCH), described(ZHIHU, "另一个标题说明浆果", sketch=SKETCH)),
    ("text resembles", described(WEIXIN, sketch=SKETCH), described(PAGE, sketch=EDITED)),
    ("same title and authors", described(ARXIV, PAPER, authors=("Berg, Ann",)),
     described(PDF, PAPER, authors=("Berg, A.", "Holm, O."))),
    ("same title of a paper", described(ARXIV, PAPER), described(CVF, PAPER)),
    ("same title of a paper", described(ARXIV, PAPER), described("", PAPER.upper())),
    ("same title of a paper", described("", PAPER), described(ARXIV, f"[1503.03832] {PAPER} - arXiv")),
    ("same long title of an article", described(WEIXIN, ARTICLE), described(ZHIHU, ARTICLE + "？")),
    ("same long title of an article", described(CSDN, f"{ARTICLE}_somebody的博客-CSDN博客"), described(OTHER, ARTICLE)),
    ("same title of a paper and a file that is called one", described(ARXIV, PAPER),
     described(PDF, PAPER, roles=("paper",))),
    ("same title of a paper and a file", described(ARXIV, PAPER), described(PDF, PAPER)),
    ("same title of two files", described(PDF, PAPER), described("http://example.edu/lab/embedding.pdf", PAPER)),
    ("titles differ in spelling", described(WEIXIN, "图数据挖掘技术的全面综述与展望未来前景"),
     described(OTHER, "时空图数据挖掘技术的全面综述与展望未来前景")),
    ("titles differ in spelling", described(WEIXIN, "Building your own garden for thirty berries at home"),
     described("https://example.org/blog/garden", "Build your own garden for thirty berries at home")),
    ("same title in one topic", described(WEIXIN, "野生浆果的分类方法", **SAME_TOPIC),
     described(ZHIHU, "野生浆果的分类方法", **SAME_TOPIC)),
    ("same title", described(WEIXIN, "野生浆果的分类方法"), described(ZHIHU, "野生浆果的分类方法")),
    ("same short title in one topic", described(WEIXIN, "浆果立体种植", **SAME_TOPIC),
     described(ZHIHU, "浆果立体种植", **SAME_TOPIC)),
]

TWO_WORKS = [
    # row of AGAINST, or why nothing speaks for it, and two links
    ("kinds differ", described(ARXIV, PAPER), described("https://github.com/ann/embedding", PAPER)),
    ("kinds differ", described(ARXIV, PAPER), described("https://ann.example.org/projects/embedding/", PAPER)),
    ("kinds differ", described("", PAPER), described(CSDN, PAPER)),
    ("kinds differ", described(PAGE, sketch=SKETCH), described("https://github.com/ann/berries", sketch=SKETCH)),
    ("kinds differ", described(PAGE, claim=identify("https://github.com/ann/berries").identity),
     described("https://github.com/ann/berries")),
    ("kinds differ", described(ARXIV, PAPER), described("https://slides.com/ann/embedding", PAPER)),
    ("kinds differ", described(ARXIV, PAPER), described(PDF, PAPER, roles=("poster",))),
    ("kinds differ", described("https://doi.org/10.1000/182"),
     described("https://github.com/ann/embedding", doi="10.1000/182")),
    ("two numbers at arXiv", described(ARXIV, PAPER), described("https://arxiv.org/abs/1803.02188", PAPER)),
    ("two DOIs", described("https://doi.org/10.1000/182", PAPER), described("https://doi.org/10.1000/183", PAPER)),
    ("numbers differ", described(WEIXIN, "浆果种植的历史与技术漫谈1.2"),
     described(ZHIHU, "浆果种植的历史与技术漫谈12")),
    ("numbers differ", described(WEIXIN, "浆果种植手册 2.0", sketch=SKETCH),
     described(ZHIHU, "浆果种植手册 3.0", sketch=EDITED)),
    ("authors differ", described(ARXIV, PAPER, authors=("Berg, Ann",)),
     described(CVF, PAPER, authors=("Holm, O.",))),
    ("years differ", described(ARXIV, PAPER, issued="2015-03"), described(CVF, PAPER, issued="2021")),
    ("one account", described(CSDN, ARTICLE), described(CSDN + "0", ARTICLE)),
    ("pages of one site", described("https://example.org/shop/pears", "The berry shop of the whole family since 1900"),
     described("https://example.org/shop/plums", "The berry shop of the whole family since 1900")),
]

NOTHING_IN_COMMON = [
    # why they are two, two titles
    ("parts", "浆果种植的历史与技术漫谈（一）", "浆果种植的历史与技术漫谈（二）"),
    ("halves", "浆果种植的历史与技术漫谈（上）", "浆果种植的历史与技术漫谈（下）"),
    ("chapters", "浆果种植入门课程第7讲——规划与实践", "浆果种植入门课程第8讲——规划与实践"),
    ("parts, in English", "Growing berries in the garden, part one", "Growing berries in the garden, part two"),
    ("Roman numbers", "Growing berries in the garden I: planting", "Growing berries in the garden II: planting"),
    ("versions", "Garden framework Berry 2.0 explained in depth", "Garden framework Berry 3.0 explained in depth"),
    ("years", "Papers of the berry conference in spring 2019", "Papers of the berry conference in spring 2020"),
    ("subjects", "打造万物识别之利器——浆果识别篇", "打造万物识别之利器——蘑菇识别篇"),
    ("opposites", "Unsupervised learning of berry ripeness from noisy images",
     "Supervised learning of berry ripeness from noisy images"),
    ("a word more", "Realtime detection of berries using part affinity fields",
     "OpenBerry: realtime detection of berries using part affinity fields"),
    ("too short", "浆果", "浆果"),
    ("a subject with words for the kind of text", "一文读懂浆果种植入门与实践", "一文读懂浆果种植入门与实践"),
    ("a description", "一个讲浆果种植技术的blog。", "一个讲浆果种植技术的blog。"),
    ("a kind of text", "论文阅读笔记", "论文阅读笔记"),
    ("what a link is", "浆果种植框架Berry官方网站", "浆果种植框架Berry官方网站"),
    ("a repository", "GitHub - ann/embedding: recognition of berries in code", "GitHub - ann/embedding: berries"),
    ("a page in between", "Just a moment... checking your browser", "Just a moment... checking your browser"),
    ("nothing", "", ""),
]


@pytest.mark.parametrize(("row", "a", "b"), ONE_WORK)
def test_links_that_are_one_work_are_proposed_for_the_reason_that_holds(row: str, a: Described, b: Described) -> None:
    (proposal,) = found(a, b)[1]
    expected = next(one for one in FOR if one.says == row)
    assert (proposal.reasons[0], proposal.score) == (row, expected.score)
    assert proposal.automatic == (expected.score >= AUTOMATIC)
    assert (proposal.a, proposal.b) == tuple(sorted((a.identity, b.identity)))


@pytest.mark.parametrize(("row", "a", "b"), TWO_WORKS)
def test_what_speaks_against_one_work_counts_more_than_a_title(row: str, a: Described, b: Described) -> None:
    assert score(a, b) == 0.0
    if row in {"numbers differ", "authors differ", "years differ", "two DOIs", "two numbers at arXiv"}:
        assert found(a, b)[0].apart == {tuple(sorted((a.identity, b.identity)))}


@pytest.mark.parametrize(("why", "one", "other"), NOTHING_IN_COMMON)
def test_titles_that_name_two_works_or_none_propose_nothing(why: str, one: str, other: str) -> None:
    assert score(described(WEIXIN, one), described(ZHIHU, other)) == 0.0, why


def test_every_row_of_the_tables_has_a_case() -> None:
    assert {row.says for row in FOR} == {row for row, *_ in ONE_WORK}
    assert {row.says for row in AGAINST} == {row for row, *_ in TWO_WORKS}


def test_a_link_with_contradicting_titles_is_never_one_work_by_itself() -> None:
    muddled = described(ARXIV, PAPER, "Seven ways to prune an apple tree")
    assert 0 < score(muddled, described(CVF, PAPER)) < AUTOMATIC


def test_words_for_the_kind_of_text_make_no_title_sure() -> None:
    title = "深度种植框架Berry入门与实践"
    assert 0 < score(described(WEIXIN, title), described(ZHIHU, title)) < AUTOMATIC


def test_what_is_proposed_does_not_depend_on_the_order_of_the_links() -> None:
    given = (link for _, *pair in (*ONE_WORK, *TWO_WORKS) for link in pair)
    links = list({link.identity: link for link in given}.values())
    expected = found(*links)
    Random(1).shuffle(links)  # noqa: S311 - any order will do
    works, proposals = found(*links)
    assert (works.apart, proposals) == (expected[0].apart, expected[1])


def test_a_title_that_stands_on_many_links_names_no_work() -> None:
    links = [described(f"https://zhuanlan.zhihu.com/p/{number}", ARTICLE) for number in range(1, CROWD + 2)]
    assert found(*links)[1] == []
    assert len(found(*links[:-1])[1]) == CROWD * (CROWD - 1) // 2


def test_a_title_that_stands_on_many_repositories_still_names_a_paper() -> None:
    code = [described(f"https://github.com/ann/copy{number}", PAPER) for number in range(20)]
    assert [one.score for one in found(*code, described(ARXIV, PAPER), described(CVF, PAPER))[1]] == [0.95]


@pytest.mark.parametrize("title", [ARTICLE, "果", "", "Recognition of berries in the garden"])
def test_a_hundred_thousand_links_with_one_title_are_not_compared(title: str) -> None:
    first = described("https://zhuanlan.zhihu.com/p/0", title)
    links = (first._replace(identity=f"zhihu:p/{number}") for number in range(100_000))
    assert found(*links)[0].compared == 0


def test_links_under_one_identifier_are_compared_with_one_of_them_only() -> None:
    links = (described(f"https://example.org/papers/p{number}.html", doi="10.1000/182") for number in range(500))
    works, proposals = found(*links)
    assert works.compared == len(proposals) == 499


def test_titles_that_are_all_alike_are_compared_a_bounded_number_of_times() -> None:
    chance = Random(1)  # noqa: S311 - the same titles on every machine
    words = ["berries", "garden", "pruning", "recognition", "soil", "weather", "harvest", "autumn", "market", "recipes"]
    links = [described(f"https://zhuanlan.zhihu.com/p/{n}", " ".join(chance.sample(words, 7))) for n in range(20_000)]
    assert found(*links)[0].compared <= 10 * len(links)
