"""Entries to a static site: pages to read, search in the browser, citations to copy, feeds. No server, no requests."""
