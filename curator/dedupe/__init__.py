"""Which sections are the same: pure decisions over what a section says, without catalogue and clock."""
