"""Markdown, Jekyll posts, plain text with addresses: lines are typed, then walked over once."""

from curator.read.markdown.reader import MarkdownReader

__all__ = ["MarkdownReader"]
