"""What was fetched, as it came: WARC files (ISO 28500, WARC 1.1), written and read record by record."""
