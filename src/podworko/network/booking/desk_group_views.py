"""The desk's pages of groups, of their windows, and of the house rules they sign."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.core.versions import ChangedMeanwhileError
from podworko.network import policies
from podworko.network.booking import forgetting, links, queries, rules
from podworko.network.booking import groups as operations
from podworko.network.booking.forms import SignForm
from podworko.network.booking.group_forms import GroupForm, NewGroupForm, RulesForm, WindowsForm
from podworko.network.booking.models import Group
from podworko.network.models import Pal
from podworko.people.public import Channel
from podworko.ui.values import Differing

WINDOWS = "network/booking/desk/windows.html"
RULES = "network/booking/desk/house_rules.html"


@needs(May.LEND_ROOMS)
@never_cache
@require_safe
def groups(request: StaffRequest) -> HttpResponse:
    """List the groups of one's PALs."""
    rows = queries.group_list(policies.groups_for(request.user))
    if as_format := audit.wanted_format(request):
        return audit.table_file(
            name="grupy",
            headings=[
                *(_("Grupa"), _("Kim są"), _("PAL"), _("Osoba do kontaktu"), _("Telefon")),
                *(_("E-mail"), _("Rezerwacje przed nimi"), _("Zasady podpisane"), _("Spotyka się")),
            ],
            rows=queries.group_cells(rows),
            as_format=as_format,
            about=request.user,
            actor=request.user,
        )
    context = {
        "active": [row for row in rows if row.group.is_active],
        "former": [row for row in rows if not row.group.is_active],
        "several_pals": len({row.group.pal_id for row in rows}) > 1,
    }
    return render(request, "network/booking/desk/groups.html", context)


@needs(May.LEND_ROOMS)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Take a group that is not here yet."""
    form = NewGroupForm(posted(request), instance=Group(), user=request.user)
    if form.is_valid():
        form.instance.pal = form.cleaned_data["pal"]
        try:
            operations.save_group(form.instance, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Dodane. Teraz można podpisać zasady i rezerwować."))
            return redirect("network:desk_group", form.instance.public_id)
    status = status_of(form)
    return render(request, "network/booking/desk/group_new.html", {"form": form}, status=status)


@needs(May.LEND_ROOMS)
@never_cache
@require_http_methods(["GET", "POST"])
def group(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a group and change what is known of it; who saves second sees the first's words."""
    found = _group(request, public_id)
    # A form writes what was typed into its row; the page goes on telling what is stored.
    form = GroupForm(posted(request), instance=_group(request, public_id))
    if not form.is_valid():
        return _page(request, found, form, status=422 if form.is_bound else 200)
    try:
        operations.save_group(form.instance, seen_version=form.seen_version, actor=request.user)
    except ChangedMeanwhileError:
        merged, differing = form.merged(_group(request, public_id))
        return _page(request, found, merged, status=409, differing=differing)
    except DomainError as error:
        put_on(form, error)
        return _page(request, found, form, status=422)
    messages.success(request, _("Zapisane."))
    return redirect("network:desk_group", public_id)


