"""Tags of the network's pages."""

from collections.abc import Iterable

from django import template
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from podworko.network.models import Pal, PalMilestone
from podworko.ui.values import TimelineEntry

register = template.Library()

A_KILOMETRE = 1000


@register.simple_tag
def distance_words(metres: float) -> str:
    """Return how far it is as one says it: "800 m stąd", "2,3 km stąd"."""
    if metres < A_KILOMETRE:
        hundreds = int(max(100, round(metres, -2)))
        return _("%(metres)s m stąd") % {"metres": hundreds}
    return _("%(km)s km stąd") % {"km": number_format(metres / A_KILOMETRE, 1)}


@register.inclusion_tag("network/_pal_tags.html")
def pal_tags(pal: Pal) -> dict[str, object]:
    """Show the state of a PAL, its kind, and whether it is made up: `{% pal_tags pal %}`."""
    tones = {"active": "free", "planned": "few", "closed": "cancelled", "unknown": "neutral"}
    return {"pal": pal, "tone": tones[pal.status]}


@register.inclusion_tag("ui/timeline.html")
def history(milestones: Iterable[PalMilestone]) -> dict[str, object]:
    """List what happened at a PAL: `{% history milestones %}`."""
    return {"entries": [_entry(milestone) for milestone in milestones]}


def _entry(milestone: PalMilestone) -> TimelineEntry:
    style = "Y" if milestone.precision == "year" else "j E Y"
    source = _("Źródło: %(source)s") % {"source": milestone.source} if milestone.source else ""
    return TimelineEntry(when=date_format(milestone.on, style), title=milestone.text, text=source)
