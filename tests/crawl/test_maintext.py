"""The main text of pages, and what tells that two are one article."""

import random

from curator.crawl.maintext import SAME, described, page_text, resemblance

SENTENCES = [
    f"第{number}节讨论多任务学习中参数共享的方法，作者比较了 {number} 种网络结构在 D{number} 上的结果，并给出了原因。"
    for number in range(40)
]
PAGE = (
    "<html lang=zh><head><title>多任务学习综述</title></head><body><nav><a href=/>首页</a><a href=/x>关于我们</a></nav>"
    "<article><h1>多任务学习综述</h1>{}</article><footer>版权所有 © 2020 备案号</footer></body></html>"
)


def _page(sentences: list[str]) -> str:
    return PAGE.format("".join(f"<p>{sentence}</p>" for sentence in sentences))


def test_the_text_of_a_chinese_page_is_its_article_without_what_is_around() -> None:
    text = page_text(_page(SENTENCES), "https://example.org/p/1")

    assert all(sentence in text for sentence in SENTENCES)
    assert "关于我们" not in text
    assert "备案号" not in text


def test_a_page_without_text_has_none() -> None:
    assert page_text("", "https://example.org/") == ""
    assert page_text("<script>alert(1)</script>", "https://example.org/") == ""


def test_texts_that_differ_in_marks_and_spaces_have_one_digest() -> None:
    assert described("Deep Learning，深度 学习！").digest == described("deep learning 深度学习").digest


def test_a_repost_with_another_head_and_foot_resembles_the_article() -> None:
    original, repost = SENTENCES, ["转载自机器学习公众号，作者授权。", *SENTENCES, "欢迎关注我们，点击阅读原文。"]
    one, other = described("".join(original)), described("".join(repost))

    assert one.digest != other.digest
    assert resemblance(one.sketch, other.sketch) >= SAME


def test_articles_on_one_subject_do_not_resemble_one_another() -> None:
    words, chance = "学习 网络 数据 方法 结果 参数 模型 任务 图像 语言".split(), random.Random(7)  # noqa: S311 - the same each time
    texts = ["".join(chance.choices(words, k=400)) for _ in range(2)]

    assert resemblance(*(described(text).sketch for text in texts)) < 0.3


def test_a_text_of_few_words_is_like_no_other() -> None:
    one = described("404 页面不存在")

    assert one.sketch == ()
    assert resemblance(one.sketch, one.sketch) == 0.0


def test_a_page_nested_ten_thousand_deep_is_read_or_given_up_without_an_error() -> None:
    assert isinstance(page_text("<div>" * 10_000 + "text", "https://example.org/"), str)
