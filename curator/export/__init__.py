"""Entries to bibliographies and reading lists: one file per format behind one interface."""
