"""Where surveys join what is below them: the menus, and the page of a PAL."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from podworko.accounts.public import May, may
from podworko.diagnosis.models import Study, Survey
from podworko.diagnosis.panels import study_desk, study_public
from podworko.diagnosis.queries.published import published_surveys
from podworko.diagnosis.queries.surveys import open_surveys
from podworko.network.public import Pal, panels
from podworko.ui import navigation


def take_places() -> None:
    """Register everything; called once, when models are ready."""
    panels.pal.add("surveys", pal_panel, order=30)
    study_desk.add("surveys", study_desk_panel, order=10)
    study_public.add("surveys", study_panel, order=10)
    navigation.footer.add(
        navigation.NavLink(url_name="diagnosis:public_surveys", label=_("Ankiety"), order=20)
    )
    navigation.desk.add(
        navigation.NavLink(
            url_name="diagnosis:desk_surveys",
            label=_("Ankiety"),
            icon="clipboard-list",
            order=62,
            group=_("Potrzeby i plan"),
            is_shown=sees_surveys,
        )
    )


def sees_surveys(request: HttpRequest) -> bool:
    return may(request.user, May.SEE_DIAGNOSIS)


def pal_panel(request: HttpRequest, *, pal: Pal) -> SafeString:
    """Ask the neighbours of a PAL what it asks them now, and tell what they answered before."""
    language = get_language() or "pl"
    rows = open_surveys(language, pal=pal)
    told = [(each, each.title_in(language)) for each in published_surveys(pal=pal)]
    if not rows and not told:
        return SafeString()
    context = {"rows": rows, "told": told}
    return render_to_string("diagnosis/surveys/_pal_panel.html", context, request)


def study_desk_panel(request: HttpRequest, *, study: Study) -> SafeString:
    """List the surveys of a study's file, those being written too; one query."""
    language = get_language() or "pl"
    rows = [(each, each.title_in(language)) for each in study.surveys.order_by("pk")]
    context = {"rows": rows, "may_write": may(request.user, May.EDIT_STUDIES, pal_id=study.pal_id)}
    return render_to_string("diagnosis/surveys/_study_desk_panel.html", context, request)


def study_panel(request: HttpRequest, *, study: Study) -> SafeString:
    """Show residents the surveys of a study: to answer now, or what came of them; one query."""
    language = get_language() or "pl"
    told = study.surveys.exclude(state=Survey.State.DRAFT).order_by("pk")
    rows = [(each, each.title_in(language)) for each in told]
    if not rows:
        return SafeString()
    return render_to_string("diagnosis/surveys/_study_panel.html", {"rows": rows}, request)
