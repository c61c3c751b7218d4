"""Parse and check what is typed; never save."""
