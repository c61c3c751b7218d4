"""Volunteering of some time in figures, PAL by PAL."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum

from podworko.core.figures import Distinct, Figured, by_pal, figured
from podworko.volunteering.models import Agreement, Certificate, HoursEntry

HOUR = 60
PAL = "volunteer__pal"
PEOPLE = Count("volunteer__person", distinct=True)


@dataclass(frozen=True, slots=True)
class VolunteeringFigures:
    """What volunteering came to; each is defined in `reports.catalogue`."""

    volunteers: int = 0
    minutes: int = 0
    agreements: int = 0
    certificates: int = 0

    @property
    def hours(self) -> Decimal:
        return (Decimal(self.minutes) / HOUR).quantize(Decimal("0.1"))


def confirmed_hours(since: date, until: date) -> QuerySet[HoursEntry]:
    """Return the confirmed hours of work between two days, both within."""
    rows = HoursEntry.objects.filter(state=HoursEntry.State.CONFIRMED)
    return rows.filter(day__gte=since, day__lte=until)


def begun_agreements(since: date, until: date) -> QuerySet[Agreement]:
    """Return the agreements that began to hold between two days, without annexes."""
    rows = Agreement.objects.filter(state__in=Agreement.AGREED, amends=None)
    return rows.filter(begins_on__gte=since, begins_on__lte=until)


def issued_certificates(since: date, until: date) -> QuerySet[Certificate]:
    """Return the papers issued between two days and not withdrawn."""
    rows = Certificate.objects.filter(state=Certificate.State.ISSUED)
    return rows.filter(issued_on__gte=since, issued_on__lte=until)


def volunteering_figures(since: date, until: date) -> Figured[VolunteeringFigures]:
    """Return what volunteers of each PAL did between two days, both within; six queries.

    Of all PALs together whoever volunteers in two is one: volunteers are counted as residents.
    """
    hours = confirmed_hours(since, until)
    begun, issued = begun_agreements(since, until), issued_certificates(since, until)
    parts = {
        "minutes": by_pal(hours, pal=PAL, number=Sum("minutes")),
        "agreements": by_pal(begun, pal=PAL),
        "certificates": by_pal(issued, pal=PAL),
    }
    volunteers = Distinct(
        by_pal(hours, pal=PAL, number=PEOPLE), hours.aggregate(number=PEOPLE)["number"]
    )
    return figured(VolunteeringFigures, parts, volunteers=volunteers)
