"""What stands under a public picture: how to have it taken down, and at the desk who is on it."""

from podworko.core.panels import Panels

asks = Panels()
"""Filled with the request, the `kind` of thing whose picture it is, and its `public_id`."""

notes = Panels()
"""The same on the desk's page of that thing."""
