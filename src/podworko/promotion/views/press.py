"""The page for journalists: what we told, whom to ask, files to take, how to end our letters."""

import uuid
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import get_script_prefix
from django.urls.converters import StringConverter
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from podworko.activities.public import limits
from podworko.audit.public import RESIDENT
from podworko.core.discreet import discreet
from podworko.core.http import answer_or_back, client_address
from podworko.core.views import stored_picture
from podworko.network.public import Pal, pal_choices
from podworko.promotion import operations, press_links
from podworko.promotion.forms.news import NewsFilterForm
from podworko.promotion.models import PressContact, Release
from podworko.promotion.press_text import ReleaseText, text_of
from podworko.promotion.printing.releases import release_document, release_plain, release_sheet
from podworko.promotion.queries import press as queries
from podworko.ui import text_documents
from podworko.ui.typesetting import current, public_pdf
from podworko.ui.values import filter_chips

PER_PAGE = 20
GONE = 410


class FileKindConverter(StringConverter):
    """As which file a release is taken."""

    regex = "pdf|docx|txt"


@login_not_required
@require_safe
def press(request: HttpRequest) -> HttpResponse:
    """Show journalists whom to call, the network in figures, and releases, the newest first."""
    form = NewsFilterForm(request.GET, pals=pal_choices())
    wanted = form.wanted()
    pal = Pal.objects.filter(slug=wanted.get("pal", "")).first()
    names = dict(pal_choices())
    context = {
        "form": form,
        "pal": pal,
        "chips": filter_chips(
            wanted, request.GET, words=lambda _name, slug: names.get(slug, slug), page="page"
        ),
        "page": Paginator(queries.releases_out(pal=pal), PER_PAGE).get_page(
            request.GET.get("page")
        ),
        "office": queries.press_office(),
        "feed_url": f"{get_script_prefix().rstrip('/')}/dla-mediow/rss.xml?jezyk={get_language()}",
    }
    return render(request, "promotion/press/list.html", context)


@login_not_required
@require_safe
def release(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one release; of one that was withdrawn, only why."""
    found = Release.objects.public().filter(public_id=public_id).first()
    if found is None:
        gone = get_object_or_404(Release.objects.withdrawn(), public_id=public_id)
        return _gone(request, gone)
    return _page(request, found)


@login_not_required
@discreet
@require_safe
def early(request: HttpRequest, token: str) -> HttpResponse:
    """Show a release under embargo to whoever it was sent to; afterwards its usual page."""
    found = _early(token)
    if found.state == Release.State.WITHDRAWN:
        return _gone(request, found)
    return redirect(found) if found.is_public else _page(request, found, token=token)


@login_not_required
@require_safe
def file(request: HttpRequest, public_id: uuid.UUID, kind: str) -> HttpResponse:
    """Answer with a release as a file."""
    found = get_object_or_404(Release.objects.public(), public_id=public_id)
    return answer_or_back(
        request, lambda: _file(request, found, kind), back=found.get_absolute_url()
    )


@login_not_required
@discreet
@require_safe
def early_file(request: HttpRequest, token: str, kind: str) -> HttpResponse:
    """Answer with a release under embargo as a file, to whoever it was sent to."""
    found = _early(token)
    if found.state == Release.State.WITHDRAWN:
        raise Http404
    back = press_links.page_url(found)
    return answer_or_back(request, lambda: _file(request, found, kind), back=back)


@login_not_required
@require_safe
def photo(request: HttpRequest, public_id: uuid.UUID, photo_id: uuid.UUID) -> HttpResponseBase:
    """Answer with a photograph that goes with a release, while the media may have it."""
    found = get_object_or_404(Release.objects.public(), public_id=public_id)
    return _picture(request, found, photo_id)


@login_not_required
@discreet
@require_safe
def early_photo(request: HttpRequest, token: str, photo_id: uuid.UUID) -> HttpResponseBase:
    """Answer with a photograph of a release under embargo, to whoever it was sent to."""
    found = _early(token)
    if found.state == Release.State.WITHDRAWN:
        raise Http404
    return _picture(request, found, photo_id)


@csrf_exempt  # RFC 8058: a mail program posts from nowhere; the sealed name alone lets it
@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, token: str) -> HttpResponse:
    """Write to somebody no more by one post, without questions; a look alone changes nothing."""
    key = press_links.read_end_token(token)
    if key is None:
        raise Http404
    found = PressContact.objects.filter(public_id=key).first()
    is_over = found is None or found.state == PressContact.State.OBJECTED
    if found and request.method == "POST":
        operations.object_contact(found, actor=RESIDENT)
        is_over = True
    context = {"is_over": is_over, "is_off": found is None}
    return render(request, "promotion/press/end.html", context)


def _early(token: str) -> Release:
    key = press_links.read_early_token(token)
    found = Release.objects.select_related("pal").filter(public_id=key).first() if key else None
    if found is None or not (found.is_out or found.state == Release.State.WITHDRAWN):
        raise Http404
    return found


def _page(request: HttpRequest, found: Release, *, token: str = "") -> HttpResponse:
    about = found.about
    context = {
        "release": found,
        "text": text_of(found),
        "about": about[1] if about and found.is_public else None,
        "token": token,
        "url": request.build_absolute_uri(found.get_absolute_url()),
        "kinds": ("pdf", "docx", "txt"),
        "photos": [shown.photo for shown in found.photos.shown()],
    }
    return render(request, "promotion/press/release.html", context)


def _picture(request: HttpRequest, found: Release, photo_id: uuid.UUID) -> HttpResponseBase:
    """Answer with the picture, to look at or (`?pobierz`) to keep as a file."""
    shown = get_object_or_404(found.photos.shown(), photo__public_id=photo_id)
    answer = stored_picture(request, str(shown.photo.file.name))
    if "pobierz" in request.GET:
        kind = Path(str(shown.photo.file.name)).suffix
        answer["Content-Disposition"] = f'attachment; filename="zdjecie-{shown.pk}{kind}"'
    return answer


def _gone(request: HttpRequest, found: Release) -> HttpResponse:
    return render(request, "promotion/press/withdrawn.html", {"release": found}, status=GONE)


def _file(request: HttpRequest, found: Release, kind: str) -> HttpResponse:
    text = text_of(found)
    if kind == "pdf":
        return _pdf(request, found, text)
    made: bytes | str = release_document(text) if kind == "docx" else release_plain(text)
    of = text_documents.MIME if kind == "docx" else "text/plain; charset=utf-8"
    answer = HttpResponse(made, content_type=of)
    answer["Content-Disposition"] = f'attachment; filename="informacja-prasowa.{kind}"'
    answer["Cache-Control"] = "no-cache"
    return answer


def _pdf(request: HttpRequest, found: Release, text: ReleaseText) -> HttpResponse:
    document = release_sheet(found, text)
    # The document says itself in which language it is read out.
    with translation.override(text.language):
        held = current(request, document)
        if held is not None:
            return held
        limits.check_paper(client_address(request))
        return public_pdf(document, name="informacja-prasowa")
