"""Where studies join what is below them: the menus, and the page of a PAL."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from podworko.accounts.public import May, may
from podworko.diagnosis.views import studies
from podworko.network.public import panels
from podworko.ui import navigation


def take_places() -> None:
    """Register everything; called once, when models are ready."""
    panels.pal.add("studies", studies.pal_panel, order=25)
    navigation.footer.add(
        navigation.NavLink(url_name="diagnosis:studies", label=_("Diagnozy"), order=15)
    )
    navigation.desk.add(
        navigation.NavLink(
            url_name="diagnosis:desk_studies",
            label=_("Diagnozy"),
            icon="microscope",
            order=61,
            group=_("Potrzeby i plan"),
            is_shown=_sees_studies,
        )
    )


def _sees_studies(request: HttpRequest) -> bool:
    return may(request.user, May.SEE_DIAGNOSIS)
