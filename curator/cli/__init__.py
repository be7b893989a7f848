"""The command line: parse, call one job, show."""

from curator.cli.app import main

__all__ = ["main"]
