"""Tags of the programme pages."""
