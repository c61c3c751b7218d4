"""Rooms for groups: who may ask for how much, the house rules they sign, and their bookings."""
