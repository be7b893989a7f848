"""A folder of lists: which export made which file, so that none takes away or overwrites what is not its own."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from curator.errors import CuratorError
from curator.jobs.files import replace_file
from curator.sources.generated import INDEX, MANIFEST
from curator.text.filename import file_name, folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from curator.model import Selection


class Listed(NamedTuple):
    """One list: its file's name, its topic, and how many entries it holds."""

    name: str
    topic: str
    entries: int = 0


@dataclass(frozen=True, slots=True)
class Export:
    """One export into a folder: the next one of the same format and selection replaces it, others stand beside it."""

    format: str
    selection: dict[str, Any]
    title: str
    lists: tuple[Listed, ...] = ()


def export_of(format_name: str, selection: Selection, title: str) -> Export:
    """Describe an export that has written nothing yet."""
    return Export(format_name, _asked(json.loads(json.dumps(asdict(selection)))), title)


def _asked(selection: dict[str, Any]) -> dict[str, Any]:
    """Give what of a selection says anything: ways to select were fewer once, and may be more."""
    return {name: value for name, value in selection.items() if value}


class Folder:
    """A folder that an export writes to: `claim` before the first list, `settle` after the last."""

    def __init__(self, path: Path, export: Export) -> None:
        self.path = path
        self._export = export
        known = _known(path / MANIFEST)
        self._others = [one for one in known if not _same(one, export)]
        self._before = [listed for one in known if _same(one, export) for listed in one.lists]
        self._ours = {folded(listed.name) for one in known for listed in one.lists}
        self._ours |= {folded(INDEX), folded(MANIFEST)} if known else set()

    def claim(self, topics: Sequence[str], suffix: str) -> list[str]:
        """Give each topic its file's name, and write down that the files are ours.

        Lists of other exports keep their files: where names meet, ours gets a number. Raises CuratorError, and has
        written nothing, if a file of such a name is no export's.
        """
        others = [file.name for one in self._others for file in one.lists]
        held = {folded(Path(name).stem) for name in others if name.endswith(suffix)}
        taken = {folded(Path(INDEX).stem)} | held
        names = []
        for topic in topics:
            stem = file_name(topic, taken)
            taken.add(folded(stem))
            names.append(stem + suffix)
        self._refuse_foreign([INDEX, MANIFEST, *names])
        # Before the first list: were the export killed, the next one would take what it wrote for somebody else's.
        claimed = {listed.name: listed for listed in [*map(Listed, names, topics), *self._before]}
        self._note(list(claimed.values()), self._others)
        return names

    def settle(self, lists: Sequence[Listed]) -> list[Path]:
        """Write the index, remove lists that the same export made before and no longer makes; give what stands now."""
        # An export that was killed claimed lists that it did not come to write.
        others = [replace(o, lists=tuple(x for x in o.lists if (self.path / x.name).is_file())) for o in self._others]
        others = [one for one in others if one.lists]
        exports = sorted([replace(self._export, lists=tuple(lists)), *others], key=_order)
        _write_index(self.path / INDEX, exports)
        self._remove_stale([listed.name for one in exports for listed in one.lists])
        self._note(lists, others)
        return [self.path / INDEX, *(self.path / listed.name for listed in lists)]

    def _remove_stale(self, kept: Iterable[str]) -> None:
        files = {folded(name): self.path / name for name in kept}
        for listed in self._before:
            file, other = self.path / listed.name, files.get(folded(listed.name))
            # Names that differ in case are one file on macOS and Windows, and two on Linux.
            if file.is_file() and not (other and other.samefile(file)):
                file.unlink()

    def _refuse_foreign(self, names: Iterable[str]) -> None:
        for name in names:
            if folded(name) not in self._ours and (self.path / name).exists():
                raise CuratorError(
                    f"{self.path / name} was not written by an export into this folder and stays; "
                    "export to another folder, or move that file away"
                )

    def _note(self, lists: Sequence[Listed], others: Sequence[Export]) -> None:
        exports = sorted([replace(self._export, lists=tuple(lists)), *others], key=_order)
        with replace_file(self.path / MANIFEST) as out:
            json.dump([asdict(one) for one in exports], out, ensure_ascii=False, indent=1)
            out.write("\n")


def _same(one: Export, other: Export) -> bool:
    return (one.format, one.selection) == (other.format, other.selection)


def _order(one: Export) -> tuple[str, str]:
    return one.format, json.dumps(one.selection, sort_keys=True)


def _write_index(file: Path, exports: Sequence[Export]) -> None:
    """Write a heading for each export; with its format, where there are several."""
    from curator.text.commonmark import inline, target

    with replace_file(file) as out:
        for number, one in enumerate(exports):
            title = one.title if len(exports) == 1 else f"{one.title} ({one.format})"
            out.write(("\n" if number else "") + f"# {inline(title)}\n\n")
            for name, topic, entries in one.lists:
                count = f" — {entries}" if entries else ""
                out.write(f"- [{inline(topic)}]({target(name)}){count}\n")


def _known(manifest: Path) -> list[Export]:
    """Read what exports wrote down; of a file that somebody changed, what can be believed."""
    try:
        said = json.loads(manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [one for one in map(_export, said if isinstance(said, list) else []) if one]


def _export(said: Any) -> Export | None:
    try:
        lists = tuple(Listed(str(name), str(topic), int(entries)) for name, topic, entries in said["lists"])
        export = Export(str(said["format"]), _asked(dict(said["selection"])), str(said["title"]), lists)
    except (LookupError, TypeError, ValueError):
        return None
    # The manifest could be anybody's: only plain names in this very folder are believed.
    return export if all(Path(listed.name).name == listed.name for listed in lists) else None
