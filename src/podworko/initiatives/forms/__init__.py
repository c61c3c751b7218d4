"""What residents and staff write."""
