"""What leaves the house: public rows only, each list with what it needs in one query."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, Max, Min, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from podworko.activities.public import Activity, Session
from podworko.diagnosis.public import Need, Resource
from podworko.network.public import District, Pal, Place
from podworko.opendata.federation.documents import handle
from podworko.opendata.models import Account, Announced, Follower
from podworko.partners.public import Organisation, Service
from podworko.partners.public import with_all_told as with_services_told

__all__ = [
    "calendar_sessions",
    "embedded_sessions",
    "handles",
    "is_follower",
    "needs_told",
    "news",
    "partners_told",
    "public_activities",
    "public_pals",
    "public_places",
    "public_sessions",
    "resources_told",
    "sessions_to_tell",
    "still_public",
    "told_at",
    "with_all_told",
]

MOST_IN_CALENDAR = 2000
CALENDAR_BACK = timedelta(days=60)
CALENDAR_AHEAD = timedelta(days=366)
CANCELLED_STAYS = timedelta(days=30)
MOST_IN_EMBED = 50
MOST_TOLD = 300

_PLACE = (
    "public_id",
    "slug",
    "name",
    "building",
    "address",
    "floor",
    "lat",
    "lon",
    "accuracy_m",
    "nearest_stop",
    "directions",
    *Place.FACTS,
    "facts_checked_on",
    "is_fictional",
    "district__name",
)
_ABOUT = (
    "public_id",
    "title",
    "title_en",
    "title_uk",
    "summary",
    "summary_en",
    "summary_uk",
    "kind",
    "audience",
    "age_min",
    "age_max",
    "languages",
    "cost",
    "cost_note",
    "sign_language",
    "easy_to_read",
    "quiet",
    "organiser",
    "co_organisers",
    "leaders",
    "need",
    "is_fictional",
    "sign_up_mode",
    "changed_at",
)
_SESSION = (
    "public_id",
    "title",
    "note",
    "starts_at",
    "ends_at",
    "is_all_day",
    "status",
    "cancel_reason",
    "sequence",
    "changed_at",
)
_LIST = (
    "public_id",
    "capacity",
    "seat_limit",
    "taken",
    "reserved",
    "reserved_taken",
    "waiting",
    "opens_at",
    "closes_at",
    "starts_at",
    "is_cancelled",
)
_PAL = ("public_id", "slug", "name")


def public_sessions() -> QuerySet[Session]:
    """Return sessions anybody may know of, each with all that is told of it."""
    sessions = Session.objects.public().select_related(
        "activity", "pal", "place__district", "room", "sign_up_list"
    )
    return sessions.defer("pal__area", "pal__description", "place__district__geometry")


def years_of_sessions() -> list[int]:
    """Return the years in which anything public begins, the newest first; one query."""
    return sorted(
        (day.year for day in Session.objects.public().datetimes("starts_at", "year")), reverse=True
    )


def with_all_told(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Return sessions with just the columns that a row tells, in one query.

    A list reads neither descriptions nor boundaries of districts, which outweigh the rest.
    """
    wanted = sessions.select_related("activity", "pal", "place__district", "room", "sign_up_list")
    return wanted.only(
        *_SESSION,
        *_of("activity", _ABOUT),
        *_of("pal", _PAL),
        *_of("place", _PLACE),
        *_of("sign_up_list", _LIST),
        "room__name",
    )


def public_activities() -> QuerySet[Activity]:
    """Return activities anybody may know of, with their PAL and place."""
    activities = Activity.objects.public().select_related("pal", "place__district", "room")
    return activities.defer("pal__area", "pal__description", "place__district__geometry")


def public_pals() -> QuerySet[Pal]:
    """Return every PAL, closed ones too: its page says so."""
    pals = Pal.objects.select_related("seat__district", "district").prefetch_related("aliases")
    return pals.defer("area", "district__geometry", "seat__district__geometry")


def public_places() -> QuerySet[Place]:
    """Return the places that a PAL or its public programme uses."""
    used = (
        Exists(Pal.objects.filter(seat=OuterRef("pk")))
        | Exists(Activity.objects.public().filter(place=OuterRef("pk")))
        | Exists(Session.objects.public().filter(place=OuterRef("pk")))
    )
    return Place.objects.filter(used).select_related("district").defer("district__geometry")


