"""Wiring only: no rule of the domain."""
