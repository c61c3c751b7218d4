"""Goals, plans by year, indicators, and the thread from a need to its effect."""
