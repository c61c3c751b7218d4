"""Studies and walks on paper: at the desk, and the report for anybody."""

import uuid

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.core.http import absolute, answer_or_back, client_address
from podworko.diagnosis import policies, walk_limits
from podworko.diagnosis.models import Study
from podworko.diagnosis.printing.studies import report as report_document
from podworko.diagnosis.printing.walks import walk_sheet, walk_summary
from podworko.diagnosis.queries import studies
from podworko.diagnosis.queries.walks import walk_page
from podworko.ui.typesetting import pdf_answer, public_pdf


@login_not_required
@require_safe
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """Set the report of a study that residents may read."""
    rows = Study.objects.public().select_related("pal", "district", "previous")
    found = get_object_or_404(rows, slug=slug)
    if not studies.has_report(found):
        raise Http404

    def answer() -> HttpResponse:
        walk_limits.check_paper(client_address(request))
        page = studies.study_page(found, public=True)
        return public_pdf(report_document(page, draft=False), name=f"raport-{found.slug}")

    return answer_or_back(request, answer, back=found.get_absolute_url())


@needs(May.SEE_DIAGNOSIS)
@never_cache
@require_safe
def desk_report(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Set the report as it stands, marked as a draft until residents may read it."""
    found = get_object_or_404(policies.visible_studies(request.user), public_id=public_id)
    document = report_document(studies.study_page(found), draft=not studies.has_report(found))
    back = reverse("diagnosis:desk_study", args=[public_id])
    return answer_or_back(request, lambda: pdf_answer(document, name="raport"), back=back)


@needs(May.SEE_DIAGNOSIS)
@never_cache
@require_safe
def sheet(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Set the sheet that leads a walk: its code and its stops."""
    found = get_object_or_404(policies.visible_walks(request.user), public_id=public_id)
    address = absolute("pl", "diagnosis:walk", found.code)
    document = walk_sheet(walk_page(found), address=address)
    back = reverse("diagnosis:desk_walk", args=[public_id])
    return answer_or_back(request, lambda: pdf_answer(document, name="spacer"), back=back)


@needs(May.SEE_DIAGNOSIS)
@never_cache
@require_safe
def summary(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Set what was noted on a walk."""
    found = get_object_or_404(policies.visible_walks(request.user), public_id=public_id)
    document = walk_summary(walk_page(found))
    back = reverse("diagnosis:desk_walk", args=[public_id])
    return answer_or_back(request, lambda: pdf_answer(document, name="notatki"), back=back)
