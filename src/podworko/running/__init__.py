"""How the site runs: health, metrics, the log of requests, reading from a replica, checks."""
