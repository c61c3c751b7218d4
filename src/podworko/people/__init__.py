"""Residents, households, guardians and consents."""
