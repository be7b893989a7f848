"""The numbers by which a catalogue is recognised. Imports nothing, so that looking at them costs nothing."""

APPLICATION_ID = 0x63757261
"""`cura` in SQLite's header field: `file db/curator.sqlite3` tells whose it is."""

HEAD = "0009"
"""The newest migration, and so the version of a catalogue that this curator writes."""

READER_VERSION = 3
"""Version of the reading rules. A file read by older rules is read again although its bytes are the same."""
