"""Why a post, or an address in it, was not repaired: codes with what they mean to a user."""

from typing import Final

REASONS: Final = {
    # of a whole document
    "changed": "the file is another one since its import: import it again, then its links are where the catalogue "
               "thinks they are",
    "missing": "the file is gone",
    "unreadable": "the file cannot be read",
    "read-only": "the file may not be written",
    "unwritable": "the file or its folder cannot be written",
    "too-large": "the file has become too large to be read",
    "special": "what has the file's name is none",
    "git": "the post was imported from a git revision, which nobody can change",
    "stdin": "the post came through standard input, there is no file",
    "unread": "the file is read otherwise than at its import",
    "encoding": "its encoding has two codes for one character here, so that it could not be written back as it was",
    # of one address
    "no-address": "what the link has moved to is no address that a post should give: another scheme, a private host, "
                  "a password in it",
    "not-found": "the address does not stand there as such: it is made of an identifier, put in by a macro, broken "
                 "over lines, or in a line of a million characters",
    "misread": "with the new address in its place the post would read otherwise: words are stuck to the old one, it "
               "stands in several fields, or a delimiter is in the new one",
}
"""Reasons by code, as `--json` gives them."""
