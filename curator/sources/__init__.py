"""Where input comes from: files, folders, patterns, standard input, git. The only room that walks file systems."""

from curator.sources.files import STDIN, candidates, gather, read_stdin
from curator.sources.git import gather_git, repository_of
from curator.sources.interface import Candidate, Options
from curator.sources.keys import key_of, path_of, printable, stdin_key

__all__ = [
    "STDIN",
    "Candidate",
    "Options",
    "candidates",
    "gather",
    "gather_git",
    "key_of",
    "path_of",
    "printable",
    "read_stdin",
    "repository_of",
    "stdin_key",
]
