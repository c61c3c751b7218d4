"""A specialist's day: who comes now, who next, and the day on paper without anybody's name."""

from dataclasses import replace
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from podworko.accounts.public import May, StaffRequest, User, needs
from podworko.consultations import holders, policies, printing
from podworko.consultations.models import Appointment
from podworko.consultations.queries import agenda
from podworko.consultations.queries.agenda import Line
from podworko.consultations.queries.calls import calls_of
from podworko.consultations.views.desk_common import not_listed, tabs
from podworko.core import times
from podworko.core.discreet import discreet
from podworko.core.http import answer_or_back
from podworko.ui.typesetting import pdf_answer


@needs(May.HOLD_CONSULTATIONS)
@discreet
@require_safe
def day(request: StaffRequest) -> HttpResponse:
    """Show a day, today unless another is asked for; each name shown is a logged look."""
    specialist = policies.own_specialist(request.user)
    if specialist is None:
        return not_listed(request)
    shown, todo = _day(request), agenda.todo(request.user)
    found = agenda.day_lines(specialist, shown)
    lines = _named(found.lines, actor=request.user)
    context = {
        "page": found,
        "lines": lines,
        "next": _next(lines, todo.next) if shown == times.today() else None,
        "todo": todo,
        "to_call": calls_of(request.user) if shown == times.today() else (),
        "week": agenda.week_of(specialist, shown),
        "today": times.today(),
        "before": shown - timedelta(days=1),
        "after": shown + timedelta(days=1),
        "tabs": tabs("desk_day", waiting=todo.waiting),
    }
    return render(request, "consultations/desk/day.html", context)


@needs(May.HOLD_CONSULTATIONS)
@discreet
@require_safe
def paper(request: StaffRequest) -> HttpResponse:
    """Print the day: hours, forms and rooms; nobody's name, and not what it is about."""
    specialist = policies.own_specialist(request.user)
    if specialist is None:
        return not_listed(request)
    document = printing.day_sheet(agenda.day_lines(specialist, _day(request)))
    return answer_or_back(
        request, lambda: pdf_answer(document, name="plan-dnia"), back="consultations:desk_day"
    )


def _day(request: StaffRequest) -> date:
    return times.parse_day(request.GET.get("dzien", "")) or times.today()


def _named(lines: tuple[Line, ...], *, actor: User) -> tuple[Line, ...]:
    """Open who comes, all of the day in one look."""
    talks = [line.appointment for line in lines if line.is_named and line.appointment]
    if not talks:
        return lines
    seen = holders.look_many(talks, actor=actor, purpose="consultations.agenda")
    opened = dict(zip((each.pk for each in talks), seen, strict=True))
    return tuple(
        replace(line, holder=opened.get(line.appointment.pk)) if line.appointment else line
        for line in lines
    )


def _next(lines: tuple[Line, ...], appointment: Appointment | None) -> Line | None:
    """Return the line of who comes next, or is here now, if that is today."""
    now = timezone.now()
    if appointment is None:
        return None
    mine = (line for line in lines if line.appointment == appointment and line.ends_at > now)
    return next(mine, None)
