"""The desk's pages of what was noted on walks: one note, its photograph, a need made of several."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, may, needs
from podworko.core.errors import DomainError
from podworko.core.http import posted, put_on, status_of
from podworko.diagnosis import operations, policies
from podworko.diagnosis.forms.walks import HideForm, SharePhotoForm, WalkNeedForm, who
from podworko.diagnosis.models import Observation
from podworko.diagnosis.queries import studies
from podworko.diagnosis.queries import walks as queries


@needs(May.SEE_DIAGNOSIS)
@never_cache
@require_safe
def note(request: StaffRequest, key: uuid.UUID) -> HttpResponse:
    """Show one note with its photograph, and what can be done with it."""
    return _page(request, _visible(request, key))


@needs(May.EDIT_STUDIES)
@require_POST
def hide(request: StaffRequest, key: uuid.UUID) -> HttpResponse:
    """Leave a note out with a reason, or count it again."""
    found = _editable(request, key)
    if "again" in request.POST:
        operations.show_again(found, actor=request.user)
        messages.success(request, _("Ta notatka znów się liczy."))
        return redirect("diagnosis:desk_note", key)
    form = HideForm(request.POST)
    if not form.is_valid():
        return _page(request, found, hide=form)
    operations.hide(found, why=form.cleaned_data["hidden_why"], actor=request.user)
    messages.success(request, _("Ukryte."))
    return redirect("diagnosis:desk_walk", found.walk.public_id)


@needs(May.EDIT_STUDIES)
@require_POST
def share_photo(request: StaffRequest, key: uuid.UUID) -> HttpResponse:
    """Let residents see a photograph, or keep it inside again."""
    found = _editable(request, key)
    if "inside" in request.POST:
        operations.share_photo(found, alt=found.photo_alt, public=False, actor=request.user)
        messages.success(request, _("To zdjęcie widzi już tylko zespół."))
        return redirect("diagnosis:desk_note", key)
    form = SharePhotoForm(request.POST)
    if form.is_valid():
        try:
            alt = form.cleaned_data["photo_alt"]
            operations.share_photo(found, alt=alt, public=True, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("To zdjęcie zobaczą mieszkańcy w raporcie."))
            return redirect("diagnosis:desk_note", key)
    return _page(request, found, share=form)


@needs(May.SEE_DIAGNOSIS)
@never_cache
@require_safe
def photo(request: StaffRequest, key: uuid.UUID) -> FileResponse:
    """Answer with a photograph that only staff see."""
    return _file(_visible(request, key))


@login_not_required
@require_safe
def public_photo(request: HttpRequest, key: uuid.UUID) -> FileResponse:
    """Answer with a photograph of a public report."""
    del request
    rows = Observation.objects.kept().filter(is_photo_public=True).select_related("walk__study")
    found = get_object_or_404(rows, key=key)
    if not studies.has_report(found.walk.study):
        raise Http404
    return _file(found)


@needs(May.EDIT_STUDIES)
@never_cache
@require_http_methods(["GET", "POST"])
def need(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Make a need of notes that tell of it, with as many voices as people noted it."""
    walk = get_object_or_404(policies.editable_walks(request.user), public_id=public_id)
    pal = walk.study.pal
    notes = queries.with_all(walk.observations.kept().order_by("need", "category", "pk"))
    form = WalkNeedForm(posted(request), pal=pal, known=studies.needs_of(pal), observations=notes)
    if form.is_valid():
        operations.need_from_walk(
            form.need,
            walk=walk,
            observations=list(form.cleaned_data["observations"]),
            actor=request.user,
        )
        messages.success(request, _("Potrzeba zapisana razem z notatkami, które o niej mówią."))
        return redirect("diagnosis:desk_walk", public_id)
    context = {"form": form, "walk": walk, "study": walk.study}
    return render(request, "diagnosis/desk/walks/need.html", context, status=status_of(form))


def _page(
    request: StaffRequest,
    found: Observation,
    *,
    hide: HideForm | None = None,
    share: SharePhotoForm | None = None,
) -> HttpResponse:
    forms = {
        "hide": hide or HideForm(),
        "share": share or SharePhotoForm(initial={"photo_alt": found.photo_alt}),
    }
    walk = found.walk
    context = {
        "note": found,
        "who": who(found.walker.number),
        "walk": walk,
        "study": walk.study,
        "forms": forms,
        "may_write": may(request.user, May.EDIT_STUDIES, pal_id=walk.study.pal_id),
    }
    status = status_of(*forms.values())
    return render(request, "diagnosis/desk/walks/note.html", context, status=status)


def _file(observation: Observation) -> FileResponse:
    name = observation.photo.name
    if not name or not default_storage.exists(name):
        raise Http404
    answer = FileResponse(default_storage.open(name), content_type="image/jpeg")
    answer["Cache-Control"] = "no-store"
    return answer


def _visible(request: StaffRequest, key: uuid.UUID) -> Observation:
    rows = Observation.objects.filter(walk__in=policies.visible_walks(request.user))
    related = rows.select_related("walker", "stop", "need", "walk__study__pal")
    return get_object_or_404(related, key=key)


def _editable(request: StaffRequest, key: uuid.UUID) -> Observation:
    rows = Observation.objects.filter(walk__in=policies.editable_walks(request.user))
    return get_object_or_404(rows.select_related("walker", "walk__study__pal"), key=key)
