"""The desk's pages of studies: the list, the file of one, its report."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, may, needs
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.core.versions import ChangedMeanwhileError
from podworko.diagnosis import operations, panels, policies
from podworko.diagnosis.forms.studies import NewStudyForm, ReportForm, StudyForm
from podworko.diagnosis.models import Study
from podworko.diagnosis.queries import studies as queries


@needs(May.SEE_DIAGNOSIS)
@never_cache
@require_safe
def studies(request: StaffRequest) -> HttpResponse:
    """List the studies of every PAL one may see, with how far they are."""
    context = {
        "studies": queries.listed(policies.visible_studies(request.user)),
        "may_write": may(request.user, May.EDIT_STUDIES),
    }
    return render(request, "diagnosis/desk/studies/list.html", context)


@needs(May.EDIT_STUDIES)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Begin a study."""
    pals = policies.pals_where(request.user, May.EDIT_STUDIES)
    form = NewStudyForm(posted(request), pals=pals)
    if form.is_valid():
        try:
            made = operations.save_study(form.instance, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Diagnoza założona. Teraz kroki: co, kiedy i jak."))
            return redirect("diagnosis:desk_study", made.public_id)
    return render(
        request, "diagnosis/desk/studies/edit.html", {"form": form}, status=status_of(form)
    )


@needs(May.SEE_DIAGNOSIS)
@never_cache
@require_safe
def study(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show the file of a study, and what can be done with it now."""
    found = get_object_or_404(policies.visible_studies(request.user), public_id=public_id)
    context = {
        "page": queries.study_page(found),
        "study": found,
        "moves": queries.moves(found),
        "may_write": may(request.user, May.EDIT_STUDIES, pal_id=found.pal_id),
        "panels": panels.study_desk.drawn(request, study=found),
    }
    return render(request, "diagnosis/desk/studies/study.html", context)


@needs(May.EDIT_STUDIES)
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change who asks, why and when; who saves second sees both versions."""
    found = get_object_or_404(policies.editable_studies(request.user), public_id=public_id)
    form = StudyForm(posted(request), instance=found)
    context: dict[str, Any] = {"form": form, "study": found}
    status = status_of(form)
    if form.is_valid():
        try:
            operations.save_study(found, actor=request.user, seen_version=form.seen_version)
        except ChangedMeanwhileError:
            context["form"], context["differing"] = form.merged(_stored(found))
            context["is_late"], status = True, 409
        except DomainError as error:
            put_on(form, error)
            status = 422
        else:
            messages.success(request, _("Zapisane."))
            return redirect("diagnosis:desk_study", public_id)
    return render(request, "diagnosis/desk/studies/edit.html", context, status=status)


@needs(May.EDIT_STUDIES)
@require_POST
def move(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take a study one state on, or one back."""
    found = get_object_or_404(policies.editable_studies(request.user), public_id=public_id)
    with errors_shown(request):
        to = request.POST.get("to", "")
        if to in Study.State.values:
            operations.move_study(found, to=Study.State(to), actor=request.user)
            messages.success(request, _("Zapisane."))
    return redirect("diagnosis:desk_study", public_id)


@needs(May.EDIT_STUDIES)
@never_cache
@require_http_methods(["GET", "POST"])
def conclude(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write the five parts of a report, with what was heard beside them."""
    found = get_object_or_404(policies.editable_studies(request.user), public_id=public_id)
    form = ReportForm(posted(request), instance=found)
    context: dict[str, Any] = {"form": form, "study": found}
    status = status_of(form)
    if form.is_valid():
        try:
            operations.write_report(found, actor=request.user, seen_version=form.seen_version)
        except ChangedMeanwhileError:
            context["form"], context["differing"] = form.merged(_stored(found))
            context["is_late"], status = True, 409
        except DomainError as error:
            put_on(form, error)
            status = 422
        else:
            messages.success(request, _("Zapisane."))
            return redirect("diagnosis:desk_study", public_id)
    context["page"] = queries.study_page(found)
    return render(request, "diagnosis/desk/studies/report.html", context, status=status)


@needs(May.EDIT_STUDIES)
@require_POST
def publish(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show the report to residents, or take it back."""
    found = get_object_or_404(policies.editable_studies(request.user), public_id=public_id)
    public = "public" in request.POST
    with errors_shown(request):
        operations.publish_report(found, public=public, actor=request.user)
        said = _("Raport jest na stronie.") if public else _("Raport zdjęty ze strony.")
        messages.success(request, said)
    return redirect("diagnosis:desk_study", public_id)


def _stored(study: Study) -> Study:
    return Study.objects.select_related("pal", "district", "previous").get(pk=study.pk)
