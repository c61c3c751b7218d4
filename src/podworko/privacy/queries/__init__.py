"""Read models of rights, consents and the record of processing."""
