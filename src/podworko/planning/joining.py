"""The places planning takes: the desk, PALs' pages, pages of needs and agreements, the thread."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from podworko.accounts.public import May, may, packs
from podworko.audit import public as audit
from podworko.diagnosis.public import panels as diagnosis_panels
from podworko.network.public import panels
from podworko.partners.public import panels as partner_panels
from podworko.planning import verbs
from podworko.planning.queries.agreements import AgreementSource
from podworko.planning.queries.handover import needs_in_hand
from podworko.planning.thread import sources
from podworko.planning.views import agreements, desk, public
from podworko.ui import navigation


def take_places() -> None:
    """Register everything; called once, when models are ready."""
    audit.change_words.add(verbs.HEADING, verbs.CHANGES)
    diagnosis_panels.need.add("planning", public.need_panel, order=10)
    diagnosis_panels.need_desk.add("planning", desk.need_panel, order=10)
    partner_panels.desk_agreement.add("planning", agreements.panel, order=10)
    sources.add("agreements", AgreementSource())
    packs.add("planning", needs_in_hand, order=40)
    panels.pal.add("planning", public.pal_panel, order=20)
    navigation.desk.add(
        navigation.NavLink(
            url_name="planning:desk_board",
            label=_("Plan i potrzeby"),
            icon="target",
            order=65,
            group=_("Potrzeby i plan"),
            is_shown=_sees_plans,
        )
    )


def _sees_plans(request: HttpRequest) -> bool:
    return may(request.user, May.SEE_PLAN)
