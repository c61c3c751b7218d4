"""SQLite as this site uses it: those who want to write stand in a queue instead of polling."""
