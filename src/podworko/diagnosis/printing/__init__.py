"""Paper of the diagnosis: what residents fill in by hand."""
