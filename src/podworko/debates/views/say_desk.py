"""The desk's pages of public consultations: prepare, announce, follow, call off."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, User, may, needs
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.core.versions import ChangedMeanwhileError
from podworko.debates import operations, policies
from podworko.debates.forms.polls_desk import WhyForm
from podworko.debates.forms.say_desk import (
    CardsForm,
    DocumentForm,
    EventForm,
    HearingForm,
    NewHearingForm,
)
from podworko.debates.models import Hearing, HearingEvent
from podworko.debates.queries.say import (
    MOST_READ,
    hearing_lists,
    hearing_page,
    late_queues,
    queue_of,
)

STEPS = {"oglos": operations.announce_hearing, "zamknij": operations.close_hearing}


def panel(request: HttpRequest) -> SafeString:
    """Draw on the first page of the desk where voices, appeals or answers wait too long."""
    user = request.user
    rows = late_queues(policies.run_hearings(user)) if isinstance(user, User) else []
    if not rows:
        return SafeString()
    return render_to_string("debates/say/desk/_panel.html", {"hearings": rows}, request)


@needs(May.SEE_DIAGNOSIS)
@never_cache
@require_safe
def hearings(request: StaffRequest) -> HttpResponse:
    """List the hearings of one's PALs and of the network, with what is late."""
    rows = list(policies.desk_hearings(request.user))
    live = [row for row in rows if row.state != Hearing.State.PREPARED]
    context = {
        "prepared": [row for row in rows if row.state == Hearing.State.PREPARED],
        "lists": hearing_lists(live),
        "late": late_queues(live),
        "may_run": may(request.user, May.RUN_DEBATES),
    }
    return render(request, "debates/say/desk/hearings.html", context)


@needs(May.RUN_DEBATES)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Prepare a hearing; residents see nothing of it yet."""
    user = request.user
    form = NewHearingForm(
        posted(request),
        instance=Hearing(),
        pals=policies.pals_to_poll(user),
        is_network=policies.may_poll_network(user),
    )
    if form.is_valid():
        text = form.cleaned_data["document"]
        try:
            made = operations.prepare_hearing(form.instance, document=text, actor=user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Przygotowane. Sprawdź wszystko i ogłoś."))
            return redirect("debates:desk_hearing", made.public_id)
    context = {"form": form}
    return render(request, "debates/say/desk/new.html", context, status=status_of(form))


@needs(May.SEE_DIAGNOSIS)
@never_cache
@require_safe
def hearing(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a hearing: what to do next, what waits, what came by which way."""
    found = get_object_or_404(policies.desk_hearings(request.user), public_id=public_id)
    return page_of(request, found)


@needs(May.RUN_DEBATES)
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change a hearing; who saves second sees both versions."""
    user = request.user
    found = get_object_or_404(policies.run_hearings(user), public_id=public_id)
    form = HearingForm(
        posted(request),
        instance=found,
        pals=policies.pals_to_poll(user),
        is_network=policies.may_poll_network(user),
    )
    context: dict[str, object] = {"form": form, "hearing": found}
    status = status_of(form)
    if form.is_valid():
        try:
            operations.save_hearing(form.instance, actor=user, seen_version=form.seen_version)
        except ChangedMeanwhileError:
            stored = policies.run_hearings(user).get(pk=found.pk)
            context["form"], context["differing"] = form.merged(stored)
            context["is_late"], status = True, 409
        except DomainError as error:
            put_on(form, error)
            status = 422
        else:
            messages.success(request, _("Zapisane."))
            return redirect("debates:desk_hearing", public_id)
    return render(request, "debates/say/desk/edit.html", context, status=status)


@needs(May.RUN_DEBATES)
@never_cache
@require_http_methods(["GET", "POST"])
def document(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write a new version of the document."""
    found = get_object_or_404(policies.run_hearings(request.user), public_id=public_id)
    rows = found.paragraphs.filter(version=found.document_version)
    form = DocumentForm(posted(request), initial={"text": "\n\n".join(row.words for row in rows)})
    if form.is_valid():
        text = form.cleaned_data["text"]
        try:
            version = operations.write_document(found, text=text, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            is_new = version != found.document_version
            words = _("Zapisana nowa wersja. Głosy do poprzedniej zostały.")
            messages.success(request, words if is_new else _("Tekst jest taki jak był."))
            return redirect("debates:desk_hearing", public_id)
    context = {"form": form, "hearing": found}
    return render(request, "debates/say/desk/document.html", context, status=status_of(form))


@needs(May.RUN_DEBATES)
@require_POST
def step(request: StaffRequest, public_id: uuid.UUID, act: str) -> HttpResponse:
    """Announce a hearing, or begin to weigh what was said."""
    found = get_object_or_404(policies.run_hearings(request.user), public_id=public_id)
    done = STEPS.get(act)
    if done:
        with errors_shown(request):
            done(found, actor=request.user)
            messages.success(request, _("Zapisane."))
    return redirect("debates:desk_hearing", public_id)


@needs(May.RUN_DEBATES)
@never_cache
@require_http_methods(["GET", "POST"])
def call_off(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """End a hearing without an answer, and say why."""
    found = get_object_or_404(policies.run_hearings(request.user), public_id=public_id)
    form = WhyForm(posted(request))
    if form.is_valid():
        try:
            words = form.cleaned_data["words"]
            operations.call_off_hearing(found, words=words, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Odwołane. Mieszkańcy przeczytają, dlaczego."))
            return redirect("debates:desk_hearing", public_id)
    context = {"form": form, "hearing": found}
    return render(request, "debates/say/desk/call_off.html", context, status=status_of(form))


@needs(May.RUN_DEBATES)
@require_POST
def add_event(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Name a meeting of the programme."""
    found = get_object_or_404(policies.run_hearings(request.user), public_id=public_id)
    form = EventForm(request.POST, sessions=policies.sessions_to_hear(request.user))
    if form.is_valid():
        try:
            session = form.cleaned_data["session"]
            operations.add_event(found, session=session, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            return redirect("debates:desk_hearing", public_id)
    return page_of(request, found, event=form)


@needs(May.RUN_DEBATES)
@require_POST
def remove_event(request: StaffRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Take a meeting off."""
    found = get_object_or_404(policies.run_hearings(request.user), public_id=public_id)
    event = get_object_or_404(
        HearingEvent.objects.select_related("hearing"), hearing=found, pk=number
    )
    with errors_shown(request):
        operations.remove_event(event, actor=request.user)
    return redirect("debates:desk_hearing", public_id)


def page_of(request: StaffRequest, found: Hearing, **sent: object) -> HttpResponse:
    """Show the desk's page of a hearing, with a form that was sent and is wrong, if any."""
    user = request.user
    may_run = policies.run_hearings(user).filter(pk=found.pk).exists()
    page = hearing_page(found)
    context = {
        "hearing": found,
        "page": page,
        "shown": Paginator(page.groups, MOST_READ).get_page(request.GET.get("page")),
        "queue": queue_of(found),
        "events": list(found.events.select_related("session__activity", "session__pal")),
        "event_form": EventForm(sessions=policies.sessions_to_hear(user)),
        "cards_form": CardsForm(),
        "may_run": may_run,
        "may_type": policies.typed_hearings(user).filter(pk=found.pk).exists(),
        **{f"{name}_form": form for name, form in sent.items()},
    }
    status = 422 if sent else 200
    return render(request, "debates/say/desk/hearing.html", context, status=status)
