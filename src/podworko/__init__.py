"""Podwórko: a city network of Local Activity Programmes, in one process and many modules."""
