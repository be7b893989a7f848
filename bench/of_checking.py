"""`curator check` from the catalogue to the catalogue, beside lychee, which stores nothing."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING

from desk import CURATOR, Desk
from measure import Used, run

if TYPE_CHECKING:
    from pathlib import Path

    from of_check import Field

POST = 500
"""Links in a post."""

SETTINGS = """
[net]
interval = {interval}
connections = 100_000
concurrency = {concurrency}
allow_private = ["127.0.0.0/8"]
ports = [{port}]
[check]
siblings = false  # the server answers any name, and its peers ask for none
"""


class Checks:
    """A workspace whose links lead to the server. Each run begins with all of them due."""

    def __init__(self, field: Field, addresses: Path, *, concurrency: int, interval: float = 0.0) -> None:
        root = addresses.with_name(f"desk-{addresses.stem}")
        run([CURATOR, "init", root], field.root)
        self.links = 0
        with addresses.open(encoding="utf-8") as lines:
            while some := list(islice(lines, POST)):
                self.links += len(some)
                _write(root / "seeds" / f"{self.links:08}.md", some)
        self.desk = Desk(root, self.links)
        self.desk.curator("import")
        shutil.copy(self.desk.catalogue, root / "new.sqlite3")
        settings = SETTINGS.format(interval=interval, concurrency=concurrency, port=field.port)
        (root / "curator.toml").write_text(settings, encoding="utf-8")

    def check(self, watch: float = 0.0) -> Used:
        """Look at all links, each for the first time."""
        for file in self.desk.catalogue.parent.glob("curator.sqlite3*"):
            file.unlink()
        shutil.copy(self.desk.root / "new.sqlite3", self.desk.catalogue)
        used = self.desk.curator("check", watch=watch)
        with closing(sqlite3.connect(self.desk.catalogue)) as connection:
            seen = connection.execute("SELECT count(*) FROM observation WHERE outcome = 'alive'").fetchone()[0]
        if seen != self.links:
            raise RuntimeError(f"{self.links - seen} of {self.links} links were not seen alive")
        return used


def _write(post: Path, addresses: list[str]) -> None:
    items = (f"{address}\nLink {number}\n\n" for number, address in enumerate(addresses))
    post.write_text("# Links\n\n" + "".join(items), encoding="utf-8")
