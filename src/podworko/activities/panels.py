"""Where modules above may add to the desk's pages of the programme."""

from podworko.core.panels import Panels

desk_activity = Panels()
"""On the desk's page of an activity; filled with the request and `activity`."""
