"""What volunteering gives on paper."""
