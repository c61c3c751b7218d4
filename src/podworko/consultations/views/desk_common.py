"""What the pages of a specialist share."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from podworko.accounts.public import ROLES, May, StaffRequest
from podworko.consultations import policies
from podworko.consultations.models import Appointment, Specialist
from podworko.core import times
from podworko.ui.values import TabLink


def me(request: StaffRequest) -> Specialist:
    """Return the specialist that the reader is; 404 for one who is not on the list of them."""
    specialist = policies.own_specialist(request.user)
    if specialist is None:
        raise Http404
    return specialist


def own(request: StaffRequest, public_id: uuid.UUID) -> Appointment:
    """Return one of one's own appointments; another's answers 404."""
    return get_object_or_404(policies.own_appointments(request.user), public_id=public_id)


def not_listed(request: StaffRequest) -> HttpResponse:
    """Say to somebody with the role, but not on the list, who can put them there."""
    adding = [role.name for role in ROLES.values() if May.EDIT_CONSULTATIONS in role.may]
    return render(request, "consultations/desk/not_listed.html", {"roles": adding})


def day_url(appointment: Appointment) -> str:
    """Return the page of the day on which an appointment is."""
    day = times.local(appointment.starts_at).date()
    return f"{reverse('consultations:desk_day')}?dzien={day.isoformat()}"


def tabs(here: str, *, waiting: int = 0) -> list[TabLink]:
    """Return the pages of a specialist; `here` is the name of this one."""
    waits = _("Czekają (%(n)s)") % {"n": waiting} if waiting else _("Czekają")
    pages = [
        ("desk_day", _("Dzień"), "calendar-days"),
        ("desk_waiting", waits, "hourglass"),
        ("desk_time", _("Mój czas"), "calendar-off"),
        ("desk_hand_all", _("Przekaż"), "handshake"),
    ]
    return [
        TabLink(
            label=label,
            href=reverse(f"consultations:{name}"),
            is_current=name == here,
            icon=icon,
        )
        for name, label, icon in pages
    ]
