"""HTTP in, domain call, HTTP out."""
