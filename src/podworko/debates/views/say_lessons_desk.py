"""The desk's pages of lessons: one writes, another publishes."""

import uuid

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, may, needs
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.core.versions import ChangedMeanwhileError
from podworko.debates import operations, policies
from podworko.debates.forms.say_lessons import TieLessonForm, UnitForm
from podworko.debates.models import Unit


@needs(May.SEE_DIAGNOSIS)
@never_cache
@require_safe
def lessons(request: StaffRequest) -> HttpResponse:
    """List all lessons of the network."""
    rows = list(Unit.objects.select_related("written_by", "easier_of"))
    context = {"lessons": rows, "may_run": may(request.user, May.RUN_DEBATES)}
    return render(request, "debates/say/desk/lessons.html", context)


@needs(May.RUN_DEBATES)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Write a lesson; another person publishes it."""
    form = UnitForm(posted(request), instance=Unit())
    if form.is_valid():
        quiz = form.cleaned_data["quiz"]
        made = operations.write_lesson(form.instance, quiz=quiz, actor=request.user)
        messages.success(request, _("Zapisane. Opublikuje ją inna osoba."))
        return redirect("debates:desk_lesson", made.public_id)
    context = {"form": form}
    return render(request, "debates/say/desk/lesson_edit.html", context, status=status_of(form))


@needs(May.SEE_DIAGNOSIS)
@never_cache
@require_safe
def lesson(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a lesson as it will be read, its quiz with all explanations, and where it stands."""
    return _page(request, get_object_or_404(_rows(), public_id=public_id))


@needs(May.RUN_DEBATES)
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change a lesson; it waits for another person again. Who saves second sees both versions."""
    found = get_object_or_404(_rows(), public_id=public_id)
    form = UnitForm(posted(request), instance=found)
    context: dict[str, object] = {"form": form, "lesson": found}
    status = status_of(form)
    if form.is_valid():
        try:
            operations.save_lesson(
                form.instance,
                quiz=form.cleaned_data["quiz"],
                actor=request.user,
                seen_version=form.seen_version,
            )
        except ChangedMeanwhileError:
            context["form"], context["differing"] = form.merged(_rows().get(pk=found.pk))
            context["is_late"], status = True, 409
        else:
            messages.success(request, _("Zapisane. Opublikuje ją inna osoba."))
            return redirect("debates:desk_lesson", public_id)
    return render(request, "debates/say/desk/lesson_edit.html", context, status=status)


@needs(May.RUN_DEBATES)
@require_POST
def publish(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Let residents read a lesson that somebody else wrote."""
    found = get_object_or_404(_rows(), public_id=public_id)
    with errors_shown(request):
        operations.publish_lesson(found, actor=request.user)
        messages.success(request, _("Opublikowana."))
    return redirect("debates:desk_lesson", public_id)


@needs(May.RUN_DEBATES)
@require_POST
def tie(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a lesson at a debate, a hearing or a poll."""
    found = get_object_or_404(_rows(), public_id=public_id)
    form = _tie_form(request)
    if form.is_valid():
        try:
            operations.tie_lesson(found, to=form.thing, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            return redirect("debates:desk_lesson", public_id)
    return _page(request, found, form)


@needs(May.RUN_DEBATES)
@require_POST
def untie(request: StaffRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Take a lesson off."""
    held = get_object_or_404(policies.run_ties(request.user), unit__public_id=public_id, pk=number)
    operations.untie_lesson(held, actor=request.user)
    return redirect("debates:desk_lesson", public_id)


def _rows() -> QuerySet[Unit]:
    return Unit.objects.select_related("written_by", "published_by", "easier_of", "easier")


def _tie_form(request: StaffRequest) -> TieLessonForm:
    user = request.user
    return TieLessonForm(
        posted(request),
        debates=policies.run_debates(user),
        hearings=policies.run_hearings(user),
        polls=policies.run_polls(user),
    )


def _page(request: StaffRequest, found: Unit, sent: TieLessonForm | None = None) -> HttpResponse:
    context = {
        "lesson": found,
        "questions": list(found.questions.prefetch_related("answers")),
        "ties": list(policies.desk_ties(request.user).filter(unit=found)),
        "own_ties": set(policies.run_ties(request.user).values_list("pk", flat=True)),
        "form": sent or _tie_form(request),
        "may_run": may(request.user, May.RUN_DEBATES),
        "may_publish": found.written_by_id != request.user.pk,
    }
    status = 422 if sent else 200
    return render(request, "debates/say/desk/lesson.html", context, status=status)
