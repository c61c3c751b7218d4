"""The command line behind ./podworko: one module per command, each thin."""
