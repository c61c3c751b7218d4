"""The HTTP API under /api/v1/: reading for everybody, and signing up."""
