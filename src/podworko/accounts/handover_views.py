"""The pack of somebody who leaves: what they have in hand, and the act of passing it on."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from podworko.accounts import operations, policies
from podworko.accounts.handovers import Leaving, Part, packs
from podworko.accounts.models import User
from podworko.accounts.policies import needs
from podworko.accounts.public import StaffRequest
from podworko.accounts.queries import hand_overs_of
from podworko.accounts.roles import May
from podworko.accounts.staff_forms import HandOverForm
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.http import put_on


@needs(May.SEE_DESK)
@never_cache
@require_http_methods(["GET", "POST"])
def pack(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show the pack, give it as a file, or hand everything over to somebody."""
    giver = get_object_or_404(User, public_id=public_id)
    if not policies.may_see_pack(request.user, giver):
        raise Http404
    may_pass = policies.may_hand_over(request.user, giver)
    form = _form(request, giver) if may_pass else None
    if form and form.is_valid() and _passed(request, giver, form):
        return redirect("desk:handover", giver.public_id)
    parts = _parts(request, giver)
    as_format = audit.wanted_format(request)
    if as_format:
        return _file(request, giver, parts, as_format)
    context = {
        "giver": giver,
        "parts": parts,
        "form": form,
        "made": hand_overs_of(giver, reader=request.user),
        "is_own": giver == request.user,
    }
    status = 422 if form and form.is_bound else 200
    return render(request, "desk/handover.html", context, status=status)


def _form(request: StaffRequest, giver: User) -> HandOverForm:
    return HandOverForm(request.POST or None, reader=request.user, giver=giver)


def _passed(request: StaffRequest, giver: User, form: HandOverForm) -> bool:
    data = form.cleaned_data
    try:
        operations.hand_over(
            giver,
            taker=data["taker"],
            note=data["note"],
            with_roles=data.get("with_roles", False),
            actor=request.user,
        )
    except DomainError as error:
        put_on(form, error)
        return False
    messages.success(request, _("Przekazane. Ta osoba zobaczy to na pierwszej stronie biurka."))
    return True


def _parts(request: StaffRequest, giver: User) -> list[Part]:
    """Read the pack, as far as the reader may see; the look is recorded."""
    audit.saw(giver, actor=request.user, purpose="desk.handover")
    pal_ids = policies.pack_pal_ids(request.user, giver)
    return packs.parts(Leaving(giver=giver, reader=request.user, pal_ids=pal_ids))


def _file(request: StaffRequest, giver: User, parts: list[Part], as_format: str) -> HttpResponse:
    return audit.table_file(
        name="przekazanie",
        headings=[_("Część"), _("Co"), _("Kiedy"), _("Gdzie"), _("Uwagi")],
        rows=[
            (part.title, item.what, item.when, item.where, item.note)
            for part in parts
            for item in part.items
        ],
        as_format=as_format,
        about=giver,
        actor=request.user,
    )
