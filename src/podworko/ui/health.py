"""Whether the pages can show what the settings promise."""

from django.conf import settings

from podworko.core.health import Level, Problem, health_check


@health_check
def map_background() -> list[Problem]:
    """See that a map background says whom it is from."""
    is_set = settings.PODWORKO_TILES or settings.PODWORKO_PMTILES
    if not is_set or settings.PODWORKO_MAP_ATTRIBUTION:
        return []
    message = "The map has a background and does not say whom it is from."
    hint = "Set PODWORKO_MAP_ATTRIBUTION to what the licence of the tiles asks for."
    return [Problem(Level.WARNING, "ui.map_attribution", message, hint)]
