"""Volunteering on paper."""
