"""Make a large blog out of a small one: every copy of a post has links and titles of its own.

    python bench/generate.py FOLDER POSTS TARGET      FOLDER: posts to start from, e.g. seeds

The copies keep the posts' structure, lengths and hosts (and so their share of one host); in every address the last
run of letters and digits is replaced by another of the same length and kind, in every text line a word is added, so
that nothing is found twice that would not be found twice in a real blog of that size.
"""

import argparse
import re
from hashlib import sha256
from pathlib import Path

SUFFIXES = {".md", ".markdown", ".txt"}
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_ADDRESS = re.compile(r"https?://[^\s()<>\"'\]]+")
_LAST_WORD = re.compile(r"[A-Za-z0-9_-]{4,}(?=[^A-Za-z0-9_-]*$)")
_DATE = re.compile(r"^(\d{4})-")


def another(word: str, copy: int) -> str:
    """Give another word of the same length; digits stay digits."""
    digest = sha256(f"{copy} {word}".encode()).digest() * (len(word) // 32 + 1)
    letters = LETTERS[-10:] if word.isdigit() else LETTERS
    return "".join(letters[digest[at] % len(letters)] for at in range(len(word)))


def vary(text: str, copy: int) -> str:
    """Give a copy's text. The first copy is the original."""
    if copy == 0:
        return text
    changed = _ADDRESS.sub(lambda url: _LAST_WORD.sub(lambda word: another(word[0], copy), url[0]), text)
    return "\n".join(f"{line} 其{copy}" if _is_prose(line) else line for line in changed.split("\n"))


def _is_prose(line: str) -> bool:
    return bool(line) and line[0] not in "#-*>|`$<!{ 0123456789" and "http" not in line and line[-1] not in ":：}"


def main() -> None:
    """Write the blog."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("posts", type=int)
    parser.add_argument("target", type=Path)
    args = parser.parse_args()
    originals = sorted(path for path in args.folder.rglob("*") if path.suffix in SUFFIXES and path.name != "README.md")
    links = 0
    for number in range(args.posts):
        copy, at = divmod(number, len(originals))
        text = vary(originals[at].read_text(encoding="utf-8", errors="replace"), copy)
        links += len(_ADDRESS.findall(text))
        # A file system slows down with tens of thousands of files in one folder; so would a blogger.
        folder = args.target / f"{copy:03}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / originals[at].name).write_text(text, encoding="utf-8")
    print(f"{args.posts} posts with {links} addresses in {args.target}")


if __name__ == "__main__":
    main()
