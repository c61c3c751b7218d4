"""The register of a session: who came. Every look at it is logged."""

import json
import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, User, may, needs
from podworko.activities import policies
from podworko.activities.forms.doors import CodeForm
from podworko.activities.forms.prints import LabelsForm
from podworko.activities.forms.registers import CloseForm, LeaveForm, RegisterForm
from podworko.activities.models import Presence, Session
from podworko.activities.operations import doors, held, registers
from podworko.activities.queries import registers as queries
from podworko.activities.queries.held import held_count
from podworko.activities.views.desk_common import session_of
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.ui import offline
from podworko.ui.navigation import home_path

MOST_BYTES = 512 * 1024
_OWN_FILES = (
    "activities/desk.css",
    "activities/register.css",
    "activities/register.js",
    "activities/register-code.js",
    "activities/scan.js",
)


@needs(May.KEEP_REGISTERS, May.KEEP_OWN_REGISTERS)
@never_cache
@require_safe
def to_fill(request: StaffRequest) -> HttpResponse:
    """List the sessions of today and those whose register is not complete."""
    context = {
        "waiting": queries.registers_to_fill(request.user, limit=100),
        "today": queries.sessions_of_today(request.user),
        "held": held_count(request.user),
        "may_open_doors": may(request.user, May.KEEP_REGISTERS),
    }
    return render(request, "activities/desk/registers.html", context)


