"""The demonstration city: sourced facts, and fiction marked as fiction."""
