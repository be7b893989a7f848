import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.sources.globs import RULES, Glob, Reach

NONE, ABOVE, INSIDE, ITSELF = Reach

CASES = [
    # pattern, path below the folder, how far it reaches
    ("drafts", "drafts", ITSELF),
    ("drafts", "a/Drafts/b/c.md", INSIDE),
    ("drafts", "a/drafts.md", ABOVE),
    ("drafts/", "a/drafts/b.md", INSIDE),
    ("drafts/", "a/drafts/", ITSELF),
    ("drafts/", "a/drafts", ABOVE),
    ("*.md", "a/b.MD", ITSELF),
    ("*.md", "a.md/b.txt", INSIDE),
    ("?[!x].md", "a/ab.md", ITSELF),
    ("?[!x].md", "a/ax.md", ABOVE),
    ("2024/*.md", "2024/a.md", ITSELF),
    ("2024/*.md", "2024/", ABOVE),
    ("2024/*.md", "2024/a/b.md", NONE),
    ("2024/*.md", "a/2024/b.md", NONE),
    ("/notes.md", "notes.md", ITSELF),
    ("./notes.md", "a/notes.md", NONE),
    ("**/old/*.md", "old/a.md", ITSELF),
    ("**/old/*.md", "a/b/old/c.md", ITSELF),
    ("**/old/*.md", "a/old/b/c.md", ABOVE),
    ("a/**/**/b", "a/b", ITSELF),
    ("old/**", "old", ABOVE),
    ("old/**", "old/a/b.md", ITSELF),
    ("", "a", ABOVE),
    ("[", "[", ITSELF),
]


@pytest.mark.parametrize(("pattern", "path", "reach"), CASES)
def test_a_pattern_reaches_as_far_as_gitignore_says(pattern: str, path: str, reach: Reach) -> None:
    assert Glob(pattern).reach(path) is reach


def test_every_form_that_is_documented_has_a_case() -> None:
    documented = {pattern for pattern, _ in RULES}
    assert documented <= {pattern for pattern, _, reach in CASES if reach >= INSIDE}


def test_letter_case_counts_where_it_is_asked_for() -> None:
    assert Glob("*.md", cased=True).reach("A.MD") is ABOVE


@given(st.text("a*?[]!/", max_size=20), st.text("a[]!/", min_size=1, max_size=20))
def test_what_fits_a_folder_holds_all_that_is_in_it(pattern: str, folder: str) -> None:
    reached = Glob(pattern).reach(f"{folder}/")
    below = Glob(pattern).reach(f"{folder}/b")
    assert below >= INSIDE if reached >= INSIDE else reached or not below
