"""Answers as a file, for the team: with free words, so it is taken care of like any list."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.audit import public as audit
from podworko.core.tabular import Sheet
from podworko.diagnosis import policies
from podworko.diagnosis.models import Survey
from podworko.diagnosis.queries import desk_surveys
from podworko.diagnosis.queries.survey_data import BOOK, survey_data
from podworko.diagnosis.views.desk_surveys import page_of


@needs(May.EDIT_STUDIES)
@never_cache
@require_safe
def data(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Offer the answers and their codebook, or give them."""
    survey = get_object_or_404(policies.editable_surveys(request.user), public_id=public_id)
    wanted = audit.wanted_format(request)
    if wanted:
        return _file(request, survey, wanted)
    page = desk_surveys.survey_page(survey)
    return page_of(request, page, "diagnosis/desk/surveys/data.html", {})


def _file(request: StaffRequest, survey: Survey, as_format: str) -> HttpResponse:
    found = survey_data(survey)
    is_book = request.GET.get("lista") == "ksiega"
    book = Sheet(_("Księga kodów"), BOOK, found.book)
    return audit.table_file(
        name="ankieta-ksiega-kodow" if is_book else "ankieta-odpowiedzi",
        headings=BOOK if is_book else found.headings,
        rows=found.book if is_book else found.rows,
        as_format=as_format,
        about=survey,
        actor=request.user,
        more=() if is_book else (book,),
    )
