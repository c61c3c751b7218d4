"""Debates on what a study found: minutes, remarks, priorities, and what follows."""
