"""The places this module takes: menus, the desk's first page, clauses at forms, the trail."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from podworko.accounts.panels import desk
from podworko.accounts.public import May, may
from podworko.audit import public as audit
from podworko.core import privacy
from podworko.privacy import verbs
from podworko.privacy.accessibility import joining as access
from podworko.privacy.queries import clauses
from podworko.privacy.subjects import held_subject
from podworko.privacy.views import desk_requests
from podworko.ui import clauses as shown_clauses
from podworko.ui import navigation


def take_places() -> None:
    """Register everything; called once, when models are ready."""
    access.take_places()
    privacy.erasing.held = held_subject
    audit.change_words.add(verbs.HEADING, verbs.CHANGES)
    audit.look_words.add(verbs.HEADING, verbs.LOOKS)
    desk.add("privacy", desk_requests.panel, order=16)
    shown_clauses.source.words = clauses.shown
    shown_clauses.source.url = _clause_url
    navigation.footer.add(
        navigation.NavLink(url_name="privacy:about", label=_("Twoje dane"), order=90)
    )
    navigation.desk.add(
        navigation.NavLink(
            url_name="privacy:desk_requests",
            label=_("Ochrona danych"),
            icon="shield-check",
            order=880,
            is_shown=_runs,
        ),
        navigation.NavLink(
            url_name="privacy:desk_take",
            label=_("Wniosek o dane"),
            icon="shield-check",
            order=45,
            is_shown=_takes,
        ),
    )


def _clause_url(form: str) -> str:
    return reverse("privacy:clause", args=[form])


def _runs(request: HttpRequest) -> bool:
    return may(request.user, May.RUN_PRIVACY)


def _takes(request: HttpRequest) -> bool:
    return may(request.user, May.TAKE_RIGHTS) and not may(request.user, May.RUN_PRIVACY)
