"""What the programme has planned with minors, and who is to lead it."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from podworko.activities.models import Session
from podworko.core import times
from podworko.network.public import gates

NOT_OVER = ("draft", "review", "scheduled", "published")


def planned_with_minors(*, since: date, pal_ids: frozenset[int] | None) -> Iterator[gates.Planned]:
    """Yield each leader of each session with minors from a day on, drafts too; two queries.

    A session that nobody is named to lead comes once, with no leader.
    """
    coming = Session.objects.filter(
        activity__includes_minors=True,
        activity__state__in=NOT_OVER,
        status=Session.Status.PLANNED,
        ends_at__gte=times.day_bounds(since)[0],
    )
    if pal_ids is not None:
        coming = coming.filter(pal__in=pal_ids)
    related = coming.select_related("activity", "pal").prefetch_related("led_by")
    for session in related.order_by("starts_at", "pk"):
        path = reverse("activities:desk_activity", args=[session.activity.slug])
        day = max(since, times.local(session.starts_at).date())
        for leader in session.led_by.all() or (None,):
            yield gates.Planned(leader, session.pal, session.activity.title, day, path)
