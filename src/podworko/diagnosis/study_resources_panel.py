"""The resources of a community on the file and the page of its study."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from podworko.diagnosis.models import Study
from podworko.diagnosis.panels import study_desk, study_public
from podworko.diagnosis.queries.study_resources import study_resources


def take_places() -> None:
    """Register both; called once, when models are ready."""
    study_desk.add("resources", panel, order=20)
    study_public.add("resources", panel, order=20)


def panel(request: HttpRequest, *, study: Study) -> SafeString:
    """List what the community can count on, with when it was checked; two queries."""
    found = study_resources(study)
    if not found.total:
        return SafeString()
    context = {"found": found, "study": study}
    return render_to_string("diagnosis/studies/_resources_panel.html", context, request)
