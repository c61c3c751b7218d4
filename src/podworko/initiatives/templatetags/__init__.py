"""Tags of what residents run themselves."""
