"""The desk's pages of a study's steps: interviews, workshops, data read, and what they found."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from podworko.accounts.public import May, StaffRequest, needs
from podworko.core.errors import DomainError
from podworko.core.http import answer_or_back, posted, put_on, status_of
from podworko.diagnosis import operations, policies
from podworko.diagnosis.categories import Method
from podworko.diagnosis.forms.studies import StepForm, StepNeedForm
from podworko.diagnosis.models import StudyStep
from podworko.diagnosis.operations import EvidenceData
from podworko.diagnosis.queries import studies as queries


@needs(May.EDIT_STUDIES)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Add a step to a study's schedule."""
    study = get_object_or_404(policies.editable_studies(request.user), public_id=public_id)
    return _form(request, StudyStep(study=study))


@needs(May.EDIT_STUDIES)
@never_cache
@require_http_methods(["GET", "POST"])
def step(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change a step, and say once it is done what it found."""
    return _form(request, _step(request, public_id))


@needs(May.EDIT_STUDIES)
@require_POST
def remove(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take a step out of the schedule."""
    found = _step(request, public_id)

    def answer() -> HttpResponse:
        operations.remove_step(found, actor=request.user)
        messages.success(request, _("Krok usunięty."))
        return redirect("diagnosis:desk_study", found.study.public_id)

    return answer_or_back(request, answer, back=reverse("diagnosis:desk_step", args=[public_id]))


@needs(May.EDIT_STUDIES)
@never_cache
@require_http_methods(["GET", "POST"])
def need(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write down a need that a step told of."""
    found = _step(request, public_id)
    pal = found.study.pal
    form = StepNeedForm(
        posted(request), pal=pal, known=queries.needs_of(pal), initial=_prefilled(found)
    )
    if form.is_valid():
        try:
            operations.need_from_step(
                form.need, step=found, data=_evidence(found, form), actor=request.user
            )
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Potrzeba zapisana razem z tym, skąd o niej wiemy."))
            return redirect("diagnosis:desk_study", found.study.public_id)
    context = {"form": form, "step": found, "study": found.study}
    return render(request, "diagnosis/desk/studies/step_need.html", context, status=status_of(form))


def _form(request: StaffRequest, found: StudyStep) -> HttpResponse:
    form = StepForm(posted(request), instance=found)
    if form.is_valid():
        try:
            operations.save_step(found, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane."))
            return redirect("diagnosis:desk_study", found.study.public_id)
    context = {"form": form, "step": found, "study": found.study}
    return render(request, "diagnosis/desk/studies/step.html", context, status=status_of(form))


def _prefilled(step: StudyStep) -> dict[str, object]:
    day = date_format(step.planned_on, "j E Y")
    return {"evidence": f"{step.title}, {day}"[:300], "voices": step.voices}


def _evidence(step: StudyStep, form: StepNeedForm) -> EvidenceData:
    return EvidenceData(
        method=Method(step.method),
        words=form.cleaned_data["evidence"],
        voices=form.cleaned_data["voices"],
        study=step.study,
        about=step,
        noted_on=step.planned_on,
    )


def _step(request: StaffRequest, public_id: uuid.UUID) -> StudyStep:
    rows = StudyStep.objects.filter(study__in=policies.editable_studies(request.user))
    return get_object_or_404(rows.select_related("study__pal"), public_id=public_id)
