"""What is chosen of reports."""
