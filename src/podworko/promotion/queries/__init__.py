"""Questions to promotion's tables, each in a fixed number of queries."""