@needs(May.KEEP_REGISTERS, May.KEEP_OWN_REGISTERS)
@never_cache
@require_http_methods(["GET", "POST"])
def register(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show the register and take what was written in it, without script all at once."""
    session = _session(request, public_id)
    audit.saw(session, actor=request.user, purpose=policies.REGISTER_PURPOSE)
    page = queries.register_page(session)
    if audit.wanted_format(request):
        return _file(request, page)
    form = RegisterForm(posted(request), page=page)
    if form.is_valid() and _written(request, form):
        return redirect("activities:desk_register", public_id)
    context = {
        "page": page,
        "form": form,
        "close": CloseForm(initial=_note(page)),
        "labels": LabelsForm(None),
        "code": CodeForm(),
    }
    return render(request, "activities/desk/register.html", context, status=status_of(form))


@never_cache
@require_POST
def acts(request: StaffRequest, public_id: uuid.UUID) -> JsonResponse:
    """Take acts from a device, some maybe days old, and answer how the register stands.

    Who kept this register until lately gets them held for somebody to decide on, and no names.
    """
    session, is_late = _session_of_acts(request, public_id)
    try:
        told = _read(request)
        device = str(told.get("device", ""))[:64] or _device(request)
        if is_late:
            outcomes = held.hold(session, told.get("acts"), device=device, actor=request.user)
        else:
            outcomes = registers.write(
                session,
                registers.parse_acts(told.get("acts")),
                device=device,
                actor=request.user,
            )
    except DomainError as error:
        return JsonResponse({"error": str(error.message)}, status=422)
    answer: dict[str, object] = {
        "outcomes": [
            {"key": str(one.key), "result": one.result, "message": one.message} for one in outcomes
        ],
    }
    if is_late:
        answer["held"] = _why_held(request.user)
    else:
        answer["register"] = _as_json(queries.register_page(session))
    return JsonResponse(answer)


@needs(May.KEEP_REGISTERS, May.KEEP_OWN_REGISTERS)
@require_POST
def by_code(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Mark those whose code was typed or scanned as present."""
    session = _session(request, public_id)
    audit.saw(session, actor=request.user, purpose=policies.REGISTER_PURPOSE)
    form = CodeForm(request.POST)
    with errors_shown(request):
        names = doors.mark_by_code(
            session,
            form.cleaned_data["code"] if form.is_valid() else "",
            device=_device(request),
            actor=request.user,
        )
        messages.success(request, _("Jest: %(names)s") % {"names": ", ".join(names)})
    return redirect(reverse("activities:desk_register", args=[public_id]) + "#code")


@needs(May.KEEP_REGISTERS, May.KEEP_OWN_REGISTERS)
@require_POST
def close(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say that the register is complete."""
    session = _session(request, public_id)
    form = CloseForm(request.POST)
    if form.is_valid():
        with errors_shown(request):
            registers.close_register(session, note=form.cleaned_data["note"], actor=request.user)
            messages.success(request, _("Lista zamknięta."))
    return redirect("activities:desk_register", public_id)


@needs(May.KEEP_REGISTERS, May.KEEP_OWN_REGISTERS)
@require_POST
def reopen(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Let the register be written in again."""
    with errors_shown(request):
        registers.reopen_register(_session(request, public_id), actor=request.user)
        messages.success(request, _("Lista znów otwarta."))
    return redirect("activities:desk_register", public_id)


@needs(May.KEEP_REGISTERS, May.KEEP_OWN_REGISTERS)
@require_POST
def settle(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Decide what two devices said differently of one person."""
    session = _session(request, public_id)
    rows = Presence.objects.filter(register__session=session).select_related("register__session")
    held = get_object_or_404(rows, public_id=_uuid(request.POST.get("presence", "")))
    with errors_shown(request):
        registers.settle(held, state=request.POST.get("state", ""), actor=request.user)
        messages.success(request, _("Rozstrzygnięte."))
    return redirect("activities:desk_register", public_id)


@needs(May.KEEP_REGISTERS, May.KEEP_OWN_REGISTERS)
@require_POST
def leave(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Note that a child left, and with whom."""
    session = _session(request, public_id)
    form = LeaveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Wpisz, kto odebrał dziecko."))
        return redirect("activities:desk_register", public_id)
    act = registers.Leave(
        key=uuid.uuid4(),
        made_at=timezone.now(),
        is_back="back" in request.POST,
        **form.cleaned_data,
    )
    with errors_shown(request):
        for outcome in registers.write(session, [act], device=_device(request), actor=request.user):
            if outcome.message:
                messages.error(request, outcome.message)
    return redirect("activities:desk_register", public_id)


@needs(May.KEEP_REGISTERS, May.KEEP_OWN_REGISTERS)
@require_safe
def shell(request: StaffRequest) -> HttpResponse:
    """Show the page on which a device without signal draws the registers it keeps.

    It holds nothing of anybody: the device may keep it as it is.
    """
    return render(request, "activities/desk/register_shell.html")


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Answer with the script that opens registers without signal; it holds no data."""
    shown = offline.worker_answer(
        request,
        "activities/desk/register_worker.js",
        shell=reverse("activities:register_shell"),
        own=_OWN_FILES,
    )
    shown["Service-Worker-Allowed"] = home_path() + "biurko/"
    return shown


def _written(request: StaffRequest, form: RegisterForm) -> bool:
    """Store what was changed on the form, or put on it what stands in the way."""
    session = form.page.session
    try:
        outcomes = registers.write(
            session, form.acts(), device=_device(request), actor=request.user
        )
    except DomainError as error:
        put_on(form, error)
        return False
    refused = [outcome.message for outcome in outcomes if outcome.result == "refused"]
    for message in refused:
        messages.error(request, message)
    if not refused:
        messages.success(request, _("Zapisane."))
    return True


def _file(request: StaffRequest, page: queries.RegisterPage) -> HttpResponse:
    return audit.table_file(
        name="obecnosc",
        headings=[_("Kto"), _("Obecność"), _("Wiek"), _("Ile osób")],
        rows=queries.register_cells(page),
        as_format=audit.wanted_format(request),
        about=page.session,
        actor=request.user,
    )


def _session(request: StaffRequest, public_id: uuid.UUID) -> Session:
    return session_of(policies.register_sessions(request.user), public_id)


def _why_held(user: User) -> str:
    if policies.keeps_registers(user):
        return _("Tej listy już nie prowadzisz. Wpisy czekają na decyzję zespołu PAL.")
    return _("Twoja rola się skończyła. Wpisy czekają na decyzję zespołu PAL.")


def _session_of_acts(request: StaffRequest, public_id: uuid.UUID) -> tuple[Session, bool]:
    """Return the session and whether its register was this person's to keep until lately."""
    if policies.keeps_registers(request.user):
        kept = policies.register_sessions(request.user).filter(public_id=public_id)
        if kept.exists():
            return _session(request, public_id), False
    late = policies.session_kept_until_lately(request.user, public_id)
    if late is None and not policies.keeps_registers(request.user):
        raise PermissionDenied
    if late is None:
        raise Http404
    return late, True


def _device(request: StaffRequest) -> str:
    """Return how a page without script is named: by who is signed in."""
    return f"page-{request.user.public_id}"


def _note(page: queries.RegisterPage) -> dict[str, object]:
    return {"note": page.register.note if page.register else ""}


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _read(request: StaffRequest) -> dict[str, Any]:
    if len(request.body) > MOST_BYTES:
        raise registers.RegisterError(_("Za dużo wpisów naraz."))
    try:
        told = json.loads(request.body)
    except ValueError as error:
        raise registers.RegisterError(_("Nie da się odczytać wpisów.")) from error
    if not isinstance(told, dict):
        raise registers.RegisterError(_("Nie da się odczytać wpisów."))
    return told


def _as_json(page: queries.RegisterPage) -> dict[str, object]:
    """Return how the register stands, without names: the device has them."""
    return {
        "lines": {
            line.code: {
                "state": line.state,
                "contested": line.presence.contested if line.presence else "",
                "left": line.is_gone,
            }
            for line in page.lines
        },
        "bands": {band.code: band.number for band in page.bands},
        "totals": {
            "present": page.present,
            "named": page.named,
            "cards": page.cards,
            "counted": page.counted,
            "unmarked": page.unmarked,
        },
        "isFull": page.is_full,
    }
