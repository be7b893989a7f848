"""What people may say of links, as a page of the documentation."""

from curator.read.overrides import FIELDS, LONGEST, SEPARATORS
from curator.text.page import code, table

_INTRO = f"""# Curating: what you say of links

Posts and pages say what a link is; you may know better. What you say stands above what was found, in every list, and
survives imports, merges, repairs and posts that go.

| command | what it says |
| --- | --- |
| `curator tag LINK --add TAG --remove TAG` | what a link is filed under; `--remove` also where a file gives the tag |
| `curator note LINK TEXT` | one remark, before those of posts |
| `curator edit LINK --title TEXT …` | what it is called, by whom, of when, where |
| `curator star LINK`, `--off` | what one would show first |
| `curator mark LINK --to-read`, `--read`, `--neither` | how far one is with it |
| `curator history LINK` | all that was ever said, and when |
| `curator undo`, `--last N`, `--change N` | takes it back |

LINK is what `curator show` takes: an address in any spelling, a citation key, an identity. Several links are named one
after the other, or come from standard input with `-`; `--topic`, `--category`, `--document`, `--host`, `--tag` and
`--search` say it of all that they find. A command does all it says or, if one name is unknown, nothing. `--dry-run`
shows what would be said, `--json` gives it to programs.

## What is told apart

- A **tag** is known by its folded spelling: `NLP`, `nlp` and `ＮＬＰ` are one, shown as it was written last. It holds
  no `{SEPARATORS[0]}` and no `{SEPARATORS[1]}`, which stand between tags in bookmark files and bibliographies. Each tag
  is a word of its own, so two people who tag the same link at once lose nothing.
- An **empty text** says that there is none: `--date ''` where a date was found, and is wrong. `--clear date` takes back
  what you said, and what was found counts again.
- A text is one line of at most {LONGEST:,} characters.
- **Links that are one work** ([works.md](works.md)) are spoken of together. The link that lists show has the first word
  in each field and on each tag, then the others in the order in which they came; tags and notes add up. When the links
  are told apart again, each has its own words again.
- A link that **no post gives any more** keeps what was said of it, and has it again when a post does. Lists of what
  posts say now leave it out.

## What is kept

Every word is a row of the table [override](data-model.md#override), which is only ever added to. What holds of a field
is its last row. Everything said by one command is one change, with a number, stored whole or not at all.

`curator undo` takes back the latest change that holds; called again, it goes further back. To take a change back adds
rows that say again what was said before it; this is a change, too, and taking back its number brings back what it took.
Of an older change only what still holds is taken back: what was said since stays, and is counted.

## Fields of `curator edit`
"""


def curating_page() -> str:
    """Give the page, in Markdown."""
    rows = [(code(field.option), field.takes, field.why) for field in FIELDS]
    return f"{_INTRO}\n{table(('option', 'takes', 'why it is needed'), rows)}"
