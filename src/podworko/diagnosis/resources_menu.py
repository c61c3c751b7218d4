"""Where the map of resources and needs stands at the desk."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from podworko.accounts.panels import desk
from podworko.accounts.public import May, may
from podworko.diagnosis.views import desk_map
from podworko.ui import navigation


def take_places() -> None:
    """Put the map in the desk's menu, and what waits on its first page."""
    desk.add("map", desk_map.panel, order=40)
    navigation.desk.add(
        navigation.NavLink(
            url_name="diagnosis:desk_map",
            label=_("Mapa potrzeb"),
            icon="map-pin",
            order=63,
            group=_("Potrzeby i plan"),
            is_shown=_keeps_map,
        ),
        navigation.NavLink(
            url_name="diagnosis:desk_needs",
            label=_("Potrzeby"),
            icon="hand",
            order=63,
            group=_("Potrzeby i plan"),
            is_shown=_only_looks,
        ),
    )


def _keeps_map(request: HttpRequest) -> bool:
    return may(request.user, May.EDIT_MAP)


def _only_looks(request: HttpRequest) -> bool:
    return may(request.user, May.SEE_DIAGNOSIS) and not _keeps_map(request)
