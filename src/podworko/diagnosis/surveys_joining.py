"""Where surveys join what is below them: the menus, and the page of a PAL."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from podworko.accounts.public import May, may
from podworko.diagnosis.queries.published import published_surveys
from podworko.diagnosis.queries.surveys import open_surveys
from podworko.network.public import Pal, panels
from podworko.ui import navigation


def take_places() -> None:
    """Register everything; called once, when models are ready."""
    panels.pal.add("surveys", pal_panel, order=30)
    navigation.footer.add(
        navigation.NavLink(url_name="diagnosis:public_surveys", label=_("Ankiety"), order=20)
    )
    navigation.desk.add(
        navigation.NavLink(
            url_name="diagnosis:desk_surveys",
            label=_("Ankiety"),
            icon="clipboard-list",
            order=50,
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
