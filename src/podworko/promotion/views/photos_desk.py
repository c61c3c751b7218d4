"""The desk's pages of photographs: the library, bringing several, one photograph, requests."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import BaseFormSet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, User, may, needs
from podworko.activities.public import Activity, Session
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.http import answer_or_back, posted, put_on, searched, status_of
from podworko.core.times import today
from podworko.core.views import stored_picture
from podworko.people.public import Person
from podworko.promotion import operations, policies
from podworko.promotion.forms.photos import (
    AnswerForm,
    BroughtForm,
    PhotoForm,
    PhotoRowForm,
    PhotoRows,
    WithdrawPhotoForm,
)
from podworko.promotion.models import Photo, TakeDown
from podworko.promotion.photo_kept import public_picture
from podworko.promotion.printing.photo_consent import consent_sheet
from podworko.promotion.queries import photos as queries
from podworko.ui.edit_pages import stored
from podworko.ui.editing import VersionedForm
from podworko.ui.typesetting import pdf_answer

PER_PAGE = 24
IN_PANEL = 6


@needs(May.WRITE_NEWS)
@never_cache
@require_safe
def photos(request: StaffRequest) -> HttpResponse:
    """List the library, of one event (`?termin=`) or all, and the requests that wait."""
    mine = policies.kept_photos(request.user)
    session, text = _session(request), searched(request)
    found = queries.library(mine.filter(session=session) if session else mine, text=text)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "session": session,
        "text": text,
        "new_url": reverse("promotion:desk_photos_new") + _query(session),
        "waiting": list(queries.waiting(policies.photos_with_people(request.user))),
        "today": today(),
    }
    return render(request, "promotion/photos/desk/list.html", context)


@needs(May.WRITE_NEWS)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Bring several photographs at once, each with its words."""
    session, data = _session(request), posted(request)
    form = BroughtForm(
        data,
        pals=list(policies.pals_to_write_of(request.user)),
        is_network=policies.may_write_of_network(request.user),
        initial={
            "pal": session.pal if session else None,
            "taken_on": min(localdate(session.starts_at), today()) if session else today(),
        },
    )
    rows = PhotoRows(data, request.FILES if data is not None else None, prefix="z")
    if data is not None and form.is_valid() and rows.is_valid() and _has_any(form, rows):
        count = _bring(request, form, rows, session)
        messages.success(request, _("Dodane zdjęcia: %(count)s.") % {"count": count})
        return redirect(reverse("promotion:desk_photos") + _query(session))
    context = {"form": form, "rows": rows, "session": session}
    status = status_of(form, *rows.forms)
    return render(request, "promotion/photos/desk/new.html", context, status=status)


