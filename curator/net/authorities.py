"""The authorities whose certificates are trusted where settings name no others: those of certifi."""

from importlib.util import find_spec
from pathlib import Path


def authorities() -> str:
    """Give the file of their certificates: what `certifi.where()` says.

    That is the file beside certifi's code, if there is one. certifi is asked only where there is none – in a zip file,
    or in a distribution that has the system's in its place: it loads `importlib.resources` and `tempfile`, which takes
    6 ms of every run that looks at links.
    """
    found = find_spec("certifi")
    beside = Path(found.origin).with_name("cacert.pem") if found and found.origin else None
    if beside and beside.is_file():
        return str(beside)
    import certifi

    return certifi.where()
