"""What stands under a public picture, so that who is on it can have it taken down."""

from podworko.core.panels import Panels

asks = Panels()
"""Filled with the request, the `kind` of thing whose picture it is, and its `public_id`."""
