"""Whose certificates are trusted, and what it takes to know."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import certifi

from curator.net.authorities import authorities

ASKING = """
import sys
from curator.net.policy import NetPolicy
from curator.net.prober import Prober
Prober(NetPolicy())
print(*{"certifi", "tempfile", "email"} & set(sys.modules))
"""

ZIPPED = """
from curator.net.authorities import authorities
print(open(authorities(), encoding="ascii").read(), end="")
"""


def told(code: str, first: str = "") -> str:
    """Run code in a Python of its own, whose modules are looked for in one place before all others."""
    at_first = f"import sys; sys.path.insert(0, {first!r})\n" if first else ""
    done = subprocess.run([sys.executable, "-c", at_first + code], capture_output=True, text=True, check=True)
    return done.stdout


def test_certificates_are_those_that_certifi_names() -> None:
    assert authorities() == certifi.where()


def test_certificates_in_a_zip_file_are_taken_out_of_it_by_certifi(tmp_path: Path) -> None:
    package = Path(certifi.__file__).parent
    with ZipFile(tmp_path / "all.zip", "w") as file:
        for name in ("__init__.py", "core.py", "cacert.pem"):
            file.write(package / name, f"certifi/{name}")
    assert told(ZIPPED, str(tmp_path / "all.zip")) == certifi.contents()


def test_who_asks_loads_nothing_that_few_answers_need() -> None:
    assert told(ASKING) == "\n"
