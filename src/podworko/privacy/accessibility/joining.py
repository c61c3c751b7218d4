"""The places that access takes: the foot of every page, PALs' pages, the desk, the trail."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from podworko.accounts.panels import desk
from podworko.accounts.public import May, may
from podworko.audit import public as audit
from podworko.network.public import panels
from podworko.privacy.accessibility import desk_views, verbs, views
from podworko.ui import navigation


def take_places() -> None:
    """Register everything; called once, when models are ready."""
    audit.change_words.add(verbs.HEADING, verbs.CHANGES)
    audit.look_words.add(verbs.HEADING, verbs.LOOKS)
    desk.add("access", desk_views.panel, order=82)
    panels.pal.add("access", views.pal_panel, order=85)
    navigation.footer.add(
        navigation.NavLink(
            url_name="privacy:declaration", label=_("Deklaracja dostępności"), order=1
        )
    )
    navigation.desk.add(
        navigation.NavLink(
            url_name="privacy:desk_access",
            label=_("Dostępność"),
            icon="accessibility",
            order=870,
            is_shown=_tells_of_access,
        )
    )


def _tells_of_access(request: HttpRequest) -> bool:
    return may(request.user, May.RUN_ACCESS) or may(request.user, May.EDIT_PLACES)
