"""Ways to print what a page is about, drawn by a module that the page's own does not know."""

from podworko.core.panels import Panels

offers = Panels()
"""Filled with the request, the word for the kind of thing (`subject`) and its `public_id`."""
