"""Shifts at the desk: the week, planning, one shift, changing and calling it off."""

import uuid
from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.discreet import discreet
from podworko.core.errors import DomainError
from podworko.core.http import posted, put_on, status_of
from podworko.core.versions import ChangedMeanwhileError
from podworko.network.public import Pal
from podworko.ui.typesetting import pdf_answer
from podworko.volunteering import operations, policies, printing, visited
from podworko.volunteering.forms.shift_desk import (
    CancelForm,
    ChangeForm,
    PlanForm,
    TellForm,
    VisitedForm,
)
from podworko.volunteering.models import Shift
from podworko.volunteering.queries import shift_desk as queries
from podworko.volunteering.queries.shift_desk import Week
from podworko.volunteering.queries.turn_hours import hours_of_shift
from podworko.volunteering.views.shift_people import person_forms


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_safe
def shifts(request: StaffRequest) -> HttpResponse:
    """Show a week of shifts of a PAL: who is on them, and who is missing."""
    pals = list(policies.run_pals(request.user).order_by("name"))
    pal = _chosen(request, pals)
    context = {
        "pals": pals,
        "pal": pal,
        "week": _week(request, pal) if pal else None,
        "today": times.today(),
        "doubts": len(queries.doubts(pals)),
    }
    return render(request, "volunteering/desk/shifts_week.html", context)


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_safe
def doubts(request: StaffRequest) -> HttpResponse:
    """List who is on a coming shift and barred from it now: the coordinator decides."""
    found = queries.doubts(policies.run_pals(request.user))
    audit.saw(request.user, actor=request.user, purpose="shift.doubts")
    return render(request, "volunteering/desk/shifts_doubts.html", {"doubts": found})


@needs(May.RUN_VOLUNTEERING)
@require_safe
def roster(request: StaffRequest) -> HttpResponse:
    """Print a week of shifts for the wall: names, no contacts."""
    pals = list(policies.run_pals(request.user).order_by("name"))
    pal = _chosen(request, pals)
    if pal is None:
        return redirect("volunteering:desk_shifts")
    return pdf_answer(printing.roster(_week(request, pal)), name="dyzury")


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_http_methods(["GET", "POST"])
def plan(request: StaffRequest) -> HttpResponse:
    """Plan one shift, or a series."""
    opportunities = policies.run_opportunities(request.user)
    initial = {"opportunity": request.GET.get("zadanie"), "since": request.GET.get("dzien")}
    form = PlanForm(posted(request), opportunities=opportunities, initial=initial)
    if form.is_valid():
        try:
            made = _planned(request, form)
        except DomainError as error:
            put_on(form, error)
        else:
            _say_planned(request, form, len(made))
            return redirect(_week_url(made[0]))
    return render(
        request, "volunteering/desk/shift_plan.html", {"form": form}, status=status_of(form)
    )


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_safe
def shift(request: StaffRequest, key: uuid.UUID) -> HttpResponse:
    """Show one shift: people, who waits, and everything that can be done."""
    return _page(request, _shift(request, key))


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_http_methods(["GET", "POST"])
def change(request: StaffRequest, key: uuid.UUID) -> HttpResponse:
    """Change when a shift is, where, and how many are needed."""
    found = _shift(request, key)
    form = ChangeForm(posted(request), shift=found)
    context: dict[str, object] = {"shift": found}
    if form.is_valid():
        try:
            operations.change(
                found,
                span=form.span,
                wanted=form.wanted,
                seen=form.cleaned_data["seen"],
                actor=request.user,
            )
        except ChangedMeanwhileError:
            form, context["differing"] = form.against(_shift(request, key))
            context["is_late"] = True
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zmienione. Osoby z dyżuru dostały wiadomość."))
            return redirect("volunteering:desk_shift", key)
    status = 409 if "is_late" in context else status_of(form)
    context["form"] = form
    return render(request, "volunteering/desk/shift_edit.html", context, status=status)


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_http_methods(["GET", "POST"])
def cancel(request: StaffRequest, key: uuid.UUID) -> HttpResponse:
    """Call a shift off, or with it the rest of its series."""
    found = _shift(request, key)
    form = CancelForm(posted(request), shift=found)
    if form.is_valid():
        told = form.cleaned_data
        try:
            off = operations.cancel(
                found, why=told["why"], rest=bool(told.get("rest")), actor=request.user
            )
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(
                request,
                ngettext("Odwołany %(n)s dyżur.", "Odwołane dyżury: %(n)s.", len(off))
                % {"n": len(off)},
            )
            return redirect("volunteering:desk_shift", key)
    context = {"form": form, "row": queries.row_of(found), "shift": found}
    return render(request, "volunteering/desk/shift_cancel.html", context, status=status_of(form))


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_POST
def tell(request: StaffRequest, key: uuid.UUID) -> HttpResponse:
    """Write to everybody on a shift."""
    found = _shift(request, key)
    form = TellForm(request.POST)
    if form.is_valid():
        try:
            number = operations.write_to_all(
                found, text=form.cleaned_data["text"], actor=request.user
            )
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Wysłane. Osób: %(n)s.") % {"n": number})
            return redirect("volunteering:desk_shift", key)
    return _page(request, found, tell_form=form)


