"""How posts are repaired, as a page of the documentation."""

from typing import Final

from curator.repair.reasons import REASONS
from curator.repair.spelling import WAYS
from curator.text.page import code, table

_INTRO: Final = """# Repairs

`curator fix` writes what looking at links found back into the posts. A link that [moved](verdicts.md) gets its new
address; a dead one gets the copy in an [archive](archives.md) that was taken nearest to the day of the post. It shows a
diff; `--apply` changes the posts, `--revert` takes back what the last `--apply` changed.

## What changes

Only the bytes of an address. The words of a link stay, also where they are its old address; so do line ends, encoding,
byte order mark and the mode of the file. A fragment (`#part`) goes along, as browsers take it along. What no address
may hold (quotes, `<>`, white space, letters beyond ASCII) is written as codes (`%20`); an address that is none of the
web, is private, or has a user's name in it, is never written.

The reader decides whether a change is right. An address is looked for on the line on which the catalogue has it, in
every way in which formats can write it, and of a reference link (`[words][1]`) where that is defined. Then the changed
post is read again: it must give the same links in the same places, under the same titles, labels and headings, with
nothing changed but the addresses that were to change. Whatever reads otherwise is left out and told; the rest is done.

A new address is written in the first of these ways that reads as meant:
"""

_REASONS: Final = """## What is told and left alone

`curator fix` then ends with 5; the other posts, and the other links of a post, are repaired.
"""

_REST: Final = """## Diffs

`git apply` and `patch -p1` take the diff, in the folder that `curator fix` names: the workspace, or for posts outside
of it the folder that holds them all. It has the very bytes of the posts, whatever their encoding; `--patch FILE` keeps
them from whatever a terminal or a shell does to bytes. UTF-16 and UTF-32, and files with a byte 0, cannot stand in a
diff: only `--apply` changes those.

## Taking back

Every change is noted in the table [repair](data-model.md#repair) before the file is replaced, and the file is replaced
in one step: whatever ends the program, each post is what it was or what it was to be. A kill at the worst moment leaves
a file `.….tmp` beside the post, which may be deleted. `--revert` gives the very bytes back, also after imports, run by
run; a post that has changed since is left as it is and can be taken back when it is again what it was.

## The same link

After the next import a repaired link is the link it was, with its looks, its verdict and its citation key:

- The import knows it by the post and the new address. `curator show` finds it by both addresses and tells where it was
  repaired.
- Looks at a link that moved ask for the new address as soon as no post gives the old one any more. Looks at a dead link
  go on asking for the old one, never for the copy: links come back.
- Where the new address is a link of its own already, or two links moved to one address, both are taken for one work by
  a decision (`curator review --history` shows it), unless a person has said something else of the two.

No alias is made for the old address: aliases hold only between links that posts give, and are made anew each time; the
key and the history would have to move from one link to another.
"""


def repairs_page() -> str:
    """Give the page, in Markdown."""
    ways = [(way.name, way.where, way.why) for way in WAYS]
    reasons = [(code(name), words) for name, words in REASONS.items()]
    return "\n".join([
        _INTRO, table(("way", "where it is tried", "why"), ways),
        _REASONS, table(("reason", "meaning"), reasons), _REST,
    ])
