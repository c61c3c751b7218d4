"""E-mail, SMS, letters and calls behind one outbox; background jobs."""
