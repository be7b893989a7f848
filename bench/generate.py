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


def originals(folder: Path) -> list[Path]:
    """Give the posts of a folder, in one order on every machine."""
    return sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.name != "README.md")


def posts_for(folder: Path, links: int) -> int:
    """Tell how many posts like those of a folder hold that many addresses."""
    found = [len(_ADDRESS.findall(_read(path))) for path in originals(folder)]
    return max(1, round(links * len(found) / max(sum(found), 1)))


def generate(folder: Path, posts: int, target: Path) -> int:
    """Write a blog of that many posts; gives the number of its addresses."""
    given = originals(folder)
    links = 0
    for number in range(posts):
        copy, at = divmod(number, len(given))
        text = vary(_read(given[at]), copy)
        links += len(_ADDRESS.findall(text))
        # A file system slows down with tens of thousands of files in one folder; so would a blogger.
        place = target / f"{copy:03}" / given[at].relative_to(folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="\n")
    return links


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def main() -> None:
    """Write the blog."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("posts", type=int)
    parser.add_argument("target", type=Path)
    args = parser.parse_args()
    if not originals(args.folder):
        parser.error(f"no posts in {args.folder}")
    links = generate(args.folder, args.posts, args.target)
    print(f"{args.posts} posts with {links} addresses in {args.target}")


if __name__ == "__main__":
    main()
