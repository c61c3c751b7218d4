"""What residents find among partners: by need, place, language, age, cost and hour."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import cos, radians
from typing import TypeVar

from django.db.models import (
    Case,
    Exists,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
)
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.core import search, times
from podworko.core.geo import Point
from podworko.network.public import Fact, Pal
from podworko.partners import index
from podworko.partners.languages import language_words
from podworko.partners.models import Agreement, Cost, Location, Organisation, Schedule, Service
from podworko.partners.models.organisations import OrganisationQuerySet
from podworko.partners.models.services import OfferedQuerySet
from podworko.partners.opening import DAYS, HoursRow, hours_in_words, is_open, opens_on
from podworko.ui.values import AccessFact

Rows = TypeVar("Rows", OfferedQuerySet, OrganisationQuerySet)

METRES_PER_DEGREE = 111_320
IN_ORDER = 200
"""How many of the best hits are shown in the order of how well they answer."""
_ICONS = {"step_free": "accessibility", "toilet": "toilet", "induction_loop": "ear"}


@dataclass(frozen=True, slots=True)
class DirectoryFilters:
    """What somebody is looking for; empty means anything."""

    text: str = ""
    needs: tuple[str, ...] = ()
    pals: tuple[str, ...] = ()
    language: str = ""
    age: int | None = None
    only_free: bool = False
    when: str = ""
    """Now ("now"), or a day of the week as RFC 5545 writes it."""
    near: Point | None = None
    near_label: str = ""
    within_m: int = 2000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a service is given, with the hours that hold there."""

    location: Location
    facts: tuple[AccessFact, ...]
    hours: tuple[HoursRow, ...]


@dataclass(frozen=True, slots=True)
class ServicePage:
    """One service with all that one wants to know before coming."""

    service: Service
    places: tuple[Place, ...]
    hours: tuple[HoursRow, ...]
    """Hours of the service as a whole."""
    is_open_now: bool | None
    """None when nobody told its hours, and on public holidays, when they may be others."""
    languages: tuple[str, ...]
    ages: str
    districts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """One organisation with what it offers and where."""

    organisation: Organisation
    services: tuple[Service, ...]
    locations: tuple[Location, ...]


def found_services(
    filters: DirectoryFilters, *, among: OfferedQuerySet | None = None
) -> OfferedQuerySet:
    """Return the services that match, public ones unless told `among` which.

    The best answer first where words are looked for, else by name; two queries at most before
    the rows themselves, one for the words and one for the hours.
    """
    rows = Service.objects.public() if among is None else among
    rows = rows.filter(*_conditions(filters))
    if filters.only_free:
        rows = rows.filter(cost=Cost.FREE)
    if filters.near:
        rows = rows.filter(pk__in=_near(filters.near, filters.within_m))
    if filters.when:
        rows = rows.filter(pk__in=_open_ids(filters.when))
    return _by_words(rows, index.SERVICES, filters.text) if filters.text.strip() else rows


def with_all_told(rows: QuerySet[Service]) -> QuerySet[Service]:
    """Return services with what a list tells of each, in three queries."""
    return rows.select_related("organisation__pal").prefetch_related(
        "schedules", Prefetch("locations", Location.objects.select_related("district"))
    )


def found_organisations(
    filters: DirectoryFilters, *, among: OrganisationQuerySet | None = None
) -> OrganisationQuerySet:
    """Return the organisations that match by words and PAL; public ones unless told which."""
    rows = Organisation.objects.public() if among is None else among
    if filters.pals:
        rows = rows.filter(Q(pal__slug__in=filters.pals) | Q(pal=None))
    if filters.needs:
        rows = rows.filter(_answering(filters.needs, "services__answers")).distinct()
    if filters.text.strip():
        return _by_words(rows, index.ORGANISATIONS, filters.text)
    return rows.order_by("folded_name", "pk")


def service_page(service: Service) -> ServicePage:
    """Return one service as residents read it, in four queries."""
    schedules = list(service.schedules.all())
    places = list(service.locations.select_related("district"))
    hours = hours_in_words(schedules)
    return ServicePage(
        service=service,
        places=tuple(
            Place(
                location=place,
                facts=access_of(place),
                hours=tuple(row for row in hours if row.location_id == place.pk),
            )
            for place in places
        ),
        hours=tuple(row for row in hours if row.location_id is None),
        is_open_now=open_now(schedules),
        languages=tuple(language_words(service.languages)),
        ages=ages_in_words(service),
        districts=tuple(str(row) for row in service.districts.all()),
    )


def organisation_page(organisation: Organisation) -> OrganisationPage:
    """Return one organisation as residents read it, in four queries."""
    shown = with_all_told(organisation.services.filter(status="published"))
    return OrganisationPage(
        organisation=organisation,
        services=tuple(shown),
        locations=tuple(organisation.locations.select_related("district")),
    )


