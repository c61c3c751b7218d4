"""Settings by place of use: base for all, then dev, test, demo and prod."""
