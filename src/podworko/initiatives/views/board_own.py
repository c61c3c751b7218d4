"""What is somebody's own of the board: their notices, the answers, and what they answered."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from podworko.audit.public import RESIDENT
from podworko.core.discreet import discreet
from podworko.core.errors import DomainError
from podworko.core.http import client_address, errors_shown, posted, put_on, status_of
from podworko.initiatives import limits, operations
from podworko.initiatives.forms.board import AgainForm, AppealForm, MendForm
from podworko.initiatives.models import Notice, NoticeReply
from podworko.initiatives.queries import board as queries
from podworko.initiatives.views.own import person_of
from podworko.people.public import Person

ACTS = ("przedluz", "wycofaj")


def section(request: HttpRequest, *, person: Person, token: str) -> SafeString:
    """Draw what somebody posted and answered; nothing for whoever did neither."""
    notices, answered = queries.notices_of(person), queries.replied_by(person)
    if not notices and not answered:
        return SafeString("")
    context = {"notices": notices, "answered": answered, "token": token}
    return render_to_string("initiatives/board/own/_section.html", context, request)


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def notice(request: HttpRequest, token: str, public_id: uuid.UUID) -> HttpResponse:
    """Show one's own notice with the answers, or the talk about another's; mend or appeal."""
    person = person_of(token)
    found = _notice(person, public_id)
    is_author = found.person_id == person.pk
    form = _form(request, found) if is_author else None
    if request.method == "POST" and form is None:
        raise Http404
    if form and form.is_bound and form.is_valid() and _changed(request, found, form):
        return redirect("initiatives:own_notice", token, public_id)
    return _page(request, found, person=person, token=token, form=form)


@login_not_required
@discreet
@require_POST
def again(request: HttpRequest, token: str, public_id: uuid.UUID, key: uuid.UUID) -> HttpResponse:
    """Pass on the next message of a talk, which `key` names."""
    person = person_of(token)
    found = _notice(person, public_id)
    first = get_object_or_404(found.replies.select_related("person", "notice"), public_id=key)
    is_author = found.person_id == person.pk
    if not is_author and first.person_id != person.pk:
        raise Http404
    form = AgainForm(request.POST)
    if form.is_valid() and _passed_on(request, first, form, from_author=is_author):
        return redirect("initiatives:own_notice", token, public_id)
    return _page(request, found, person=person, token=token, again=form)


@login_not_required
@discreet
@require_POST
def act(request: HttpRequest, token: str, public_id: uuid.UUID, what: str) -> HttpResponse:
    """Let one's own notice hang longer, or take it down."""
    rows = Notice.objects.filter(person=person_of(token))
    found = get_object_or_404(rows, public_id=public_id)
    if what not in ACTS:
        raise Http404
    with errors_shown(request):
        if what == "przedluz":
            held = operations.extend_notice(found, actor=RESIDENT)
            day = f"{held.expires_on:%d.%m.%Y}"
            messages.success(request, _("Ogłoszenie wisi do %(day)s.") % {"day": day})
        else:
            operations.withdraw_notice(found, actor=RESIDENT)
            messages.success(request, _("Ogłoszenie wycofane. Dziękujemy."))
    return redirect("initiatives:own", token)


def _notice(person: Person, public_id: uuid.UUID) -> Notice:
    mine = Notice.objects.filter(person=person)
    answered = Notice.objects.filter(pk__in=person.notice_replies.values("notice"))
    return get_object_or_404(mine | answered, public_id=public_id)


def _form(request: HttpRequest, found: Notice) -> MendForm | AppealForm | None:
    if found.state == Notice.State.ASKED_BACK:
        return MendForm(posted(request), instance=found)
    return AppealForm(posted(request)) if found.may_appeal else None


def _page(  # noqa: PLR0913 - one word per form
    request: HttpRequest,
    found: Notice,
    *,
    person: Person,
    token: str,
    form: MendForm | AppealForm | None = None,
    again: AgainForm | None = None,
) -> HttpResponse:
    """Draw a notice with its talks; what was typed in one and cannot be sent stays there."""
    is_author = found.person_id == person.pk
    match = request.resolver_match
    context = {
        "token": token,
        "notice": Notice.objects.select_related("pal").get(pk=found.pk),
        "is_author": is_author,
        "form": form,
        "talks": queries.talks_of(found, person=None if is_author else person),
        "again": again,
        "typed_in": str(match.kwargs.get("key", "")) if match else "",
    }
    status = status_of(*(each for each in (form, again) if each))
    return render(request, "initiatives/board/own/notice.html", context, status=status)


def _passed_on(
    request: HttpRequest, first: NoticeReply, form: AgainForm, *, from_author: bool
) -> bool:
    try:
        limits.check_form(client_address(request))
        operations.reply_again(
            first.notice,
            person=first.person,
            from_author=from_author,
            words=form.cleaned_data["words"],
            actor=RESIDENT,
        )
    except DomainError as error:
        put_on(form, error)
        return False
    messages.success(request, _("Wiadomość przekazana."))
    return True


def _changed(request: HttpRequest, found: Notice, form: MendForm | AppealForm) -> bool:
    try:
        if isinstance(form, MendForm):
            operations.mend_notice(found, **form.cleaned_data, actor=RESIDENT)
        else:
            operations.appeal(found, words=form.cleaned_data["appeal"], actor=RESIDENT)
    except DomainError as error:
        put_on(form, error)
        return False
    messages.success(request, _("Wysłane. Damy znać."))
    return True
