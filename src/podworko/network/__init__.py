"""The city's PALs, their places, rooms, opening hours and districts."""
