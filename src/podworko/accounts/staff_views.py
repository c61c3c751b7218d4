"""The staff at the desk: who holds which role, giving it, ending it, inviting somebody."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts import letters, operations, policies, queries
from podworko.accounts.models import Grant, User
from podworko.accounts.policies import needs
from podworko.accounts.public import StaffRequest
from podworko.accounts.roles import ROLES, May
from podworko.accounts.staff_forms import CloseForm, EndForm, GrantForm, InviteForm
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, put_on, searched, status_of


@needs(May.GRANT_ROLES)
@never_cache
@require_safe
def staff(request: StaffRequest) -> HttpResponse:
    """List who holds which role, where and until when."""
    text = searched(request)
    if as_format := audit.wanted_format(request):
        return audit.table_file(
            name="zespol",
            headings=[
                *(_("Imię i nazwisko"), _("E-mail"), _("Rola")),
                *(_("Gdzie"), _("Od dnia"), _("Do dnia")),
            ],
            rows=queries.staff_cells(request.user, text=text),
            as_format=as_format,
            about=request.user,
            actor=request.user,
        )
    page, members = queries.staff_page(request.user, text=text, page=request.GET.get("page", ""))
    context = {"page": page, "members": members, "text": text}
    return render(request, "desk/staff.html", context)


@needs(May.GRANT_ROLES)
@never_cache
@require_http_methods(["GET", "POST"])
def invite(request: StaffRequest) -> HttpResponse:
    """Give a first role to somebody new, and write to them."""
    form = InviteForm(request.POST or None, reader=request.user)
    if form.is_valid():
        try:
            user, is_new = operations.invite(
                form.cleaned_data["email"],
                name=form.cleaned_data["name"],
                wanted=form.wanted(),
                actor=request.user,
            )
        except DomainError as error:
            put_on(form, error)
        else:
            _tell(request, user, is_new=is_new)
            return redirect("desk:member", user.public_id)
    return render(request, "desk/invite.html", {"form": form}, status=status_of(form))


@needs(May.GRANT_ROLES)
@never_cache
@require_http_methods(["GET", "POST"])
def member(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show the roles of one person, and give one more."""
    user = _member_of(request, public_id)
    form = GrantForm(request.POST or None, reader=request.user)
    if form.is_valid():
        try:
            operations.grant_role(user, wanted=form.wanted(), actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Rola nadana."))
            return redirect("desk:member", user.public_id)
    shown = queries.member(request.user, user)
    context = {
        "member": shown,
        "form": form,
        "close": CloseForm(),
        "may_close": policies.may_close_accounts(request.user) and user != request.user,
        "may_sign_out": policies.may_sign_out(request.user, user),
        "endable": {
            one.grant.pk
            for one in shown.grants
            if one.state != "over"
            and policies.may_grant(request.user, one.role.code, one.grant.pal_id)
        },
    }
    return render(request, "desk/member.html", context, status=status_of(form))


@needs(May.GRANT_ROLES)
@never_cache
@require_http_methods(["GET", "POST"])
def end(request: StaffRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Ask when and why a role ends, and end it."""
    user = _member_of(request, public_id)
    grants = policies.granted_in_reach(request.user).filter(user=user).select_related("pal")
    grant: Grant = get_object_or_404(grants, pk=number)
    form = EndForm(request.POST or None)
    if form.is_valid():
        try:
            operations.end_grant(
                grant,
                last_day=form.cleaned_data["last_day"],
                reason=form.cleaned_data["reason"],
                actor=request.user,
            )
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane."))
            return redirect("desk:member", user.public_id)
    context = {"form": form, "user": user, "grant": grant, "role": ROLES[grant.role]}
    return render(request, "desk/end_grant.html", context, status=status_of(form))


@needs(May.GRANT_ROLES)
@require_POST
def sign_out(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """End every session of somebody, for example when their telephone was stolen."""
    user = _member_of(request, public_id)
    here = (request.session.session_key or "") if user == request.user else ""
    with errors_shown(request):
        operations.sign_out(user, here=here, actor=request.user)
        messages.success(request, _("Ta osoba jest wylogowana na wszystkich urządzeniach."))
    return redirect("desk:member", user.public_id)


@needs(May.GRANT_ROLES)
@require_POST
def close(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Close the account of somebody who leaves."""
    user = _member_of(request, public_id)
    form = CloseForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Napisz, dlaczego zamykasz konto."))
        return redirect("desk:member", user.public_id)
    with errors_shown(request):
        operations.close_account(user, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, _("Konto zamknięte. Ta osoba już nie wejdzie."))
    return redirect("desk:member", user.public_id)


@needs(May.GRANT_ROLES)
@require_POST
def reopen(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Open a closed account again."""
    user = _member_of(request, public_id)
    with errors_shown(request):
        operations.open_account(user, actor=request.user)
        messages.success(request, _("Konto otwarte. Nadaj teraz rolę."))
    return redirect("desk:member", user.public_id)


@needs(May.GRANT_ROLES)
@require_POST
def take_off_factors(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Help somebody who lost their telephone and the codes."""
    user = _member_of(request, public_id)
    with errors_shown(request):
        operations.take_off_factors(user, actor=request.user)
        messages.success(request, _("Zdjęte. Ta osoba doda nowe przy następnym wejściu."))
    return redirect("desk:member", user.public_id)


def _member_of(request: StaffRequest, public_id: uuid.UUID) -> User:
    return get_object_or_404(policies.staff_in_reach(request.user), public_id=public_id)


def _tell(request: StaffRequest, user: User, *, is_new: bool) -> None:
    if not is_new:
        messages.success(request, _("Ta osoba miała już konto. Rola nadana."))
    elif letters.send_invitation(user, request):
        messages.success(request, _("Konto założone, zaproszenie wysłane."))
    else:
        messages.warning(
            request,
            _("Konto założone, ale e-mail nie wyszedł. Powiedz tej osobie, jak wejść do biurka."),
        )
