"""The places advice takes: menus, the desk's first page, PALs' pages, the thread, the trail."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from podworko.accounts.panels import desk
from podworko.accounts.public import May, may, packs
from podworko.advice import erasing, verbs
from podworko.advice.models import Question
from podworko.advice.queries import AdviceSource, questions_in_hand
from podworko.advice.views import public, questions
from podworko.audit import public as audit
from podworko.core import privacy
from podworko.network.public import panels
from podworko.planning.public import sources
from podworko.ui.navigation import NavLink
from podworko.ui.navigation import desk as desk_menu
from podworko.ui.navigation import public as public_menu

GROUP = _("Pomoc")


def take_places() -> None:
    """Register everything; called once, when models are ready."""
    privacy.erasing.add("advice", erasing.erase_questions, order=40)
    privacy.erasing.find(Question, erasing.questions_of)
    audit.change_words.add(verbs.HEADING, verbs.CHANGES)
    audit.look_words.add(verbs.HEADING, verbs.LOOKS)
    desk.add("advice", questions.panel, order=20)
    packs.add("advice", questions_in_hand, order=31)
    panels.pal.add("advice", public.pal_panel, order=50)
    sources.add("advice", AdviceSource())
    public_menu.add(NavLink(url_name="advice:home", label=_("Porady"), order=35))
    desk_menu.add(
        NavLink(
            url_name="advice:desk_questions",
            label=_("Pytania"),
            icon="message-circle",
            order=70,
            group=GROUP,
            is_shown=_answers,
        ),
        NavLink(
            url_name="advice:desk_duty",
            label=_("Dyżur"),
            icon="clipboard-list",
            order=71,
            group=GROUP,
            is_shown=_keeps,
        ),
        NavLink(
            url_name="advice:desk_pages",
            label=_("Baza wiedzy"),
            icon="book-open",
            order=72,
            group=GROUP,
            is_shown=_edits,
        ),
    )


def _answers(request: HttpRequest) -> bool:
    return may(request.user, May.ANSWER_QUESTIONS)


def _keeps(request: HttpRequest) -> bool:
    return may(request.user, May.KEEP_DUTY_LOG)


def _edits(request: HttpRequest) -> bool:
    return may(request.user, May.EDIT_ANSWERS)
