"""Surveys asked elsewhere: a file is sent, its columns are named, and it becomes a survey."""

import uuid

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from podworko.accounts.public import May, StaffRequest, needs
from podworko.core.errors import DomainError
from podworko.core.http import posted, status_of
from podworko.core.tabular import Decoding, decodings
from podworko.core.taking import Report
from podworko.diagnosis import operations, policies
from podworko.diagnosis.forms.survey_files import MappingForm, SurveyFileForm
from podworko.diagnosis.models import SurveyFile
from podworko.diagnosis.operations.survey_files import tables_of
from podworko.diagnosis.survey_proposals import proposals


@needs(May.EDIT_STUDIES)
@never_cache
@require_http_methods(["GET", "POST"])
def send(request: StaffRequest) -> HttpResponse:
    """Take a file and go on to its columns."""
    files = request.FILES if request.method == "POST" else None
    studies = policies.editable_studies(request.user)
    form = SurveyFileForm(posted(request), files, studies=studies)
    if form.is_valid():
        told = form.cleaned_data
        try:
            file = operations.send_survey_file(
                told["study"], title=told["title"], files=form.contents(), actor=request.user
            )
        except DomainError as error:
            form.add_error("file", str(error.message))
        else:
            return redirect("diagnosis:desk_survey_mapping", file.public_id)
    template = "diagnosis/desk/surveys/file.html"
    return render(request, template, {"form": form}, status=status_of(form))


@needs(May.EDIT_STUDIES)
@never_cache
@require_http_methods(["GET", "POST"])
def mapping(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show what each column seems to ask; check what was corrected, or make the survey of it."""
    file = get_object_or_404(_files(request), public_id=public_id)
    if file.survey:
        return redirect("diagnosis:desk_survey_results", file.survey.public_id)
    encodings = decodings(bytes(file.data))
    encoding = _encoding(request, encodings)
    table, labels = tables_of(file, encoding=encoding)
    form = MappingForm(posted(request), proposals=proposals(table, labels))
    is_final = request.POST.get("co") == "wczytaj"
    report = _report(request, file, form, encoding) if form.is_valid() else None
    file.refresh_from_db()
    if report and is_final:
        return _made(request, file, report)
    context = {
        "file": file,
        "table": table,
        "form": form,
        "report": report,
        "encodings": encodings,
        "encoding": encoding,
    }
    template = "diagnosis/desk/surveys/mapping.html"
    return render(request, template, context, status=status_of(form))


def _encoding(request: StaffRequest, known: list[Decoding]) -> str:
    """Return the encoding asked for if the file can be read in it, else the likeliest."""
    wanted = request.GET.get("kodowanie", "")
    likeliest = next((each.encoding for each in known if each.is_suggested), "")
    return wanted if wanted in {each.encoding for each in known} else likeliest


def _files(request: StaffRequest) -> QuerySet[SurveyFile]:
    studies = policies.editable_studies(request.user)
    return SurveyFile.objects.filter(study__in=studies).select_related("study", "survey")


def _report(
    request: StaffRequest, file: SurveyFile, form: MappingForm, encoding: str
) -> Report | None:
    try:
        return operations.import_survey(
            file,
            columns=form.columns(),
            actor=request.user,
            dry_run=request.POST.get("co") != "wczytaj",
            encoding=encoding,
        )
    except DomainError as error:
        form.add_error(form.field_of(error.field) or None, str(error.message))
        return None


def _made(request: StaffRequest, file: SurveyFile, report: Report) -> HttpResponse:
    """Go to the results of what was taken; a file that was taken before says so."""
    text = " ".join(report.notes)
    if file.survey is None:
        messages.info(request, text)
        return redirect("diagnosis:desk_surveys")
    messages.success(request, _("Ankieta wczytana.") + f" {text}")
    return redirect("diagnosis:desk_survey_results", file.survey.public_id)
