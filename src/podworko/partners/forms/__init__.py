"""What staff and residents type about partners: parsed, never saved."""
