"""What pages show of what residents run themselves."""
