"""A report on paper, as text to go on with, and as tables."""
