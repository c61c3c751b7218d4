"""Photographs as anybody meets them: the picture, “that is me”, one's own consents."""

import uuid
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from podworko.audit.public import RESIDENT
from podworko.core import throttle
from podworko.core.discreet import discreet
from podworko.core.errors import DomainError
from podworko.core.http import client_address, posted, put_on, status_of
from podworko.core.views import stored_picture
from podworko.people.public import Channel, Person
from podworko.promotion import operations, photo_links
from podworko.promotion.forms.photos import AskForm
from podworko.promotion.models import Photo, Scope, TakeDown
from podworko.promotion.photo_kept import KeptPicture, public_picture
from podworko.promotion.queries import photos as queries

ASKED_A_DAY = 20
"""From one address: a library or a PAL's own computer is many people."""


@login_not_required
@require_safe
def photo(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """Answer with a photograph that may be shown on the site at this moment."""
    found = get_object_or_404(Photo.objects.shown_in(Scope.SITE), public_id=public_id)
    return stored_picture(request, str(found.file.name))


@login_not_required
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take a request to take a photograph of ours down."""
    on_site, for_press = map(Photo.objects.shown_in, (Scope.SITE, Scope.PRESS))
    found = get_object_or_404(on_site | for_press, public_id=public_id)
    form = AskForm(posted(request))
    if form.is_bound and form.is_valid() and (form.is_trapped or _keep(request, form, found)):
        return redirect("promotion:photo_asked")
    # What is for the media alone has no address on the site: it is told in words.
    url = found.url if queries.may_show(found, Scope.SITE) else ""
    return _page(request, form, {"url": url, "alt": found.alt})


@login_not_required
@require_http_methods(["GET", "POST"])
def ask_kept(request: HttpRequest, kind: str, key: uuid.UUID) -> HttpResponse:
    """Take a request to take a picture down that another module keeps."""
    kept = public_picture(kind, key)
    if kept is None:
        raise Http404
    form = AskForm(posted(request))
    if form.is_bound and form.is_valid() and (form.is_trapped or _keep(request, form, kept)):
        return redirect("promotion:photo_asked")
    return _page(request, form, {"url": kept.url, "alt": kept.alt, "on": kept.on})


@login_not_required
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Say that it came, and by when we answer."""
    return render(request, "promotion/photos/asked.html", {"days": TakeDown.DAYS})


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def own(request: HttpRequest, token: str) -> HttpResponse:
    """Show somebody the photographs they are on; one button takes them down."""
    person = _person(token)
    rows = queries.own(person)
    if request.method == "POST":
        chosen = request.POST.get("photo", "")
        mine = [row.portrayal for row in rows if chosen in ("", str(row.portrayal.public_id))]
        if operations.take_back(mine, actor=person, channel=Channel.WEB):
            messages.success(request, _("Zgoda cofnięta. Tych zdjęć już nigdzie nie pokazujemy."))
        else:
            messages.info(request, _("Nic się nie zmieniło: nie było tu Twojej zgody."))
        return redirect("promotion:photos_own", token)
    context = {"person": person, "rows": rows, "token": token}
    return render(request, "promotion/photos/own.html", context)


@login_not_required
@discreet
@require_safe
def own_photo(request: HttpRequest, token: str, public_id: uuid.UUID) -> HttpResponseBase:
    """Answer somebody with a photograph they are on, wherever it may be shown."""
    mine: QuerySet[Photo] = Photo.objects.kept().filter(portrayals__person=_person(token))
    found = get_object_or_404(mine.distinct(), public_id=public_id)
    return stored_picture(request, str(found.file.name))


def ask_link(request: HttpRequest, *, kind: str, public_id: uuid.UUID) -> SafeString:
    """Draw under a picture of another module the way to have it taken down."""
    url = reverse("promotion:picture_ask", args=[kind, public_id])
    return render_to_string("promotion/photos/_ask_link.html", {"url": url}, request)


def _keep(request: HttpRequest, form: AskForm, about: Photo | KeptPicture) -> bool:
    day = timedelta(days=1)
    if not throttle.allow("take-down", client_address(request), limit=ASKED_A_DAY, window=day):
        form.add_error(None, _("Za dużo próśb naraz. Zadzwoń do PAL."))
        return False
    try:
        if isinstance(about, KeptPicture):
            about = operations.note_picture(about, actor=RESIDENT)
        operations.ask_take_down(about, form.asked(), actor=RESIDENT)
    except DomainError as error:
        put_on(form, error)
        return False
    return True


def _page(request: HttpRequest, form: AskForm, picture: dict[str, object]) -> HttpResponse:
    context = {"form": form, "picture": picture, "days": TakeDown.DAYS}
    return render(request, "promotion/photos/ask.html", context, status=status_of(form))


def _person(token: str) -> Person:
    key = photo_links.read_token(token)
    if key is None:
        raise Http404
    return get_object_or_404(Person, public_id=key).kept
