import pytest

from curator.export.language import LANGUAGES, of


@pytest.mark.parametrize(("title", "langid"), [
    ("多任务学习-Multitask Learning概述", "chinese"),
    ("我の博客", "chinese"),
    ("ディープラーニングの基礎", "japanese"),
    ("딥러닝 입문", "korean"),
    ("Глубокое обучение", "russian"),
    ("An α-GAN and the ∇", "english"),
    ("Μηχανική μάθηση", "greek"),
    ("למידה עמוקה", "hebrew"),
])
def test_the_script_tells_the_language(title: str, langid: str) -> None:
    found = of(title)
    assert found is not None
    assert found.langid == langid


def test_a_title_of_digits_has_no_language() -> None:
    assert of("2048 + 1") is None


@pytest.mark.parametrize("said", ["de", "de-AT", "german", "DE_de"])
def test_a_language_that_is_said_wins(said: str) -> None:
    found = of("Attention", said)
    assert found is not None
    assert found.langid == "german"


def test_every_language_has_a_reason_and_names_of_its_own() -> None:
    assert all(language.reason for language in LANGUAGES)
    assert len({name for language in LANGUAGES for name in (language.langid, language.tag)}) == 2 * len(LANGUAGES)
