"""Repairs: which bytes of a post change so that a link leads to another address, decided without touching a file."""
