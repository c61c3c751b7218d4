"""The HTTP API, calendar feeds, RSS and GeoJSON."""
