"""Which files of a folder are input: what a user's patterns say (`curator.sources.globs`), and what never is."""

from collections.abc import Sequence
from typing import Final

from curator.read.registry import SUFFIXES
from curator.sources.globs import Glob, Reach
from curator.sources.interface import Options

IGNORED: Final = {
    # name of a file or folder: why it holds no documents of the user
    "node_modules": "other people's code, installed by npm",
    "_site": "Jekyll's output: the same posts again",
    "_layouts": "Jekyll's templates",
    "_includes": "Jekyll's templates",
    "_sass": "Jekyll's style sheets",
    "__pycache__": "compiled Python",
    "venv": "an installed Python",
    "package.json": "npm's list of dependencies",
    "package-lock.json": "npm's list of dependencies",
    "tsconfig.json": "settings of a compiler",
    "robots.txt": "words for crawlers",
    "requirements.txt": "pip's list of dependencies",
}
"""Left out of folders, as is every name that begins with a dot (`.git`, editors, caches), unless named itself."""


def ignored(name: str) -> bool:
    """Tell whether a file or folder of that name is never walked into or read."""
    return name.startswith(".") or name in IGNORED


class Rules:
    """What is taken of one folder. Paths are below that folder, with forward slashes.

    A file must fit one of the options' `include`, if there are any, and the `pattern` that was given in the place of a
    name, if there is one, and none of `exclude`. What only lies in a folder that fits, or needs to fit nothing, must
    have a suffix that a reader knows.
    """

    def __init__(self, options: Options, pattern: str = "") -> None:
        self._wanted = [[Glob(text) for text in options.include]] if options.include else []
        if pattern:
            self._wanted.append([Glob(pattern, cased=True)])  # as the shell would have expanded it
        self._unwanted = [Glob(text) for text in options.exclude]

    def takes(self, path: str) -> bool:
        """Tell whether a file is taken."""
        reached = [_reach(globs, path) for globs in self._wanted]
        fits = all(reach >= Reach.INSIDE for reach in reached)
        return fits and (Reach.ITSELF in reached or _known_suffix(path)) and not self._left_out(path)

    def enters(self, folder: str) -> bool:
        """Tell whether anything in a folder may be taken; its path ends in a slash."""
        return all(_reach(globs, folder) for globs in self._wanted) and not self._left_out(folder)

    def _left_out(self, path: str) -> bool:
        return _reach(self._unwanted, path) >= Reach.INSIDE


def _reach(globs: Sequence[Glob], path: str) -> Reach:
    return max((glob.reach(path) for glob in globs), default=Reach.NONE)


def _known_suffix(path: str) -> bool:
    return "." + path.rpartition(".")[2].lower() in SUFFIXES
