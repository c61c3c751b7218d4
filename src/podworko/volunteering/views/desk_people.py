"""The desk's board of volunteers, and one volunteer's card: who looked at it is in the log."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.audit import public as audit
from podworko.core import codes
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.network.public import Pal
from podworko.volunteering import operations, policies
from podworko.volunteering.forms.desk import CorrectForm, EndForm
from podworko.volunteering.models import Volunteer
from podworko.volunteering.queries.board import board as read_board
from podworko.volunteering.queries.board import ending_policies
from podworko.volunteering.queries.cards import card_page

ENDED_SHOWN = 100


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_safe
def board(request: StaffRequest) -> HttpResponse:
    """Show who is where on the path, and what has to be done by when."""
    pals = list(policies.run_pals(request.user).order_by("name"))
    pal = _chosen(request, pals)
    volunteers = policies.run_volunteers(request.user)
    columns = read_board(volunteers.filter(pal=pal) if pal else volunteers)
    dues = sorted(
        (due for column in columns for card in column.cards for due in card.dues),
        key=lambda due: due.on,
    )
    shown = [card.volunteer for column in columns for card in column.cards]
    audit.saw_many(shown, actor=request.user, purpose="volunteer.board")
    context = {
        "columns": columns,
        "dues": dues,
        "pals": pals,
        "pal": pal,
        "policies": ending_policies(pals),
    }
    return render(request, "volunteering/desk/board.html", context)


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_safe
def ended(request: StaffRequest) -> HttpResponse:
    """List who is done volunteering, the last first."""
    rows = _volunteers(request).filter(stage=Volunteer.Stage.ENDED).order_by("-ended_on", "-pk")
    volunteers = list(rows[:ENDED_SHOWN])
    audit.saw_many(volunteers, actor=request.user, purpose="volunteer.board")
    context = {"volunteers": volunteers}
    return render(request, "volunteering/desk/ended.html", context)


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_http_methods(["GET", "POST"])
def volunteer(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one volunteer's card, and put right what is known of them."""
    found = _volunteer(request, public_id)
    held = {"born_on": found.born_on, "informed_on": found.informed_on}
    form = CorrectForm(posted(request), initial=held)
    if form.is_bound and form.is_valid():
        try:
            operations.correct(found, **form.cleaned_data, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane."))
            return redirect("volunteering:desk_volunteer", public_id)
    audit.saw(found, actor=request.user, purpose="volunteer.card")
    context = {"page": card_page(found), "form": form, "end_form": EndForm()}
    return render(request, "volunteering/desk/volunteer.html", context, status=status_of(form))


@needs(May.RUN_VOLUNTEERING)
@require_POST
def go_on(request: StaffRequest, public_id: uuid.UUID, stage: str) -> HttpResponse:
    """Take a volunteer one step on; a closed gate says what is missing."""
    if stage not in Volunteer.Stage.values:
        raise Http404
    return _acted(
        request,
        public_id,
        lambda found: operations.go_on(found, to=stage, actor=request.user),
        said=_("Następny krok. Powodzenia!"),
    )


@needs(May.RUN_VOLUNTEERING)
@require_POST
def end(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """End volunteering, with thanks."""
    is_thanked = "is_thanked" in request.POST
    return _acted(
        request,
        public_id,
        lambda found: operations.end(found, is_thanked=is_thanked, actor=request.user),
        said=_("Zakończone. Zaświadczenie można wydać także później."),
    )


@needs(May.RUN_VOLUNTEERING)
@sensitive_variables()
@never_cache
@require_POST
def new_code(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give a new code, shown once; the former one opens nothing any more."""
    found = _volunteer(request, public_id)
    code = operations.give_code(found, actor=request.user)
    context = {"volunteer": found, "code": codes.spaced(code)}
    return render(request, "volunteering/desk/code.html", context)


def _acted(
    request: StaffRequest,
    public_id: uuid.UUID,
    act: Callable[[Volunteer], object],
    *,
    said: str,
) -> HttpResponse:
    found = _volunteer(request, public_id)
    with errors_shown(request):
        act(found)
        messages.success(request, said)
    return redirect("volunteering:desk_volunteer", public_id)


def _volunteers(request: StaffRequest) -> QuerySet[Volunteer]:
    return policies.run_volunteers(request.user)


def _volunteer(request: StaffRequest, public_id: uuid.UUID) -> Volunteer:
    return get_object_or_404(_volunteers(request), public_id=public_id)


def _chosen(request: StaffRequest, pals: list[Pal]) -> Pal | None:
    wanted = request.GET.get("pal", "")
    return next((pal for pal in pals if pal.slug == wanted), None)
