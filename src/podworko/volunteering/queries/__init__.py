"""What the pages of volunteering ask."""
