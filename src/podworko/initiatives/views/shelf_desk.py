"""The desk's pages of things to lend: what waits, every thing, its history."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, User, may, needs
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.http import posted, put_on, status_of
from podworko.core.versions import ChangedMeanwhileError
from podworko.initiatives import operations, shelf_policies
from podworko.initiatives.forms.shelf import FREE_RULE, ThingForm, ThingStateForm
from podworko.initiatives.models import Thing
from podworko.initiatives.queries import shelf as queries
from podworko.ui.values import Differing

PER_PAGE = 40
STATES = {"pokaz": "shown", "schowaj": "hidden", "wycofaj": "withdrawn"}


@needs(May.RUN_SHELF)
@never_cache
@require_safe
def shelf(request: StaffRequest) -> HttpResponse:
    """Show what waits on one's shelves, what goes out and comes back today, and every thing."""
    desk = _desk(request.user)
    page = Paginator(desk.things, PER_PAGE).get_page(request.GET.get("page"))
    context = {"desk": desk, "page": page, "today": times.today()}
    return render(request, "initiatives/shelf/desk/shelf.html", context)


@needs(May.RUN_SHELF)
@never_cache
@require_safe
def calendar(request: StaffRequest) -> HttpResponse:
    """Show two weeks of every thing, from the day the address names."""
    first = times.parse_day(request.GET.get("od", "")) or times.today()
    days, rows = queries.calendar_rows(shelf_policies.run_loans(request.user), first)
    context = {
        "days": days,
        "rows": rows,
        "before": queries.shifted(first, -1),
        "after": queries.shifted(first, 1),
    }
    return render(request, "initiatives/shelf/desk/calendar.html", context)


@needs(May.RUN_SHELF)
@never_cache
@require_http_methods(["GET", "POST"])
def add(request: StaffRequest) -> HttpResponse:
    """Put a thing of the PAL on its shelf."""
    pals = list(shelf_policies.shelf_pals(request.user))
    asked = request.GET.get("pal", "")
    pal = next((pal for pal in pals if pal.slug == asked), pals[0] if pals else None)
    if pal is None:
        raise Http404
    form = ThingForm(posted(request), request.FILES or None, instance=Thing(pal=pal))
    if form.is_bound and form.is_valid():
        try:
            made = operations.add_thing(form.instance, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Rzecz jest w wypożyczalni."))
            return redirect("initiatives:desk_thing", made.public_id)
    context = {"form": form, "pal": pal, "pals": pals, "free_rule": FREE_RULE}
    page = "initiatives/shelf/desk/edit.html"
    return render(request, page, context, status=status_of(form))


@needs(May.RUN_SHELF)
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change what is told of a thing; who saves second sees both versions."""
    found = _thing(request, public_id)
    form = ThingForm(posted(request), request.FILES or None, instance=found)
    differing: list[Differing] = []
    is_late = False
    if form.is_bound and form.is_valid():
        try:
            operations.save_thing(form.instance, actor=request.user, seen_version=form.seen_version)
        except ChangedMeanwhileError:
            form, differing = form.merged(Thing.objects.get(pk=found.pk))
            is_late = True
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane."))
            return redirect("initiatives:desk_thing", public_id)
    context = {"form": form, "pal": found.pal, "thing": found, "free_rule": FREE_RULE}
    context |= {"differing": differing, "is_late": is_late}
    status = HTTPStatus.CONFLICT if is_late else status_of(form)
    return render(request, "initiatives/shelf/desk/edit.html", context, status=status)


@needs(May.RUN_SHELF)
@never_cache
@require_safe
def thing(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a thing, who has it, and everybody who had it."""
    found = _thing(request, public_id)
    return _thing_page(request, found, ThingStateForm())


@needs(May.RUN_SHELF)
@never_cache
@require_POST
def state(request: StaffRequest, public_id: uuid.UUID, what: str) -> HttpResponse:
    """Show a thing, hide it for a time, or withdraw it."""
    found = _thing(request, public_id)
    form = ThingStateForm(request.POST)
    if what not in STATES:
        raise Http404
    if form.is_valid():
        words = form.cleaned_data["words"]
        try:
            operations.set_thing_state(found, state=STATES[what], words=words, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane."))
            return redirect("initiatives:desk_thing", public_id)
    return _thing_page(request, found, form)


def panel(request: HttpRequest) -> SafeString:
    """Draw on the desk's first page what of the shelf waits, comes back today or is late."""
    user = request.user
    if not isinstance(user, User) or not may(user, May.RUN_SHELF):
        return SafeString("")
    desk = _desk(user)
    if not desk.is_busy:
        return SafeString("")
    return render_to_string("initiatives/shelf/desk/_panel.html", {"desk": desk}, request)


def _desk(user: User) -> queries.ShelfDesk:
    return queries.shelf_desk(shelf_policies.run_things(user), shelf_policies.run_loans(user))


def _thing(request: StaffRequest, public_id: uuid.UUID) -> Thing:
    return get_object_or_404(shelf_policies.run_things(request.user), public_id=public_id)


def _thing_page(request: StaffRequest, found: Thing, form: ThingStateForm) -> HttpResponse:
    loans = list(found.loans.select_related("borrower").order_by("-first_on", "-pk")[:60])
    if found.owner:
        audit.saw(found.owner, actor=request.user, purpose="shelf.thing")
    context = {"thing": found, "loans": loans, "form": form}
    page = "initiatives/shelf/desk/thing.html"
    return render(request, page, context, status=status_of(form))
