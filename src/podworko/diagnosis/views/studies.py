"""What residents read of studies: who asks and why before, what came of it after."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from podworko.diagnosis import panels
from podworko.diagnosis.models import Study
from podworko.diagnosis.queries import studies as queries
from podworko.network.public import Pal


@login_not_required
@require_safe
def studies(request: HttpRequest) -> HttpResponse:
    """List what is being studied and what was."""
    return render(request, "diagnosis/studies/list.html", {"studies": queries.public_studies()})


@login_not_required
@require_safe
def study(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who asks, why, how and when; and the report once it is public."""
    rows = Study.objects.public().select_related("pal", "district", "previous")
    found = get_object_or_404(rows, slug=slug)
    has_report = queries.has_report(found)
    context = {
        "study": found,
        "page": queries.study_page(found, public=True),
        "has_report": has_report,
        "photos": queries.public_photos(found) if has_report else (),
        "panels": panels.study_public.drawn(request, study=found),
    }
    return render(request, "diagnosis/studies/study.html", context)


def pal_panel(request: HttpRequest, *, pal: Pal) -> SafeString:
    """Say on a PAL's page that it asks its neighbours, and link what they said last time."""
    running, report = queries.of_pal(pal)
    if not running and not report:
        return SafeString()
    context = {"running": running, "report": report}
    return render_to_string("diagnosis/studies/_pal_panel.html", context, request)
