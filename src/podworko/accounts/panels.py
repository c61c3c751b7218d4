"""What modules show on the first page of the desk."""

from podworko.core.panels import Panels

desk = Panels()
"""Filled with the request of the person signed in."""
