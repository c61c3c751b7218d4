"""What modules above, and other parts of this one, show on the pages of the diagnosis."""

from podworko.core.panels import Panels

need = Panels()
"""Filled with the request and `need`: what is planned and done about it."""

need_desk = Panels()
"""The same at the desk, with the request and `need`."""

study_desk = Panels()
"""Filled with the request and `study`: surveys and what else belongs to its file."""

study_public = Panels()
"""Filled with the request and `study`: how residents take part, and what came of it."""
