"""What is somebody's own of local problems: those they reported or joined, each to its end."""

import uuid

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from podworko.core.discreet import discreet
from podworko.initiatives.models import Problem
from podworko.initiatives.queries import problems as queries
from podworko.initiatives.views.own import person_of
from podworko.people.public import Person


def section(request: HttpRequest, *, person: Person, token: str) -> SafeString:
    """Draw what somebody reported; nothing for whoever reported nothing."""
    found = queries.problems_of(person)
    if not found:
        return SafeString("")
    context = {"problems": found, "token": token, "person": person}
    return render_to_string("initiatives/problems/own/_section.html", context, request)


@login_not_required
@discreet
@require_safe
def problem(request: HttpRequest, token: str, public_id: uuid.UUID) -> HttpResponse:
    """Show a problem with each step to who reported or joined it."""
    person = person_of(token)
    found = get_object_or_404(queries.of_person(person), public_id=public_id)
    is_reporter = found.reporter_id == person.pk
    photo = reverse("initiatives:own_problem_photo", args=[token, public_id])
    context = {
        "token": token,
        "problem": found,
        "is_reporter": is_reporter,
        "photo_url": photo if is_reporter and found.photo else "",
        "steps": queries.steps_for(found, person),
        "count": found.voices.count(),
    }
    return render(request, "initiatives/problems/own/problem.html", context)


@login_not_required
@discreet
@require_safe
def photo(request: HttpRequest, token: str, public_id: uuid.UUID) -> FileResponse:
    """Answer with the photograph of a problem to who reported it."""
    del request
    return photo_of(get_object_or_404(Problem, reporter=person_of(token), public_id=public_id))


def photo_of(found: Problem) -> FileResponse:
    """Return the photograph of a problem for a page of who may see it."""
    name = str(found.photo.name or "")
    storage = found.photo.storage
    if not name or not storage.exists(name):
        raise Http404
    return FileResponse(storage.open(name), content_type="image/jpeg")
