"""Who changed what, and who looked at what: append-only."""
