"""What modules show on a person's card; each judges itself what the reader may see."""

from podworko.core.panels import Panels

card = Panels()
"""Drawn with `person=`."""
