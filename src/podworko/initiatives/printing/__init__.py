"""What residents' own work needs on paper."""
