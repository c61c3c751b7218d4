from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class PlanningConfig(AppConfig):
    name = "podworko.planning"
    label = "planning"

    def ready(self) -> None:
        """Put plans in the desk's menu, and what came of words on the PALs' pages."""
        from podworko.accounts.public import (  # noqa: PLC0415 - models are ready only now
            May,
            may,
            packs,
        )
        from podworko.audit import public as audit  # noqa: PLC0415
        from podworko.diagnosis.public import panels as diagnosis_panels  # noqa: PLC0415
        from podworko.network.public import panels  # noqa: PLC0415
        from podworko.planning import verbs  # noqa: PLC0415
        from podworko.planning.queries.handover import needs_in_hand  # noqa: PLC0415
        from podworko.planning.views import desk, public  # noqa: PLC0415
        from podworko.ui import navigation  # noqa: PLC0415

        def plans(request: HttpRequest) -> bool:
            return may(request.user, May.SEE_PLAN)

        audit.change_words.add(verbs.HEADING, verbs.CHANGES)
        diagnosis_panels.need.add("planning", public.need_panel, order=10)
        diagnosis_panels.need_desk.add("planning", desk.need_panel, order=10)
        packs.add("planning", needs_in_hand, order=40)
        panels.pal.add("planning", public.pal_panel, order=20)
        navigation.desk.add(
            navigation.NavLink(
                url_name="planning:desk_board",
                label=_("Plan i potrzeby"),
                icon="target",
                order=65,
                group=_("Potrzeby i plan"),
                is_shown=plans,
            )
        )
