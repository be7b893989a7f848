"""The main text of pages."""

from curator.crawl.maintext import page_text

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


def test_a_page_nested_ten_thousand_deep_is_read_or_given_up_without_an_error() -> None:
    assert isinstance(page_text("<div>" * 10_000 + "text", "https://example.org/"), str)
