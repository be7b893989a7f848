"""What fetched pages say of themselves: metadata with its sources, main text, and what their owners forbid."""
