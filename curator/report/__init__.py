"""What curator found out, as one value, and that value as a page, a text, or data."""
