"""The pages of those who walk: by a code, under a number, with signal and without.

Nobody here has an account or a name. A phone holds a cookie that says which number it has on
which walk; others' notes are told in numbers alone.
"""

import uuid

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.audit.public import RESIDENT
from podworko.core import sealed
from podworko.core.errors import DomainError
from podworko.core.http import client_address, posted, put_on, status_of
from podworko.core.times import today
from podworko.diagnosis import operations, walk_limits
from podworko.diagnosis.forms.walks import CodeForm, JoinForm, NoteForm, who
from podworko.diagnosis.models import Walk, Walker
from podworko.diagnosis.models.walks import SENT_WITHIN
from podworko.diagnosis.queries import walks as queries
from podworko.ui import offline

SALT = "podworko.walk"


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for the six letters of a walk."""
    form = CodeForm(posted(request))
    if form.is_valid():
        try:
            walk_limits.check_code(client_address(request))
            return redirect("diagnosis:walk", _open_code(form.cleaned_data["code"]))
        except DomainError as error:
            put_on(form, error)
    return render(request, "diagnosis/walk/enter.html", {"form": form}, status=status_of(form))


@login_not_required
@never_cache
@require_safe
def walk(request: HttpRequest, code: str) -> HttpResponse:
    """Show the stops and the form for notes, or first ask for a number to walk under."""
    try:
        found = _walk(request, code)
    except Http404:
        return _opens_nothing(request, code)
    walker = _walker(request, found)
    if walker is None:
        return _joining(request, found, JoinForm(free=queries.free_numbers(found)))
    return _notes(request, walker, NoteForm(walk=found, initial=_fresh()))


@login_not_required
@never_cache
@require_POST
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Give somebody their number, and their phone the cookie that says so."""
    found = _walk(request, code)
    form = JoinForm(request.POST, free=queries.free_numbers(found))
    if form.is_valid():
        try:
            made = operations.join_walk(found, number=form.cleaned_data["number"], actor=RESIDENT)
        except DomainError as error:
            put_on(form, error)
        else:
            return _with_cookie(redirect("diagnosis:walk", found.code), made)
    return _joining(request, found, form)


@login_not_required
@never_cache
@require_POST
def take_note(request: HttpRequest, code: str) -> HttpResponse:
    """Take one note: from a page without script, or from a phone that kept it for hours."""
    found = _walk(request, code)
    walker = _walker(request, found)
    if walker is None:
        return _refused(request, found, _("Ten telefon nie ma numeru na tym spacerze."), 403)
    form = NoteForm(request.POST, request.FILES, walk=found)
    try:
        walk_limits.check_note(str(walker.key))
    except walk_limits.TooManyError as error:
        return _refused(request, found, str(error.message), 429)
    if form.is_valid() and _is_kept(walker, form):
        return _taken(request, walker)
    if _wants_json(request):
        return JsonResponse({"error": _all_errors(form)}, status=422)
    return _notes(request, walker, form)


@login_not_required
@never_cache
@require_POST
def leave(request: HttpRequest, code: str) -> HttpResponse:
    """Take the number off this phone; its notes stay."""
    found = _walk(request, code)
    messages.success(request, _("Dziękujemy! Twoje notatki są u nas."))
    response = redirect("diagnosis:study", found.study.slug)
    response.delete_cookie(_cookie(found), path=_cookie_path())
    return response


@login_not_required
@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    """Show the page on which a phone without signal draws the walk it keeps; it holds no data."""
    return render(request, "diagnosis/walk/shell.html")


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Answer with the script that opens a walk without signal; it holds no data."""
    return offline.worker_answer(
        request,
        "diagnosis/walk/worker.js",
        shell=reverse("diagnosis:walk_shell"),
        own=("diagnosis/walk.css", "diagnosis/walk.js"),
    )


def _joining(request: HttpRequest, walk: Walk, form: JoinForm) -> HttpResponse:
    if not walk.is_on(today()):
        return _opens_nothing(request, walk.code)
    context = {"walk": walk, "form": form}
    return render(request, "diagnosis/walk/join.html", context, status=status_of(form))


def _notes(request: HttpRequest, walker: Walker, form: NoteForm) -> HttpResponse:
    found = walker.walk
    context = {
        "walk": found,
        "walker": walker,
        "who": who(walker.number),
        "stops": list(found.stops.all()),
        "form": form,
        "counts": queries.counts(walker),
        "is_on": found.is_on(today()),
    }
    return render(request, "diagnosis/walk/walk.html", context, status=status_of(form))


def _is_kept(walker: Walker, form: NoteForm) -> bool:
    """Keep what the form says, or put on it why not."""
    try:
        operations.note(walker, what=form.said, actor=RESIDENT)
    except DomainError as error:
        put_on(form, error)
        return False
    return True


def _taken(request: HttpRequest, walker: Walker) -> HttpResponse:
    if not _wants_json(request):
        messages.success(request, _("Zapisane. Idziemy dalej."))
        return redirect("diagnosis:walk", walker.walk.code)
    seen = queries.counts(walker)
    is_on = walker.walk.is_on(today())
    told = {"walkers": seen.walkers, "notes": seen.notes, "own": seen.own, "isOn": is_on}
    return JsonResponse(told)


def _refused(request: HttpRequest, walk: Walk, words: str, status: int) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"error": words}, status=status)
    messages.error(request, words)
    return redirect("diagnosis:walk", walk.code)


def _open_code(code: str) -> str:
    walk = queries.walk_by(code)
    if walk is None or not walk.is_on(today()):
        raise _not_open()
    return walk.code


def _not_open() -> operations.WalkError:
    words = _("Nie ma teraz otwartego spaceru z tym kodem. Zapytaj osobę prowadzącą.")
    return operations.WalkError(words, field="code")


def _opens_nothing(request: HttpRequest, code: str) -> HttpResponse:
    """Tell whoever came by a link or a picture no more than whoever typed the code (404)."""
    form = CodeForm({"code": code})
    put_on(form, _not_open())
    return render(request, "diagnosis/walk/enter.html", {"form": form}, status=404)


def _walk(request: HttpRequest, code: str) -> Walk:
    """Return the walk of a code; whoever tries codes without end finds none any more."""
    try:
        walk_limits.check_page(client_address(request))
    except walk_limits.TooManyError as error:
        raise Http404 from error
    found = queries.walk_by(code)
    if found is None:
        raise Http404
    return found


def _walker(request: HttpRequest, walk: Walk) -> Walker | None:
    key = sealed.unseal(request.COOKIES.get(_cookie(walk), ""), salt=SALT)
    if key is None:
        return None
    found = Walker.objects.filter(walk=walk, key=key).first()
    if found:
        found.walk = walk
    return found


def _with_cookie(response: HttpResponse, walker: Walker) -> HttpResponse:
    response.set_cookie(
        _cookie(walker.walk),
        sealed.seal(walker.key, salt=SALT),
        max_age=SENT_WITHIN * 2,
        path=_cookie_path(),
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return response


def _cookie(walk: Walk) -> str:
    return f"walk_{walk.code}"


def _cookie_path() -> str:
    """Return what every language of these pages stands under."""
    return "/"


def _fresh() -> dict[str, object]:
    return {"key": uuid.uuid4(), "made_on": today()}


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"


def _all_errors(form: NoteForm) -> str:
    return " ".join(str(text) for texts in form.errors.values() for text in texts)