def box_of_places() -> tuple[float, float, float, float] | None:
    """Return west, south, east and north of all public places in degrees of WGS 84; one query."""
    edges = public_places().aggregate(Min("lon"), Min("lat"), Max("lon"), Max("lat"))
    west, south, east, north = edges.values()
    return None if west is None else (west, south, east, north)


def resources_told(rows: QuerySet[Resource]) -> QuerySet[Resource]:
    """Return resources of the map with all that is told of them, in one query."""
    return rows.select_related("pal", "district")


def partners_told(rows: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Return organisations with their public services, hours and places, in four queries."""
    offered = Service.objects.filter(status="published").prefetch_related(
        "locations", "schedules__location"
    )
    return rows.select_related("pal").prefetch_related(Prefetch("services", offered))


def hsds_services(rows: QuerySet[Service]) -> QuerySet[Service]:
    """Return services with all that HSDS tells of them, in four queries."""
    areas = Prefetch("districts", District.objects.defer("geometry"))
    return with_services_told(rows).prefetch_related(areas)


def needs_told(rows: QuerySet[Need]) -> QuerySet[Need]:
    """Return needs of the map with their evidence and `me_too`, in two queries."""
    counted = rows.select_related("pal").prefetch_related("evidence")
    return counted.annotate(me_too=Count("supports"))


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


def sessions_to_tell(
    account: Account, *, since: datetime, until: datetime, known: Sequence[UUID]
) -> list[Session]:
    """Return the sessions that who follows an account hears of: those that come near.

    And those `known` to them already that are yet to come, moved farther away or called off.
    """
    near = Q(starts_at__lt=until, status=Session.Status.PLANNED) | Q(public_id__in=list(known))
    rows = public_sessions().filter(near, ends_at__gte=since)
    if account.pal_id:
        rows = rows.filter(pal=account.pal_id)
    return list(rows.order_by("starts_at", "pk")[:MOST_TOLD])


def handles() -> list[tuple[str, str]]:
    """Return under which names PALs are followed from other servers, beside their own names."""
    rows = Account.objects.select_related("pal").order_by("pal__name", "pk")
    return [(row.pal.name if row.pal else "", handle(row)) for row in rows]


def is_follower(uri: str) -> bool:
    """Whether somebody on another server follows any account of ours."""
    return Follower.objects.filter(uri=uri).exists()


def still_public(session_ids: Iterable[UUID]) -> set[UUID]:
    """Return which of these sessions anybody may still know of."""
    rows = Session.objects.public().filter(public_id__in=list(session_ids))
    return set(rows.values_list("public_id", flat=True))


def told_at(account: Account) -> dict[UUID, datetime]:
    """Return when followers of an account were first told of what is yet to end."""
    rows = Announced.objects.filter(account=account, ends_at__gte=timezone.now(), is_gone=False)
    return dict(rows.values_list("session_id", "told_at"))


def embedded_sessions(
    *, pal_slugs: Sequence[str] = (), kinds: Sequence[str] = (), limit: int
) -> QuerySet[Session]:
    """Return the next sessions that take place, soonest first."""
    coming = public_sessions().filter(status=Session.Status.PLANNED, starts_at__gte=timezone.now())
    found = _narrowed(coming, pal_slugs, kinds).order_by("starts_at", "pk")
    return found[: min(limit, MOST_IN_EMBED)]


def news(*, pal_slugs: Sequence[str] = (), kinds: Sequence[str] = (), limit: int) -> list[Activity]:
    """Return the activities that were made or changed last."""
    rows = public_activities()
    if pal_slugs:
        rows = rows.filter(pal__slug__in=pal_slugs)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    return list(rows.order_by("-changed_at", "-pk")[:limit])


def _of(relation: str, columns: Sequence[str]) -> list[str]:
    return [f"{relation}__{column}" for column in columns]


def _narrowed(
    sessions: QuerySet[Session], pal_slugs: Sequence[str], kinds: Sequence[str]
) -> QuerySet[Session]:
    if pal_slugs:
        sessions = sessions.filter(pal__slug__in=pal_slugs)
    if kinds:
        sessions = sessions.filter(kind__in=kinds)
    return sessions
