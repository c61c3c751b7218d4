"""What people type: parsed and checked, never saved here."""
