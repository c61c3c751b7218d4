"""Questions to reports, each in a fixed number of queries."""
