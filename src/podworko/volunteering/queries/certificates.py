"""Requests and certificates as the desk and their owners read them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min

from podworko.accounts.public import User
from podworko.core import times
from podworko.volunteering import policies
from podworko.volunteering.models import Certificate, Volunteer

State = Certificate.State
MOST = 100


@dataclass(frozen=True, slots=True)
class CertificateDesk:
    """What waits to be issued, oldest promise first, and what was answered lately."""

    waiting: tuple[Certificate, ...]
    answered: tuple[Certificate, ...]


def certificate_desk(user: User) -> CertificateDesk:
    """Return the requests and certificates of the PALs that `user` runs; two queries."""
    rows = policies.run_certificates(user)
    waiting = rows.filter(state=State.REQUESTED).order_by("due_on", "pk")
    answered = rows.exclude(state=State.REQUESTED).order_by("-issued_on", "-pk")
    return CertificateDesk(tuple(waiting), tuple(answered[:MOST]))


def own_certificates(volunteer: Volunteer) -> list[Certificate]:
    """Return what one volunteer asked for and was given, newest first; one query."""
    return list(volunteer.certificates.order_by("-pk"))


def service_period(volunteer: Volunteer) -> tuple[date, date]:
    """Return from when until when somebody has volunteered, no later than today; one query."""
    agreed = volunteer.agreements.filter(state__in=("in_force", "ended"))
    found = agreed.aggregate(first=Min("begins_on"), last=Max("ends_on"))
    today = times.today()
    last = volunteer.ended_on or found["last"] or today
    return min(found["first"] or today, today), min(last, today)


def school_year(day: date) -> tuple[date, date]:
    """Return the school year a day is in, from 1 September, no later than that day."""
    begins_in = day.year if day.month >= 9 else day.year - 1  # noqa: PLR2004 - September
    return date(begins_in, 9, 1), day


def scope_words(volunteer: Volunteer) -> str:
    """Return what the agreements of somebody say they do, one line each; one query."""
    agreed = volunteer.agreements.filter(state__in=("in_force", "ended")).order_by(
        "begins_on", "pk"
    )
    scopes = dict.fromkeys(agreed.values_list("scope", flat=True))
    return "\n".join(scope for scope in scopes if scope)
