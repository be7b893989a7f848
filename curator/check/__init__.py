"""What an observation of a link means: outcomes, verdicts, soft-404, and when to look again. No input, no output."""
