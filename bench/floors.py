"""What no import can be faster than, as programs of their own.

    python bench/floors.py bytes FOLDER    read all files and hash them
    python bench/floors.py regex FOLDER    find all addresses in them with one plain expression
"""

import hashlib
import re
import sys
from pathlib import Path

ADDRESS = re.compile(rb"https?://[^\s()<>\"'\]]+")


def main(what: str, folder: str) -> None:
    """Do it, and say how much there was."""
    count = 0
    for path in Path(folder).rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            count += len(hashlib.sha256(data).digest()) if what == "bytes" else len(ADDRESS.findall(data))
    print(count)


if __name__ == "__main__":
    main(*sys.argv[1:])
