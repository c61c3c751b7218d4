"""Pages of partners: HTTP in, domain call, HTTP out."""
