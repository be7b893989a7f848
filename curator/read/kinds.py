"""What programs write for the kinds of works."""

from typing import Final

from curator.model.kinds import TYPES

__all__ = ["TYPES", "ZOTERO", "kind_of"]

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
