"""Short ways to write sections down."""

from curator.dedupe.features import Features, features


def section(links: str = "", text: str = "", heading: str = "Face detection", number: int = 1) -> Features:
    """Make a section of links `a b c`, which have the identities `url:a`, ..., and the titles given as `a=a title`."""
    pairs = (link.partition("=") for link in links.split())
    return features(number, 1, heading, [(f"url:{name}", title.replace("_", " ") or None) for name, _, title in pairs],
                    text)
