"""Where modules above may add to the network's pages."""

from podworko.core.panels import Panels

home = Panels()
"""Filled with the request alone."""

pal = Panels()
"""Filled with the request and `pal`."""
