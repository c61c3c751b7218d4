"""What the page of somebody's own shows: each part of the module draws its section.

A part registers from `joining.take_places`: `own.sections.add("team", draw, order=10)`; `draw` is
called with the request, `person` (the card) and `token` (for addresses of what is theirs).
"""

from podworko.core.panels import Panels

sections = Panels()
