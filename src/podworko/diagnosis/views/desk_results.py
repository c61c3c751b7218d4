"""Results at the desk: counted live, crossed, and told to residents."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.core.http import errors_shown
from podworko.diagnosis import operations, policies
from podworko.diagnosis.forms.desk_results import ResultsForm
from podworko.diagnosis.models import Survey
from podworko.diagnosis.queries import desk_surveys
from podworko.diagnosis.queries.answer_map import answer_maps
from podworko.diagnosis.queries.crossings import CHANNEL, crossings, roles_of
from podworko.diagnosis.queries.published import last_told
from podworko.diagnosis.queries.results import results as counted
from podworko.diagnosis.views.desk_surveys import page_of


@needs(May.SEE_DIAGNOSIS)
@never_cache
@require_safe
def results(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Count the answers so far: all or of one channel, and by groups when asked for."""
    survey = get_object_or_404(policies.visible_surveys(request.user), public_id=public_id)
    whole = counted(survey)
    form = ResultsForm(request.GET, groups=[*roles_of(whole), (CHANNEL, _("sposób odpowiedzi"))])
    channel, by = form.told("kanal"), form.told("wedlug")
    found = counted(survey, channel=channel) if channel else whole
    tables = crossings(survey, found=found, by=by, channel=channel) if by else {}
    maps = answer_maps(found, survey.study.pal)
    context = {
        "form": form,
        "found": found,
        "rows": [
            (result, tables.get(result.asked), maps.get(result.asked)) for result in found.results
        ],
        "by": form.group_words(by),
        "last": last_told(survey),
    }
    page = desk_surveys.survey_page(survey)
    return page_of(request, page, "diagnosis/desk/surveys/results.html", context)


@needs(May.EDIT_STUDIES)
@require_POST
def publish(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show residents the results as they stand now."""
    with errors_shown(request):
        operations.publish_results(_editable(request, public_id), actor=request.user)
        messages.success(request, _("Wyniki są na stronie."))
    return redirect("diagnosis:desk_survey_results", public_id)


@needs(May.EDIT_STUDIES)
@require_POST
def show_again(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Put results that were withdrawn back on the site, as they were."""
    with errors_shown(request):
        operations.show_results_again(_editable(request, public_id), actor=request.user)
        messages.success(request, _("Wyniki są znów na stronie, takie jak wcześniej."))
    return redirect("diagnosis:desk_survey_results", public_id)


@needs(May.EDIT_STUDIES)
@require_POST
def withdraw(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take the results off the site."""
    with errors_shown(request):
        operations.withdraw_results(_editable(request, public_id), actor=request.user)
        messages.success(request, _("Wyników nie ma już na stronie."))
    return redirect("diagnosis:desk_survey_results", public_id)


def _editable(request: StaffRequest, public_id: uuid.UUID) -> Survey:
    return get_object_or_404(policies.editable_surveys(request.user), public_id=public_id)
