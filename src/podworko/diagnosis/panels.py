"""What modules above show on the pages of the diagnosis."""

from podworko.core.panels import Panels

need = Panels()
"""Filled with the request and `need`: what is planned and done about it."""
