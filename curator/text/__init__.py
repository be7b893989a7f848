"""Words: folding for comparison, CJK, HTML, and making strangers' text safe to show."""
