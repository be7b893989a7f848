"""Formatted bibliographies by styles of the Citation Style Language (CSL 1.0.2, docs.citationstyles.org)."""
