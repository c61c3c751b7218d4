"""Volunteers: what is to be done, agreements, checks, shifts, hours, certificates."""
