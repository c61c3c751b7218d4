"""Parse and check input; never save."""
