"""To which shifts somebody did not come: for the desk a count, for themselves each with its day."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from podworko.volunteering.models import Turn, Volunteer

__all__ = ["COUNTED", "missed_lately", "missed_turns"]

COUNTED = timedelta(days=365)
TOLD = timedelta(days=60)


def missed_lately(volunteer: Volunteer) -> int:
    """Return to how many shifts of the last 12 months somebody did not come; one query."""
    return _missed(volunteer, COUNTED).count()


def missed_turns(volunteer: Volunteer) -> list[Turn]:
    """Return the shifts of the last 60 days to which somebody did not come; one query."""
    rows = _missed(volunteer, TOLD).select_related("shift__opportunity")
    return list(rows.order_by("shift__starts_at", "pk"))


def _missed(volunteer: Volunteer, period: timedelta) -> QuerySet[Turn]:
    return Turn.objects.filter(
        volunteer=volunteer,
        state=Turn.State.MISSED,
        shift__starts_at__gte=timezone.now() - period,
    )
