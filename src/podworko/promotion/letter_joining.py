"""The places the newsletter takes: menus, the desk, PALs' pages, the trail."""

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from podworko.accounts.panels import desk as desk_panels
from podworko.accounts.public import May, may
from podworko.audit import public as audit
from podworko.people.public import acting
from podworko.promotion import letter_verbs, policies
from podworko.promotion.views import letters_desk
from podworko.ui.navigation import NavLink, footer
from podworko.ui.navigation import desk as desk_menu


def take_places(group: str | Promise) -> None:
    """Register everything; `group` is the heading of the desk's menu."""
    audit.change_words.add(letter_verbs.HEADING, letter_verbs.CHANGES)
    audit.look_words.add(letter_verbs.HEADING, letter_verbs.LOOKS)
    acting.forms.add("promotion:subscribe", policies.may_subscribe_for)
    desk_panels.add("letters", letters_desk.panel, order=60)
    footer.add(NavLink(url_name="promotion:subscribe", label=_("Biuletyn e-mailem"), order=21))
    desk_menu.add(
        NavLink(
            url_name="promotion:desk_letters",
            label=_("Biuletyn"),
            icon="mail",
            order=93,
            group=group,
            is_shown=_may,
        )
    )


def _may(request: HttpRequest) -> bool:
    return may(request.user, May.WRITE_NEWS)