@needs(May.RUN_VOLUNTEERING)
@discreet
@require_http_methods(["GET", "POST"])
def visit(request: StaffRequest, key: uuid.UUID) -> HttpResponse:
    """Show whom a shift visits, which is a look that is logged, or write it down."""
    found = _shift(request, key)
    if request.method == "GET":
        return render(request, "volunteering/desk/shift_visited.html", {"shift": found})
    if "zapisz" not in request.POST:
        told = visited.look(found, actor=request.user)
        shown = {"name": told.name, "address": told.address, "phone": told.phone}
        context = {"shift": found, "form": VisitedForm(initial=shown), "told": told}
        return render(request, "volunteering/desk/shift_visited.html", context)
    form = VisitedForm(request.POST)
    if form.is_valid():
        try:
            operations.write_visited(found, visited=form.visited, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane pod pieczęcią."))
            return redirect("volunteering:desk_shift", key)
    context = {"shift": found, "form": form}
    return render(request, "volunteering/desk/shift_visited.html", context, status=status_of(form))


def _page(
    request: StaffRequest, found: Shift, *, tell_form: TellForm | None = None
) -> HttpResponse:
    row = queries.row_of(found)
    context = {
        "row": row,
        "shift": row.shift,
        "swaps": queries.swaps_of(found),
        "week_url": _week_url(row.shift),
        "tell_form": tell_form or TellForm(),
        "hours": hours_of_shift(found) if found.is_over and found.is_planned else None,
        "opens_hours": visited.OPENS_BEFORE // timedelta(hours=1),
        **person_forms(row),
    }
    status = status_of(tell_form) if tell_form else 200
    return render(request, "volunteering/desk/shift.html", context, status=status)


def _shift(request: StaffRequest, key: uuid.UUID) -> Shift:
    return get_object_or_404(policies.run_shifts(request.user), public_id=key)


def _chosen(request: HttpRequest, pals: list[Pal]) -> Pal | None:
    wanted = request.GET.get("pal", "")
    return next((pal for pal in pals if pal.slug == wanted), pals[0] if pals else None)


def _week(request: HttpRequest, pal: Pal) -> Week:
    day = times.parse_day(request.GET.get("od", "")) or times.today()
    return queries.week_of(pal, first=day - timedelta(days=day.weekday()))


def _week_url(found: Shift) -> str:
    pal = found.opportunity.pal.slug
    return f"{reverse('volunteering:desk_shifts')}?pal={pal}&od={found.day.isoformat()}"


def _planned(request: StaffRequest, form: PlanForm) -> list[Shift]:
    of, wanted = form.cleaned_data["opportunity"], form.wanted
    series = form.series
    if series is not None:
        return operations.plan_series(of, series=series, wanted=wanted, actor=request.user)
    return [operations.plan(of, span=form.span, wanted=wanted, actor=request.user)]


def _say_planned(request: StaffRequest, form: PlanForm, number: int) -> None:
    messages.success(
        request,
        ngettext("Zaplanowany %(n)s dyżur.", "Zaplanowane dyżury: %(n)s.", number) % {"n": number},
    )
    skipped = form.series.skipped() if form.series else []
    if skipped:
        days = ", ".join(f"{day:%d.%m}" for day in skipped)
        messages.info(request, _("Święta bez dyżuru: %(days)s.") % {"days": days})
