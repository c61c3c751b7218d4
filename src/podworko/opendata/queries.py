"""What leaves the house: public rows only, each list with what it needs in one query."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from podworko.activities.public import Activity, Session
from podworko.network.public import Pal, Place

__all__ = [
    "calendar_sessions",
    "embedded_sessions",
    "news",
    "public_activities",
    "public_pals",
    "public_places",
    "public_sessions",
]

MOST_IN_CALENDAR = 2000
CALENDAR_BACK = timedelta(days=60)
CALENDAR_AHEAD = timedelta(days=366)
CANCELLED_STAYS = timedelta(days=30)
MOST_IN_EMBED = 50


def public_sessions() -> QuerySet[Session]:
    """Return sessions anybody may know of, each with all that is told of it."""
    return Session.objects.public().select_related(
        "activity", "pal", "place__district", "room", "sign_up_list"
    )


def public_activities() -> QuerySet[Activity]:
    """Return activities anybody may know of, with their PAL and place."""
    return Activity.objects.public().select_related("pal", "place__district", "room")


def public_pals() -> QuerySet[Pal]:
    """Return every PAL, closed ones too: its page says so."""
    return Pal.objects.select_related("seat__district", "district").prefetch_related("aliases")


def public_places() -> QuerySet[Place]:
    """Return the places that a PAL or its public programme uses."""
    used = (
        Exists(Pal.objects.filter(seat=OuterRef("pk")))
        | Exists(Activity.objects.public().filter(place=OuterRef("pk")))
        | Exists(Session.objects.public().filter(place=OuterRef("pk")))
    )
    return Place.objects.filter(used).select_related("district")


def calendar_sessions(
    *, pal_slugs: Sequence[str] = (), kinds: Sequence[str] = (), now: datetime | None = None
) -> list[Session]:
    """Return what a calendar feed shows: two months back to a year ahead, a bounded number.

    A cancelled session stays for thirty days after it was called off, so that calendars
    that fetch seldom learn of it.
    """
    moment = now or timezone.now()
    kept = Q(status=Session.Status.PLANNED) | Q(changed_at__gte=moment - CANCELLED_STAYS)
    sessions = public_sessions().filter(
        kept, starts_at__gte=moment - CALENDAR_BACK, starts_at__lt=moment + CALENDAR_AHEAD
    )
    found = _narrowed(sessions, pal_slugs, kinds).order_by("starts_at", "pk")
    return list(found[:MOST_IN_CALENDAR])


def embedded_sessions(
    *, pal_slugs: Sequence[str] = (), kinds: Sequence[str] = (), limit: int
) -> list[Session]:
    """Return the next sessions that take place, soonest first."""
    coming = public_sessions().filter(status=Session.Status.PLANNED, starts_at__gte=timezone.now())
    found = _narrowed(coming, pal_slugs, kinds).order_by("starts_at", "pk")
    return list(found[: min(limit, MOST_IN_EMBED)])


def news(*, limit: int) -> list[Activity]:
    """Return the activities that were made or changed last."""
    return list(public_activities().order_by("-changed_at", "-pk")[:limit])


def _narrowed(
    sessions: QuerySet[Session], pal_slugs: Sequence[str], kinds: Sequence[str]
) -> QuerySet[Session]:
    if pal_slugs:
        sessions = sessions.filter(pal__slug__in=pal_slugs)
    if kinds:
        sessions = sessions.filter(kind__in=kinds)
    return sessions
