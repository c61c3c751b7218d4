"""The desk's pages of who is on photographs: noting consents, finding somebody, taking back."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from podworko.accounts.public import May, StaffRequest, needs
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, searched, status_of
from podworko.people.public import Person
from podworko.promotion import operations, policies
from podworko.promotion.forms.photos import PortrayalForm, TakeBackForm
from podworko.promotion.models import Photo, PhotoQuerySet, Portrayal
from podworko.promotion.queries import photos as queries
from podworko.ui.edit_pages import stored
from podworko.ui.editing import VersionedForm


@needs(May.WRITE_NEWS)
@never_cache
@require_http_methods(["GET", "POST"])
def add(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Note who is on a photograph and what they agreed to."""
    photo = _photo(request, public_id)
    if request.method == "GET" and not photo.is_kept:
        return redirect("promotion:desk_photo", public_id)
    people = policies.people_to_name(request.user, photo.session)
    form = PortrayalForm(posted(request), instance=Portrayal(photo=photo), people=people)
    if form.is_valid():
        try:
            operations.name_person(photo, form.said(), actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane."))
            return redirect("promotion:desk_photo", public_id)
    context = {"form": form, "photo": photo}
    return render(request, "promotion/photos/desk/person.html", context, status=status_of(form))


@needs(May.WRITE_NEWS)
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, public_id: uuid.UUID, key: uuid.UUID) -> HttpResponse:
    """Change what somebody said; who saves second sees both versions."""
    photo = _photo(request, public_id)
    if request.method == "GET" and not photo.is_kept:
        return redirect("promotion:desk_photo", public_id)
    form = PortrayalForm(posted(request), instance=_portrayal(photo, key))

    def save(_form: VersionedForm[Portrayal]) -> str:
        operations.change_portrayal(
            form.instance, form.said(), actor=request.user, seen_version=form.seen_version
        )
        return reverse("promotion:desk_photo", args=[public_id])

    return stored(
        request,
        form,
        save=save,
        current=lambda: _portrayal(photo, key),
        template="promotion/photos/desk/person.html",
        context=lambda _shown: {"photo": photo, "portrayal": form.instance},
    )


@needs(May.WRITE_NEWS)
@require_POST
def remove(request: StaffRequest, public_id: uuid.UUID, key: uuid.UUID) -> HttpResponse:
    """Say that somebody is not on a photograph after all."""
    portrayal = _portrayal(_photo(request, public_id), key)
    with errors_shown(request):
        operations.remove_portrayal(portrayal, actor=request.user)
        messages.success(request, _("Wykreślone."))
    return redirect("promotion:desk_photo", public_id)


@needs(May.WRITE_NEWS)
@never_cache
@require_http_methods(["GET", "POST"])
def who(request: StaffRequest) -> HttpResponse:
    """Find on which photographs somebody is, look where they are shown, and take them back.

    By a name (`?q=`), which several people may have, or by a card (`?osoba=`).
    """
    text, key = searched(request), searched(request, "osoba")
    photos = policies.photos_with_people(request.user)
    rows = _of_card(key, photos) if key else queries.of_name(photos, text)
    found = [row.portrayal for row in rows]
    form = TakeBackForm(posted(request), portrayals=found)
    if form.is_valid():
        count = operations.take_back(
            form.cleaned_data["portrayals"],
            actor=request.user,
            channel=form.cleaned_data["channel"],
            scopes=form.chosen_scopes,
        )
        said = ngettext("Cofnięta zgoda na %(n)s zdjęcie.", "Cofnięta zgoda na %(n)s zdjęć.", count)
        messages.success(request, said % {"n": count})
        return redirect(request.get_full_path())
    if found:
        audit.saw_many(found, actor=request.user, purpose="desk.photo")
    context = {
        "form": form,
        "rows": rows,
        "text": text,
        "is_sought": bool(text or key),
        "is_one": queries.are_of_one(found),
        "most": queries.MOST_FOUND if len(found) == queries.MOST_FOUND else 0,
    }
    return render(request, "promotion/photos/desk/who.html", context, status=status_of(form))


def _photo(request: StaffRequest, public_id: uuid.UUID) -> Photo:
    """Return a photograph of which this user also knows who is on it."""
    return get_object_or_404(policies.photos_with_people(request.user), public_id=public_id)


def _of_card(key: str, photos: PhotoQuerySet) -> list[queries.OfPerson]:
    try:
        known = uuid.UUID(key)
    except ValueError:
        raise Http404 from None
    return queries.of_person(get_object_or_404(Person, public_id=known).kept, among=photos)


def _portrayal(photo: Photo, key: uuid.UUID) -> Portrayal:
    return get_object_or_404(photo.portrayals.select_related("person", "photo"), public_id=key)
