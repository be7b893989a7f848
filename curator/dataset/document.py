"""The page docs/dataset.md, made of the tables that the code works by."""

from curator.dataset.card import column_row
from curator.dataset.columns import COLUMNS, TEXT, TYPES
from curator.dataset.interface import FORMATS
from curator.dataset.splits import SPLITS
from curator.text.page import code, table
from curator.text.sketch import SAME

_INTRO = """\
# Datasets

`curator dataset -o DIR` writes the links of the catalogue, or a selection of them as `curator export` has it, with all
that is known of each, as a folder that others load, cite and publish. Each link is a row, also where several are one
work; papers that are named without an address are in none.

| file | what it is |
| --- | --- |
| `data/train-00000-of-00001.parquet` … | the rows, split by split; beyond half a gigabyte a split has several files |
| `jsonl/train-00000-of-00001.jsonl` … | the same as JSON Lines |
| `README.md` | the card, with front matter by the conventions of the Hugging Face hub |
| `croissant.json` | the same for machines: Croissant 1.1 |
| `SHA256SUMS` | the digests of all files: `sha256sum -c SHA256SUMS` |
| `.curator-dataset.json` | which files are generated: the next dataset takes their place |

The same catalogue gives the same bytes. A dataset is built beside the one that is there and put in its place file by
file; a folder that holds other things is left alone, and what its maker puts beside a dataset stays.

The day of a dataset is the latest of which it tells. What people say of their collection is taken from options: its
name, a title, a description, who made it, its address, and the licence of the collection, which says nothing about the
pages.
"""

_LOADED = """\
## Loading it

```python
from datasets import load_dataset
links = load_dataset("path/to/dataset", split="train")

import pandas
links = pandas.read_parquet("path/to/dataset/data")

import polars
links = polars.read_parquet("path/to/dataset/data/*.parquet")

import duckdb
links = duckdb.sql("SELECT * FROM 'path/to/dataset/data/*.parquet'")
```

The bytes of a page are in the WARC archive: `warc_file`, `warc_offset` and `warc_length` lead to its record.
"""

_SPLITS = f"""\
A link's split follows from the name of its `group`: its digits as a hexadecimal number, modulo 100. One group are, in
the whole catalogue and whatever is selected,

- links that are shown as one work (`curator dedupe links`),
- links that once gave the same bytes,
- links whose main texts are the same but for case, punctuation and white space, or resemble one another by {SAME} and
  more ([metadata.md](metadata.md#texts)),

and whatever is joined by a chain of these. A group is named by the identity of the link that came first into the
catalogue, so links keep their split when others are added, unless their groups become one.
"""

_FORBIDDEN = """\
## What owners forbid

All that [is known of it](metadata.md#what-owners-forbid) stands with each link: `robots_allowed` and `opt_outs`. A
robots.txt that was read after the page takes the place of what it said then.

Without `--with-text` no text of a page is in a dataset. With it, texts are given but for those that an owner reserves:
robots.txt forbids fetching or was never asked for, as where a run ended right after a redirect, or one of the opt-outs
keeps the text out. `description` is a part of the page and stays out there, too. The card counts what was left out.
"""


def dataset_page() -> str:
    """Give the page, in Markdown."""
    return "\n".join([
        _INTRO,
        "## Formats\n",
        table(("format", "what for"), ((code(row.name), row.about) for row in FORMATS.values())),
        _LOADED,
        "## Splits\n",
        table(("split", "of 100 groups", "what for"), ((row.name, str(row.share), row.about) for row in SPLITS)),
        _SPLITS,
        _FORBIDDEN,
        "## Columns\n",
        table(("column", "type", "meaning", "source"), map(column_row, (*COLUMNS, TEXT))),
        table(("type", "in Arrow", "in schema.org", "which is"),
              ((row, code(kind.hub), code(kind.schema), kind.about) for row, kind in TYPES.items())),
    ])  # fmt: skip
