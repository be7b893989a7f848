"""A folder that is generated as a whole: built beside the old one, then put in its place file by file."""

from __future__ import annotations

import json
import os
import re
import shutil
from contextlib import contextmanager, suppress
from filecmp import cmp
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, NamedTuple

from curator.errors import CuratorError
from curator.jobs.files import refusals, replace_file
from curator.sources.generated import DATASET, SITE
from curator.text.filename import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from curator.export.site.interface import File

_BUILDING = re.compile(r"\.curator-building-[0-9a-f]{16}")


class Built(NamedTuple):
    """What is built: what it is called, and the file in its folder that names its files."""

    name: str
    manifest: str


A_SITE = Built("site", SITE)
A_DATASET = Built("dataset", DATASET)


class BuiltFolder:
    """A folder that a site or a dataset is built into.

    It is whole before anything of the old one is touched. Then each file that differs takes its place in one step, in
    the order in which they are named, and what the old one had and the new one has not is removed; that takes some
    milliseconds, and a build that is killed meanwhile leaves whole files of both, which the next one puts right. What
    no build made - a `.git`, a `CNAME` - stays; where it stands in the way, nothing is touched. Not the folder changes
    its name: it may be what a server serves, or a checkout.

    Raises CuratorError for a folder that holds other things and none of the kind.
    """

    def __init__(self, path: Path, built: Built) -> None:
        self.path, self._manifest = path, built.manifest
        self._before = _known(path / built.manifest)
        if self._before is None and any(not name.startswith(".") for name in _names(path)):
            raise CuratorError(
                f"{path} holds other files, and no {built.name} that was made here; take a folder of its own")

    @contextmanager
    def building(self) -> Iterator[Path]:
        """Give a folder to build in, which goes away with all that was not put in place.

        Raises CuratorError while somebody else builds there.
        """
        is_new = not self.path.exists()
        with refusals(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
        try:
            with _alone(self.path), self._beside() as beside:
                yield beside
        finally:
            if is_new:
                with suppress(OSError):  # it is not empty: what was built is in its place
                    self.path.rmdir()

    @contextmanager
    def _beside(self) -> Iterator[Path]:
        beside = self.path / f".curator-building-{token_hex(8)}"
        with refusals(self.path):
            for name in filter(_BUILDING.fullmatch, _names(self.path)):  # of a build that was killed
                shutil.rmtree(self.path / name)
            beside.mkdir()
        try:
            yield beside
        finally:
            shutil.rmtree(beside, ignore_errors=True)

    def settle(self, beside: Path, names: list[str]) -> None:
        """Put what was built in its place. Raises CuratorError, with nothing touched, where a foreign file stands."""
        before = self._before or frozenset()
        self._refuse_foreign(names, {folded(name) for name in before})
        # Before the first file: were this killed, the next build would take what it put there for somebody else's.
        self._note(before.union(names))
        with refusals(self.path):
            for name in names:
                _put(beside / name, self.path / name)
            for name in sorted(before.difference(names)):
                self._remove(name, {folded(one) for one in names})
        self._note(names)

    def _refuse_foreign(self, names: Sequence[str], ours: set[str]) -> None:
        for name in names:
            place = self.path / name
            if folded(name) not in ours and os.path.lexists(place):
                raise CuratorError(f"{place} was made by somebody else and stays; move it away, or take another folder")
        for folder in {(self.path / name).parent for name in names}:
            if not _is_inside(folder, self.path):
                raise CuratorError(f"{folder} leads out of {self.path}; take another folder")

    def _remove(self, name: str, kept: set[str]) -> None:
        place = self.path / name
        # Names that differ in case are one file on macOS and Windows.
        if folded(name) not in kept and _is_inside(place.parent, self.path):
            place.unlink(missing_ok=True)
            if place.parent != self.path and place.parent.is_dir() and not _names(place.parent):
                place.parent.rmdir()

    def _note(self, names: Iterable[str]) -> None:
        with replace_file(self.path / self._manifest) as out:
            json.dump(sorted(names), out, ensure_ascii=False, indent=0)
            out.write("\n")


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Be the only one who builds in a folder: another build would be taken for one that was killed, and cleared away.

    The system lets go of the lock however its process ends. Raises CuratorError.
    """
    if not hasattr(os, "O_DIRECTORY"):  # Windows opens no folders
        yield
        return
    import fcntl

    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with suppress(OSError):  # file systems over a network may lock no folders
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise CuratorError(f"another curator is building in {folder}; let it end, or end it") from error
        yield
    finally:
        os.close(held)


def write_below(folder: Path, file: File) -> None:
    """Write one file below a folder. Not forced to the disk: thousands would take minutes."""
    place = folder / file.name
    with refusals(place):
        place.parent.mkdir(exist_ok=True)
        with place.open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(file.pieces)


def _put(new: Path, old: Path) -> None:
    """Put a file in place; one that says the same keeps its time, so that who copies the site copies what changed."""
    if not (old.is_file() and cmp(new, old, shallow=False)):
        old.parent.mkdir(exist_ok=True)
        new.replace(old)


def _is_inside(place: Path, folder: Path) -> bool:
    return place.resolve().is_relative_to(folder.resolve())


def _names(folder: Path) -> list[str]:
    """List a folder; nothing is in one that is not there. Raises CuratorError."""
    with refusals(folder):
        return [one.name for one in folder.iterdir()] if folder.exists() else []


def _known(manifest: Path) -> frozenset[str] | None:
    """Read which files builds made, None where none did. The list could be anybody's: only names below are believed."""
    try:
        said = json.loads(manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    names = [Path(name) for name in said if isinstance(name, str)] if isinstance(said, list) else []
    return frozenset(name.as_posix() for name in names if not name.is_absolute() and ".." not in name.parts)
