"""The pages of volunteering."""
