"""Lessons as residents read them; nobody keeps who answered what."""

import uuid
from collections.abc import Iterable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from podworko.core.http import posted, status_of
from podworko.debates.forms.say import QuizForm
from podworko.debates.models import Unit


@login_not_required
@require_safe
def lessons(request: HttpRequest) -> HttpResponse:
    """List the lessons; an easy version stands beside its lesson."""
    rows = Unit.objects.public().select_related("easier")
    shown = [row for row in rows if row.easier_of_id is None or not _is_listed(row, rows)]
    return render(request, "debates/say/lessons.html", {"lessons": shown})


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def lesson(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a lesson and its quiz; after answering, why each answer is right or not."""
    rows = Unit.objects.public().select_related("easier_of", "easier")
    found = get_object_or_404(rows, public_id=public_id)
    form = QuizForm(posted(request), unit=found)
    results = form.results() if form.is_valid() else []
    context = {
        "lesson": found,
        "form": form,
        "results": results,
        "right": sum(chosen.is_right for _words, chosen, _right in results),
        "other": _other(found),
    }
    return render(request, "debates/say/lesson.html", context, status=status_of(form))


def _is_listed(row: Unit, rows: Iterable[Unit]) -> bool:
    return any(each.pk == row.easier_of_id for each in rows)


def _other(found: Unit) -> Unit | None:
    """Return the other version of a lesson, if residents may read it."""
    other = found.easier_of or getattr(found, "easier", None)
    return other if other and other.state == Unit.State.PUBLISHED else None
