"""Diagnosis of a community: studies, surveys, walks, and the map of resources and needs."""
