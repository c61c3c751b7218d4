"""PostgreSQL with a replica: nobody waits for a primary that is known to be stopped."""
