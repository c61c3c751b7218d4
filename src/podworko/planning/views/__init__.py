"""HTTP in, domain call, HTTP out. No rule of the domain lives here."""
