"""A catalogue of the references in link-heavy posts.

The folder list is the architecture; `docs/architecture.md` tells it in words.
"""

__version__ = "0.1.0"