@needs(May.WRITE_NEWS)
@never_cache
@require_safe
def photo(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one photograph: who is on it, where it may be, where it is shown."""
    return _page(request, _found(request, public_id), WithdrawPhotoForm())


@needs(May.WRITE_NEWS)
@never_cache
@require_safe
def file(request: StaffRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """Answer staff with a photograph that residents may not see yet."""
    return stored_picture(request, str(_found(request, public_id).file.name))


@needs(May.WRITE_NEWS)
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change what is said of a photograph; who saves second sees both versions."""
    found = _found(request, public_id)
    if request.method == "GET" and not found.is_kept:
        return redirect("promotion:desk_photo", public_id)
    form = PhotoForm(posted(request), instance=found)

    def save(form: VersionedForm[Photo]) -> str:
        operations.change_photo(form.instance, actor=request.user, seen_version=form.seen_version)
        return reverse("promotion:desk_photo", args=[public_id])

    return stored(
        request,
        form,
        save=save,
        current=lambda: _found(request, public_id),
        template="promotion/photos/desk/edit.html",
        context=lambda _shown: {"photo": form.instance},
    )


@needs(May.WRITE_NEWS)
@require_POST
def withdraw(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take a photograph away from everywhere, file and all."""
    found, form = _found(request, public_id), WithdrawPhotoForm(request.POST)
    if form.is_valid():
        operations.withdraw_photo(found, why=form.cleaned_data["why"], actor=request.user)
        messages.success(request, _("Zdjęcie wycofane. Nigdzie go już nie ma."))
        return redirect("promotion:desk_photo", public_id)
    return _page(request, found, form)


@needs(May.WRITE_NEWS)
@require_POST
def note(request: StaffRequest, kind: str, key: uuid.UUID) -> HttpResponse:
    """Enter a picture of another module into the library, so that consents reach it."""
    kept = public_picture(kind, key)
    if kept is None or kept.pal not in policies.pals_to_write_of(request.user):
        raise Http404
    made = operations.note_picture(kept, actor=request.user)
    messages.success(request, _("Zdjęcie jest w zbiorze. Wpisz, kto na nim jest."))
    return redirect("promotion:desk_photo", made.public_id)


@needs(May.WRITE_NEWS)
@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Answer whoever asked to take a picture down."""
    rows = TakeDown.objects.filter(photo__in=policies.photos_with_people(request.user))
    asked = get_object_or_404(rows.select_related("photo__pal"), public_id=public_id)
    form = AnswerForm(posted(request))
    if form.is_valid():
        try:
            operations.answer_take_down(
                asked, is_done=form.is_done, words=form.cleaned_data["words"], actor=request.user
            )
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Odpowiedź zapisana."))
            return redirect("promotion:desk_photos")
    context = {"asked": asked, "form": form, "page": queries.photo_page(asked.photo)}
    audit.saw(asked, actor=request.user, purpose="desk.photo")
    return render(request, "promotion/photos/desk/answer.html", context, status=status_of(form))


@needs(May.WRITE_NEWS)
@never_cache
@require_safe
def consent(request: StaffRequest) -> HttpResponse:
    """Set the consent to sign, for an event (`?termin=`) or with room for which."""
    session = _session(request)
    return answer_or_back(
        request,
        lambda: pdf_answer(consent_sheet(session), name="zgoda-na-zdjecia"),
        back=reverse("promotion:desk_photos"),
    )


def panel(request: HttpRequest) -> SafeString:
    """Draw on the desk's first page who asks to be taken off a picture, and by when."""
    user = request.user
    if not isinstance(user, User) or not may(user, May.WRITE_NEWS):
        return SafeString()
    rows = list(queries.waiting(policies.photos_with_people(user)))
    if not rows:
        return SafeString()
    context = {"waiting": rows[:IN_PANEL], "others": len(rows[IN_PANEL:]), "today": today()}
    return render_to_string("promotion/photos/desk/_panel.html", context, request)


def activity_panel(request: HttpRequest, *, activity: Activity) -> SafeString:
    """Draw on the desk's page of an activity the photographs of its events."""
    user = request.user
    if not isinstance(user, User) or not may(user, May.WRITE_NEWS, pal_id=activity.pal_id):
        return SafeString()
    context = {
        "activity": activity,
        "events": queries.events_of(activity),
        "has_image": public_picture("zajecia", activity.public_id) is not None,
    }
    return render_to_string("promotion/photos/desk/_activity_panel.html", context, request)


def note_button(request: HttpRequest, *, kind: str, public_id: uuid.UUID) -> SafeString:
    """Draw on the desk's page of a thing the way to say who is on its picture."""
    if not may(request.user, May.WRITE_NEWS):
        return SafeString()
    url = reverse("promotion:desk_photo_note", args=[kind, public_id])
    return render_to_string("promotion/photos/desk/_note.html", {"url": url}, request)


def person_panel(request: HttpRequest, *, person: Person) -> SafeString:
    """Draw on somebody's card the photographs they are on."""
    user = request.user
    if not isinstance(user, User) or not may(user, May.WRITE_NEWS):
        return SafeString()
    mine = queries.of_person(person, among=policies.photos_with_people(user))
    if not mine:
        return SafeString()
    context = {"rows": mine, "person": person}
    return render_to_string("promotion/photos/desk/_person_panel.html", context, request)


def _found(request: StaffRequest, public_id: uuid.UUID) -> Photo:
    return get_object_or_404(policies.kept_photos(request.user), public_id=public_id)


def _session(request: StaffRequest) -> Session | None:
    key = request.GET.get("termin", "")
    if not key:
        return None
    try:
        known = uuid.UUID(key)
    except ValueError:
        raise Http404 from None
    return get_object_or_404(policies.photographed_sessions(request.user), public_id=known)


def _query(session: Session | None) -> str:
    return f"?termin={session.public_id}" if session else ""


def _has_any(form: BroughtForm, rows: "BaseFormSet[PhotoRowForm]") -> bool:
    if any(row.has_changed() for row in rows):
        return True
    form.add_error(None, _("Wybierz co najmniej jedno zdjęcie."))
    return False


def _bring(
    request: StaffRequest,
    form: BroughtForm,
    rows: "BaseFormSet[PhotoRowForm]",
    session: Session | None,
) -> int:
    told = form.cleaned_data
    brought = [row for row in rows if row.has_changed()]
    for row in brought:
        operations.add_photo(
            row.data_with(credit=told["credit"], taken_on=told["taken_on"]),
            pal=session.pal if session else told["pal"],
            session=session,
            actor=request.user,
        )
    return len(brought)


def _page(request: StaffRequest, found: Photo, form: WithdrawPhotoForm) -> HttpResponse:
    page = queries.photo_page(found)
    may_name = policies.may_name_people_on(found, user=request.user)
    if page.people and may_name:
        audit.saw(found, actor=request.user, purpose="desk.photo")
    context = {"page": page, "photo": found, "withdraw_form": form, "may_name": may_name}
    return render(request, "promotion/photos/desk/photo.html", context, status=status_of(form))
