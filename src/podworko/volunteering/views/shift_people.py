"""The people of a shift at the desk: putting on, taking off, answering for who phones."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from podworko.accounts.public import ROLES, Grant, May, StaffRequest, User, needs
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on
from podworko.network.public import Pal
from podworko.volunteering import operations, policies
from podworko.volunteering.forms.shift_desk import CompanyForm, PutForm
from podworko.volunteering.models import Swap, Turn, Volunteer
from podworko.volunteering.queries import shift_desk as queries
from podworko.volunteering.queries.shift_desk import ShiftRow


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_http_methods(["GET", "POST"])
def put(request: StaffRequest, key: uuid.UUID) -> HttpResponse:
    """Show who could be put on a shift, and why not, and put somebody on it."""
    found = get_object_or_404(policies.run_shifts(request.user), public_id=key)
    row = queries.row_of(found)
    form = _put_form(request, row)
    if form.is_valid():
        who = form.cleaned_data["volunteer"]
        try:
            turn = operations.put_on(found, volunteer=who, ask=form.ask, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _put_words(turn))
            return redirect("volunteering:desk_shift", key)
    context = {
        "form": form,
        "row": row,
        "shift": row.shift,
        "candidates": queries.candidates_for(row),
        "chosen": str(form["volunteer"].value() or ""),
        "refused": form.errors.get("volunteer"),
    }
    audit.saw(found, actor=request.user, purpose="shift.candidates")
    status = 422 if form.is_bound else 200
    return render(request, "volunteering/desk/shift_put.html", context, status=status)


@needs(May.RUN_VOLUNTEERING)
@require_POST
def act(request: StaffRequest, key: uuid.UUID, what: str) -> HttpResponse:
    """Take somebody off, answer for who phones, say who goes along, or who did not come."""
    if what not in _ACTS:
        raise Http404
    turn = get_object_or_404(policies.run_turns(request.user), public_id=key)
    with errors_shown(request):
        messages.success(request, _ACTS[what](request, turn))
    return redirect("volunteering:desk_shift", turn.shift.public_id)


@needs(May.RUN_VOLUNTEERING)
@require_POST
def answer(request: StaffRequest, key: uuid.UUID, what: str) -> HttpResponse:
    """Note what somebody answered by phone to a colleague who asked for a shift."""
    if what not in _ANSWERS:
        raise Http404
    swap = get_object_or_404(policies.run_swaps(request.user), public_id=key)
    with errors_shown(request):
        _ANSWERS[what](swap, actor=request.user)
        messages.success(request, _("Odpowiedź zapisana."))
    return redirect("volunteering:desk_shift", swap.turn.shift.public_id)


def person_forms(row: ShiftRow) -> dict[str, object]:
    """Return what a page offers to choose of who goes along with whom."""
    guides, team = _guides(row), _team(row.shift.opportunity.pal)
    return {"company_form": CompanyForm(guides=guides, team=team)}


def _put_form(request: StaffRequest, row: ShiftRow) -> PutForm:
    volunteers = policies.run_volunteers(request.user).filter(pal=row.shift.opportunity.pal)
    team = _team(row.shift.opportunity.pal)
    return PutForm(posted(request), volunteers=volunteers, guides=_guides(row), team=team)


def _guides(row: ShiftRow) -> list[Turn]:
    active = Volunteer.Stage.ACTIVE
    return [turn for turn in row.confirmed if turn.volunteer.stage == active]


def _team(pal: Pal) -> list[User]:
    """Return who runs volunteering at a PAL now."""
    roles = [code for code, role in ROLES.items() if May.RUN_VOLUNTEERING in role.may]
    grants = Grant.objects.today().filter(Q(pal=pal) | Q(pal=None), role__in=roles)
    return list(User.objects.filter(grants__in=grants, is_active=True).distinct().order_by("name"))


def _put_words(turn: Turn) -> str:
    name = turn.volunteer.person.name
    if turn.is_confirmed:
        return _("%(name)s jest na dyżurze.") % {"name": name}
    return _("%(name)s czeka na miejsce.") % {"name": name}


def _take_off(request: StaffRequest, turn: Turn) -> str:
    operations.take_off(turn, why=request.POST.get("why", "")[:300], actor=request.user)
    return _("Zdjęte z dyżuru. Ta osoba dostała wiadomość.")


def _give_up(request: StaffRequest, turn: Turn) -> str:
    operations.give_up(turn, actor=request.user)
    return _("Oddane. Pytamy następną osobę.")


def _accept(request: StaffRequest, turn: Turn) -> str:
    operations.accept(turn, actor=request.user)
    return _("Ta osoba jest na dyżurze.")


def _decline(request: StaffRequest, turn: Turn) -> str:
    operations.decline(turn, actor=request.user)
    return _("Zapisane. Pytamy następną osobę.")


def _accompany(request: StaffRequest, turn: Turn) -> str:
    row = queries.row_of(turn.shift)
    team = _team(row.shift.opportunity.pal)
    form = CompanyForm(request.POST, guides=_guides(row), team=team)
    if not form.is_valid():
        raise DomainError(_("Wybierz, kto idzie razem."))
    operations.accompany(turn, company=form.chosen, actor=request.user)
    return _("Zapisane, kto idzie razem.")


def _missed(request: StaffRequest, turn: Turn) -> str:
    operations.note_missed(turn, actor=request.user)
    return _("Nieobecność zapisana. Tę osobę widać niżej, można to cofnąć.")


def _came(request: StaffRequest, turn: Turn) -> str:
    operations.note_came(turn, actor=request.user)
    return _("Cofnięte. Ta osoba była na dyżurze.")


_ACTS: dict[str, Callable[[StaffRequest, Turn], str]] = {
    "zdejmij": _take_off,
    "oddaje": _give_up,
    "tak": _accept,
    "nie": _decline,
    "z-kim": _accompany,
    "nieobecnosc": _missed,
    "jednak": _came,
}
_ANSWERS: dict[str, Callable[..., Swap]] = {
    "tak": operations.agree_swap,
    "nie": operations.decline_swap,
}
