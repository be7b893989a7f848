"""Dataset: links with all that is known of them into files that others load, cite and publish. No I/O."""
