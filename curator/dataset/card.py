"""README.md of a dataset: its card, with front matter by the conventions of the Hugging Face hub."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import yaml

from curator.dataset.cite import bibtex
from curator.dataset.columns import TYPES
from curator.dataset.licences import LINKED, hub_licence
from curator.text.commonmark import bare, inline
from curator.text.page import code, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from curator.dataset.columns import Column, Part
    from curator.dataset.made import Made

SIZES: Final = (
    # fewer rows than, and what the hub calls that
    (1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"), (10_000_000, "1M<n<10M"),
)  # fmt: skip

TAGS: Final = ("bibliography", "links", "web-archive")
TASKS: Final = ("text-retrieval", "feature-extraction")
WITH_TEXT: Final = (*TASKS, "text-generation")


def card(made: Made) -> str:
    """Give the page. Whatever comes from pages or posts is data in it, and so is what the maker says."""
    head = yaml.safe_dump(front_matter(made), sort_keys=False, allow_unicode=True, width=120)
    return f"---\n{head}---\n\n" + "\n".join(_body(made)).rstrip("\n") + "\n"


def front_matter(made: Made) -> dict[str, Any]:
    """Give what programs read of the card."""
    download = sum(file.size for file in made.files_of(made.main.name))
    size = sum(part.size for part in made.parts)
    return {
        "pretty_name": made.about.title,
        **hub_licence(made.about.licence),
        **({"language": sorted(made.tally.languages)} if made.tally.languages else {}),
        "size_categories": [next((name for limit, name in SIZES if made.tally.rows < limit), "n>10M")],
        "task_categories": list(WITH_TEXT if made.texts else TASKS),
        "tags": list(TAGS),
        "configs": [{"config_name": "default", "data_files": [
            {"split": part.name, "path": f"{made.main.folder}/{part.name}-*.{made.main.name}"} for part in made.parts
        ]}],
        "dataset_info": {
            "features": [_feature(column) for column in made.columns],
            "splits": [{"name": part.name, "num_bytes": part.size, "num_examples": part.rows} for part in made.parts],
            "download_size": download,
            "dataset_size": size,
        },
    }  # fmt: skip


def _feature(column: Column | Part) -> dict[str, Any]:
    hub = TYPES[column.type].hub
    if parts := getattr(column, "parts", ()):
        return {"name": column.name, "list": [_feature(part) for part in parts]}
    return {"name": column.name, "list": hub} if column.several else {"name": column.name, "dtype": hub}


def _body(made: Made) -> Iterator[str]:
    about, tally = made.about, made.tally
    yield f"# {inline(about.title)}\n"
    if about.description:
        yield f"{inline(about.description)}\n"
    yield (f"{_count(tally.rows, 'link')} out of the posts and lists of one catalogue, each with the places that cite "
           f"it, what is known of its page, and how it stands, as of {made.day.isoformat()}. "
           f"The pages of {tally.fetched} were fetched.\n")
    yield "## Load it\n"
    yield f'```python\nfrom datasets import load_dataset\n\nlinks = load_dataset("{_FOLDER}")\n```\n'
    yield (f"`{_FOLDER}` is this folder, or its name on a hub. pandas, polars and DuckDB read the files in "
           f"`{made.main.folder}/`.\n")
    yield "## Splits\n"
    yield table(("split", "links"), ((part.name, str(part.rows)) for part in made.parts))
    yield _SPLITS
    yield from _counts("Verdicts", "how the link stands", tally.verdicts)
    yield from _counts("Languages", "as pages and bibliographies say", tally.languages)
    yield _PROVENANCE
    yield from _forbidden(made)
    yield from _rights(made)
    yield "## Columns\n"
    yield table(("column", "type", "meaning", "source"), map(column_row, made.columns))
    yield f"## Cite it\n\n```bibtex\n{bibtex(about, made.day)}```\n"


_FOLDER: Final = "path/to/this/folder"

_SPLITS: Final = """\
A link's split follows from its `group` alone, and that from what it has in common with others: links that are one work,
that gave the same bytes or the same text, or whose texts resemble one another are one group and never separated. More
links do not move those that are here, unless they join groups.
"""

_PROVENANCE: Final = """\
## Where it comes from

Addresses, topics, notes and citing places are what posts, lists and bibliographies say. Of the columns from `title` to
`github` each has its source in `sources`: the catalogue's curator, else documents, else the page of itself, else
services that register works. Verdicts are what repeated looks at the address say together. Pages were fetched as their
robots.txt allows; the record of each in the WARC archive is named, so that every value can be looked up.
`SHA256SUMS` holds the digests of all files.
"""


def _counts(title: str, about: str, counts: Mapping[str, int]) -> Iterator[str]:
    if counts:
        yield f"## {title}\n"
        rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
        yield table((about, "links"), ((code(name), str(count)) for name, count in rows))


def _forbidden(made: Made) -> Iterator[str]:
    tally = made.tally
    yield "## What owners forbid\n"
    yield ("What owners of pages forbid to be done with them was looked for in robots.txt, `X-Robots-Tag` and robots "
           "tags, in reservations of text and data mining, and in `Content-Usage` and `Content-Signal`. It stands with "
           "each link, in `robots_allowed` and `opt_outs`. Who uses the pages themselves is to honour it, too.\n")
    yield f"Of {_count(tally.reserved, 'link')} the owner reserves the text; descriptions are left out there, too.\n"
    if made.texts:
        yield (f"Main texts: {tally.given} are given, {tally.withheld} are known and left out for that reason. "
               "They belong to their authors.\n")
    else:
        yield "No texts of pages are in this dataset.\n"
    if tally.opt_outs:
        yield table(("where it is said", "links"), ((code(name), str(n)) for name, n in sorted(tally.opt_outs.items())))


def _rights(made: Made) -> Iterator[str]:
    yield "## Licence\n"
    said = made.about.licence
    if not said:
        yield "Nothing is said about how this collection may be used.\n"
    else:
        yield f"The collection: {bare(said) if said.startswith(LINKED) else inline(said)}.\n"
    yield "Pages have licences of their own, in `licence` where they say so; titles and descriptions are quotations.\n"


def _count(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def column_row(column: Column) -> tuple[str, ...]:
    """Give a column as a row of a table: its name, type, meaning and source."""
    return code(column.name), _type(column), _meaning(column), column.source


def _type(column: Column) -> str:
    if column.parts:
        return "list of objects"
    return f"list of {column.type}" if column.several else column.type


def _meaning(column: Column) -> str:
    return f"{column.about}: {', '.join(_parts(column.parts))}" if column.parts else column.about


def _parts(parts: Iterable[Part]) -> Iterator[str]:
    return (f"{code(part.name)} ({part.about})" for part in parts)
