"""Words and parts of this module's pages."""
