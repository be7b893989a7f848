"""A workspace with a generated blog, and the programs that are measured on it."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generate import generate
from measure import Used, run

PYTHON = sys.executable
CURATOR = str(Path(PYTHON).with_name("curator"))
FLOORS = Path(__file__).with_name("floors.py")


@dataclass(frozen=True, slots=True)
class Desk:
    """A workspace. `links` is the number of addresses in its posts."""

    root: Path
    links: int

    @property
    def catalogue(self) -> Path:
        """The catalogue's file."""
        return self.root / "db" / "curator.sqlite3"

    @property
    def posts(self) -> Path:
        """The folder of the posts."""
        return self.root / "seeds"

    def curator(self, *words: str | Path, watch: float = 0.0) -> Used:
        """Run curator here."""
        return run([CURATOR, *words], self.root, watch)

    def import_anew(self, watch: float = 0.0) -> Used:
        """Import all posts into a new catalogue."""
        shutil.rmtree(self.catalogue.parent)
        return self.curator("import", watch=watch)

    def import_changed(self) -> Used:
        """Import again after one post has got one more link."""
        post = next(path for path in sorted(self.posts.rglob("*")) if path.is_file())
        with post.open("a", encoding="utf-8") as out:
            out.write(f"\n\nhttps://example.org/added/{post.stat().st_size}\n\nOne more\n")
        return self.curator("import")

    def program(self, *command: str | Path) -> Callable[[], Used]:
        """Give another program, to be run here."""
        return lambda: run(command, self.root)


def set_up(root: Path, folder: Path, posts: int) -> Desk:
    """Make a workspace with a blog of that many posts, made out of those of a folder."""
    run([CURATOR, "init", root], folder)
    return Desk(root, generate(folder, posts, root / "seeds"))
