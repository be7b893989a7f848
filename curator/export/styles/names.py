"""Short names of styles that are asked for often, and where one may come from that has none."""

from typing import NamedTuple


class Named(NamedTuple):
    """One style: what the user types, its name among the styles of CSL, and what it is."""

    name: str
    csl: str
    about: str


_GB = "china-national-standard-gb-t-7714-2015"

NAMED = (
    Named("gb-t-7714-2015", f"{_GB}-numeric", "GB/T 7714-2015, numbered: what theses and journals in China want"),
    Named("gb-t-7714-2015-numeric", f"{_GB}-numeric", "the same"),
    Named("gb-t-7714-2015-author-date", f"{_GB}-author-date", "GB/T 7714-2015, sorted by author and year"),
    Named("gb-t-7714-2015-note", f"{_GB}-note", "GB/T 7714-2015, for notes"),
    Named("apa", "apa", "American Psychological Association, 7th edition"),
    Named("ieee", "ieee", "Institute of Electrical and Electronics Engineers"),
    Named("acm", "association-for-computing-machinery", "Association for Computing Machinery"),
    Named("chicago", "chicago-author-date", "Chicago Manual of Style, 18th edition, author and date"),
    Named("mla", "modern-language-association", "Modern Language Association, 9th edition"),
    Named("harvard", "harvard-cite-them-right", "Harvard, as Cite Them Right has it"),
    Named("lncs", "springer-lecture-notes-in-computer-science", "Springer's Lecture Notes in Computer Science"),
    Named("nature", "nature", "Nature"),
    Named("vancouver", "elsevier-vancouver", "Vancouver, as Elsevier has it"),
)
"""Any other of the 10,000 styles of CSL goes by its own name, or by the place of its file (`mine.csl`): so does
GB/T 7714-2025, of which the collection has none yet."""

CSL_NAMES = {row.name: row.csl for row in NAMED}

STYLABLE = ("markdown", "html", "text")
"""The formats in which entries may stand as a style has them."""
