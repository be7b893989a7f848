"""What pages put around the titles of what they show."""

import pytest

from curator.crawl import titles


@pytest.mark.parametrize(("title", "bare"), [
    ("Attention - A Blog", "Attention"), ("A Blog: Attention", "Attention"), ("Attention · Hugging Face", "Attention"),
    ("Attention - Part 1", "Attention - Part 1"), ("Why: A Question", "Why: A Question"), ("A Blog", "A Blog"),
])
def test_a_sites_name_is_taken_off_either_end_of_a_title(title: str, bare: str) -> None:
    assert titles.without_site(title, ["a blog"], "huggingface.co") == bare


@pytest.mark.parametrize(("title", "heading", "bare"), [
    ("深度学习综述_专栏_某站", "深度学习综述", "深度学习综述"), ("综述_专栏_某站", "综述", "综述_专栏_某站"),
    ("A Blog - On the attention of readers", "A Blog", "A Blog - On the attention of readers"),
    ("Attention, please", "Attention", "Attention, please"), ("Attention - Notes", "", "Attention - Notes"),
])
def test_what_follows_a_heading_that_is_most_of_a_title_is_taken_off(title: str, heading: str, bare: str) -> None:
    assert titles.as_headed(title, heading) == bare