@needs(May.LEND_ROOMS)
@require_POST
def sign(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Note that the group signed the house rules on paper."""
    found = _group(request, public_id)
    form = SignForm(request.POST, version=None)
    if not form.is_valid():
        return _page(request, found, GroupForm(instance=found), sign_form=form, status=422)
    try:
        operations.sign_rules(
            found,
            version=form.cleaned_data["version"],
            signed_by=form.cleaned_data["signed_by"],
            channel=Channel.PAPER,
            actor=request.user,
        )
    except ChangedMeanwhileError as error:
        form = form.again(rules.rules_of(found.pal), str(error.message))
        return _page(request, found, GroupForm(instance=found), sign_form=form, status=422)
    messages.success(request, _("Podpis zapisany. Grupa może rezerwować."))
    return redirect("network:desk_group", public_id)


@needs(May.LEND_ROOMS)
@require_POST
def send_link(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Send the group the address of its page, or a new one that ends the old."""
    found = _group(request, public_id)
    with errors_shown(request):
        if "renew" in request.POST:
            operations.renew_link(found, actor=request.user)
            said = _("Jest nowy adres. Stary już nie działa. Nowy wysyłamy grupie.")
        else:
            operations.send_link(found, actor=request.user)
            said = _("Adres strony wysyłamy grupie.")
        messages.success(request, said)
    return redirect("network:desk_group", public_id)


@needs(May.LEND_ROOMS)
@never_cache
@require_safe
def sheet(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a group that meets on paper: its page's address, and the house rules to sign."""
    meeting = policies.groups_for(request.user).filter(is_active=True)
    found = get_object_or_404(meeting, public_id=public_id)
    audit.saw(found, actor=request.user, purpose="network.desk_group_sheet")
    context = {"group": found, "rules": rules.rules_of(found.pal), "url": links.page_url(found)}
    return render(request, "network/booking/desk/sheet.html", context)


@needs(May.SET_HOUSE_RULES)
@never_cache
@require_http_methods(["GET", "POST"])
def windows(request: StaffRequest, slug: str) -> HttpResponse:
    """Say how much each kind of group may book."""
    pal = _ruled(request, slug)
    form = WindowsForm(posted(request), windows=rules.windows_of(pal))
    differing: list[Differing] = []
    if form.is_valid():
        try:
            operations.save_windows(pal, form.chosen(), seen=form.seen(), actor=request.user)
        except ChangedMeanwhileError:
            form, differing = form.merged(rules.windows_of(pal))
            context = {"pal": pal, "form": form, "differing": differing, "is_late": True}
            return render(request, WINDOWS, context, status=409)
        messages.success(request, _("Zapisane. Obowiązuje od teraz."))
        return redirect("network:desk_bookings")
    context = {"pal": pal, "form": form}
    return render(request, WINDOWS, context, status=422 if form.errors else 200)


@needs(May.SET_HOUSE_RULES)
@never_cache
@require_http_methods(["GET", "POST"])
def house_rules(request: StaffRequest, slug: str) -> HttpResponse:
    """Write the next version of the house rules."""
    pal = _ruled(request, slug)
    held = rules.rules_of(pal)
    form = RulesForm(posted(request), held=held)
    if form.is_valid():
        try:
            operations.write_rules(
                pal, form.words(), seen_version=form.seen_version, actor=request.user
            )
        except ChangedMeanwhileError:
            held = rules.rules_of(pal)
            context = {"pal": pal, "form": form.again(held), "held": held, "is_late": True}
            return render(request, RULES, context, status=409)
        messages.success(request, _("Zasady obowiązują od teraz."))
        return redirect("network:desk_bookings")
    context = {"pal": pal, "form": form, "held": held}
    return render(request, RULES, context, status=422 if form.errors else 200)


def _page(  # noqa: PLR0913 - what one page shows
    request: StaffRequest,
    found: Group,
    form: GroupForm,
    *,
    status: int,
    differing: list[Differing] | None = None,
    sign_form: SignForm | None = None,
) -> HttpResponse:
    audit.saw(found, actor=request.user, purpose="network.desk_group")
    in_force = rules.rules_of(found.pal)
    context = {
        "group": found,
        "form": form,
        "differing": differing or [],
        "is_late": status == HTTPStatus.CONFLICT,
        "coming": queries.coming_of(found),
        "window": rules.window_of(found),
        "rules": in_force,
        "signed": rules.signature_of(found),
        "sign_form": sign_form or SignForm(version=in_force.version if in_force else None),
        "forgotten_on": forgetting.forgotten_on(found),
        "url": links.page_url(found),
        "book_url": f"{reverse('network:desk_new_booking')}?grupa={found.public_id}",
    }
    return render(request, "network/booking/desk/group.html", context, status=status)


def _group(request: StaffRequest, public_id: uuid.UUID) -> Group:
    """Return a group of one's PALs; another answers 404."""
    return get_object_or_404(policies.groups_for(request.user), public_id=public_id)


def _ruled(request: StaffRequest, slug: str) -> Pal:
    return get_object_or_404(policies.ruled_pals(request.user), slug=slug)
