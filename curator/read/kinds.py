"""What kinds of works there are: the words of CSL 1.0.2, and those that programs write instead."""

from typing import Final

TYPES: Final = frozenset(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset "
    "document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation "
    "manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical "
    "personal_communication post post-weblog regulation report review review-book software song speech standard thesis "
    "treaty webpage".split()
)
"""The types of CSL 1.0.2 (docs.citationstyles.org, appendix III)."""

ZOTERO: Final = {
    # Zotero's name, as its tables have it -> CSL's (aurimasv.github.io/z2csl/typeMap.xml)
    "blogpost": "post-weblog", "booksection": "chapter", "computerprogram": "software",
    "conferencepaper": "paper-conference", "encyclopediaarticle": "entry-encyclopedia", "forumpost": "post",
    "journalarticle": "article-journal", "magazinearticle": "article-magazine", "newspaperarticle": "article-newspaper",
    "preprint": "article", "presentation": "speech", "videorecording": "motion_picture",
}


def kind_of(written: str) -> str:
    """Give a kind in the words of CSL. Nothing where the word says none: bookmark services call all `link`."""
    word = written.strip().lower()
    return word if word in TYPES else ZOTERO.get(word, "")
