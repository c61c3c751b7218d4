"""What residents' own doings give on paper."""