def of_pal(pal: Pal, *, most: int = 4) -> tuple[int, list[Organisation]]:
    """Return how many partners a PAL has and the first of them, in two queries."""
    rows = Organisation.objects.public().filter(
        Q(pal=pal) | Q(agreements__pal=pal, agreements__state="signed")
    )
    rows = rows.distinct()
    return rows.count(), list(rows[:most])


def services_answering(category: str, *, pal: Pal) -> QuerySet[Service]:
    """Return the public services that answer a kind of need around a PAL or in the whole city.

    Each says whether the PAL has a signed agreement with who offers it; those come first.
    """
    agreed = Agreement.objects.filter(
        organisation=OuterRef("organisation"), pal=pal, state=Agreement.State.SIGNED
    )
    rows = Service.objects.public().select_related("organisation")
    near = Q(organisation__pal=pal) | Q(organisation__pal=None) | Q(is_agreed=True)
    found = rows.annotate(is_agreed=Exists(agreed)).filter(near, _answering([category], "answers"))
    return found.order_by("-is_agreed", "folded_name", "pk")


def open_now(schedules: Iterable[Schedule], *, moment: datetime | None = None) -> bool | None:
    """Whether it is open at a moment; None when nobody told, and on a public holiday."""
    held = list(schedules)
    now = times.local(moment or timezone.now())
    if not held or times.public_holidays().get(now.date()):
        return None
    return is_open(held, now)


def open_among(services: Iterable[Service]) -> frozenset[int]:
    """Return the keys of those of these services that are open now, without a query."""
    return frozenset(row.pk for row in services if open_now(row.schedules.all()))


def ages_in_words(service: Service) -> str:
    """Return for people of which age a service is; "" for any age."""
    low, high = service.min_age, service.max_age
    if low is not None and high is not None:
        return _("od %(low)d do %(high)d lat") % {"low": low, "high": high}
    if low is not None:
        return _("od %(low)d lat") % {"low": low}
    return _("do %(high)d lat") % {"high": high} if high is not None else ""


def access_of(location: Location) -> tuple[AccessFact, ...]:
    """Return what is known of access to a place; what nobody knows of at all is not told."""
    if all(getattr(location, name) == Fact.UNKNOWN for name in Location.FACTS):
        return ()
    return tuple(
        AccessFact(
            label=label,
            answer=getattr(location, name),
            icon=_ICONS[name],
        )
        for name, label in _fact_words()
    )


def _fact_words() -> list[tuple[str, str]]:
    fields = {field.name: field for field in Location._meta.fields}  # noqa: SLF001 - public _meta
    return [(name, str(fields[name].verbose_name)) for name in Location.FACTS]


def _conditions(filters: DirectoryFilters) -> Iterator[Q]:
    if filters.needs:
        yield _answering(filters.needs, "answers")
    if filters.pals:
        yield Q(organisation__pal__slug__in=filters.pals) | Q(organisation__pal=None)
    if filters.language:
        yield Q(languages__icontains=f'"{filters.language}"')
    if filters.age is not None:
        yield Q(min_age=None) | Q(min_age__lte=filters.age)
        yield Q(max_age=None) | Q(max_age__gte=filters.age)


def _answering(codes: Iterable[str], column: str) -> Q:
    found = Q()
    for code in codes:
        # Codes are kept as a JSON list of plain words; its text is the same on every database.
        found |= Q(**{f"{column}__icontains": f'"{code}"'})
    return found


def _near(point: Point, metres: int) -> QuerySet[Service, int]:
    lat = metres / METRES_PER_DEGREE
    lon = lat / max(cos(radians(point.lat)), 0.01)
    return Service.objects.filter(
        locations__lat__range=(point.lat - lat, point.lat + lat),
        locations__lon__range=(point.lon - lon, point.lon + lon),
    ).values_list("pk", flat=True)


def _open_ids(when: str) -> list[int]:
    """Return the services open now, or on the next such day of the week, in one query."""
    now = times.local(timezone.now())
    day = now.date() if when == "now" else _next(now.date(), when)
    if times.public_holidays().get(day):
        return []
    rows = Schedule.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day)
    )
    if when == "now":
        rows = rows.filter(opens_at__lte=_clock(now), closes_at__gt=_clock(now))
    return list({row.service_id for row in rows if opens_on(row, day)})


def _next(day: date, code: str) -> date:
    return day + timedelta(days=(DAYS.index(code) - day.weekday()) % 7)


def _clock(moment: datetime) -> time:
    return moment.time().replace(tzinfo=None)


def _by_words(rows: Rows, scope: str, text: str) -> Rows:
    keys = [hit.document_id for hit in search.find(scope, text)]
    order = [When(pk=key, then=Value(place)) for place, key in enumerate(keys[:IN_ORDER])]
    found = rows.filter(pk__in=keys)
    if not order:
        return found.order_by("folded_name", "pk")
    best = Case(*order, default=Value(IN_ORDER), output_field=IntegerField())
    return found.order_by(best, "folded_name", "pk")
