"""Who signed up, and what staff do for those who call, come or write on paper.

Every look at people is logged; every change keeps the way it was asked for.
"""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.activities import operations, passes, policies
from podworko.activities.forms.desk_signup import ChannelForm, PeopleForm, StaffSignUpForm
from podworko.activities.models import SignUp
from podworko.activities.queries import desk_people as queries
from podworko.activities.queries import sign_up_page
from podworko.activities.views.desk_common import list_of, sign_up_of
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of

Operation = Callable[..., object]


@needs(May.SEE_SIGN_UPS)
@never_cache
@require_safe
def sign_ups(request: StaffRequest, list_id: uuid.UUID) -> HttpResponse:
    """Show who has a place, who an offer and until when, and the queue in its order."""
    return _people(request, list_id, "activities/desk/sign_ups.html", purpose="desk.sign_ups")


@needs(May.SEE_SIGN_UPS)
@never_cache
@require_safe
def sheet(request: StaffRequest, list_id: uuid.UUID) -> HttpResponse:
    """Show a sheet to print and sign: names only, in large letters."""
    return _people(request, list_id, "activities/desk/sheet.html", purpose="desk.sheet")


@needs(May.MANAGE_SIGN_UPS)
@never_cache
@require_http_methods(["GET", "POST"])
def new_sign_up(request: StaffRequest, list_id: uuid.UUID) -> HttpResponse:
    """Sign somebody up who calls, comes or wrote on paper."""
    sign_up_list = list_of(policies.manageable_lists(request.user), list_id)
    form = StaffSignUpForm(posted(request), sign_up_list=sign_up_list)
    if form.is_valid():
        try:
            made = operations.sign_up(sign_up_list, request=form.to_request(), actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _what_came_of(made))
            return redirect("activities:desk_sign_up", made.public_id)
    context = {
        "page": sign_up_page(sign_up_list),
        "list": sign_up_list,
        "form": form,
        "free": _free_for_callers(sign_up_list.free(may_use_reserved=True)),
    }
    return render(request, "activities/desk/new_sign_up.html", context, status=status_of(form))


@needs(May.SEE_SIGN_UPS)
@never_cache
@require_safe
def sign_up(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one household with what can be done for it."""
    found = sign_up_of(policies.visible_sign_ups(request.user), public_id)
    form = PeopleForm(initial={"people": found.people})
    return _one(request, found, "activities/desk/sign_up.html", form=form)


@needs(May.SEE_SIGN_UPS)
@never_cache
@require_safe
def slip(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a slip to print for somebody without e-mail."""
    found = sign_up_of(policies.visible_sign_ups(request.user), public_id)
    return _one(request, found, "activities/desk/slip.html", form=ChannelForm())


@needs(May.MANAGE_SIGN_UPS)
@require_POST
def accept(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take the offer for somebody who says yes."""
    return _act(request, public_id, operations.accept_offer, _("Miejsce przyjęte."))


@needs(May.MANAGE_SIGN_UPS)
@require_POST
def decline(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give the offer to the next for somebody who says no."""
    words = _("Propozycja oddana. Dostanie ją następna osoba.")
    return _act(request, public_id, operations.decline_offer, words)


@needs(May.MANAGE_SIGN_UPS)
@require_POST
def cancel(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give up the places or the position for somebody who cannot come."""
    return _act(
        request,
        public_id,
        operations.cancel_sign_up,
        _("Wypisane. Wolne miejsce dostanie następna osoba."),
        reason=SignUp.EndReason.BY_STAFF,
    )


@needs(May.MANAGE_SIGN_UPS)
@require_POST
def change_people(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change how many come."""
    found = sign_up_of(policies.manageable_sign_ups(request.user), public_id)
    form = PeopleForm(request.POST)
    if form.is_valid():
        try:
            operations.change_people(
                found, guests=form.guests(found), actor=request.user, channel=form.chosen()
            )
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Liczba osób zmieniona."))
            return redirect("activities:desk_sign_up", public_id)
    return _one(request, found, "activities/desk/sign_up.html", form=form)


def _people(
    request: StaffRequest, list_id: uuid.UUID, template: str, *, purpose: str
) -> HttpResponse:
    sign_up_list = list_of(policies.lists_with_people(request.user), list_id)
    audit.saw(sign_up_list, actor=request.user, purpose=purpose)
    activity = sign_up_list.activity
    page = queries.sign_ups_page(sign_up_list)
    as_format = audit.wanted_format(request)
    if as_format:
        return audit.table_file(
            name="zapisani",
            headings=[_("Kto"), _("Ile osób"), _("Telefon"), _("E-mail"), _("Stan"), _("Droga")],
            rows=queries.sign_up_cells(page),
            as_format=as_format,
            about=sign_up_list,
            actor=request.user,
        )
    context = {
        "page": page,
        "activity": activity,
        "may_manage": policies.may_manage_sign_ups(request.user, activity),
        "may_edit": policies.may_edit(request.user, activity),
    }
    return render(request, template, context)


def _one(request: StaffRequest, found: SignUp, template: str, *, form: ChannelForm) -> HttpResponse:
    audit.saw(found, actor=request.user, purpose="desk.sign_up")
    activity = found.list.activity
    context = {
        "row": queries.sign_up_row(found),
        "sign_up": found,
        "code": passes.held(found),
        "page": sign_up_page(found.list),
        "activity": activity,
        "form": form,
        "may_manage": policies.may_manage_sign_ups(request.user, activity),
        "can_change": found.is_live and not (found.list.is_cancelled or found.list.has_begun()),
    }
    return render(request, template, context, status=status_of(form))


def _act(
    request: StaffRequest,
    public_id: uuid.UUID,
    operation: Operation,
    words: str,
    **more: object,
) -> HttpResponse:
    """Do something for the person and go back to where the button was."""
    found = sign_up_of(policies.manageable_sign_ups(request.user), public_id)
    channel = ChannelForm(request.POST).chosen()
    with errors_shown(request):
        operation(found, actor=request.user, channel=channel, **more)
        messages.success(request, words)
    if "list" in request.POST:
        return redirect("activities:desk_sign_ups", found.list.public_id)
    return redirect("activities:desk_sign_up", public_id)


def _what_came_of(made: SignUp) -> str:
    if made.status == SignUp.Status.WAITING:
        return _("Zapisane na listę rezerwową.")
    return _("Zapisane: jest miejsce.")


def _free_for_callers(free: float) -> int | None:
    return None if free == float("inf") else int(free)
