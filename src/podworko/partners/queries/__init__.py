"""Read models of partners: what residents find, and what waits at the desk."""
