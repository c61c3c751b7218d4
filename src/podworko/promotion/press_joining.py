"""The places the press desk takes: menus, pages of things to tell of, the trail."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from podworko.accounts.public import May, may
from podworko.audit import public as audit
from podworko.promotion import press_verbs
from podworko.promotion.models import Photo, Release, Scope
from podworko.promotion.operations.release_photos import let_go_release_photo
from podworko.promotion.photo_places import Found, Place, Shown, places
from podworko.promotion.queries.press import with_photos
from podworko.ui.navigation import NavLink, footer
from podworko.ui.navigation import desk as desk_menu


def take_places(group: str | Promise) -> None:
    """Register everything; `group` is the heading of the desk's menu."""
    audit.change_words.add(press_verbs.HEADING, press_verbs.CHANGES)
    audit.look_words.add(press_verbs.HEADING, press_verbs.LOOKS)
    places.add(Place("press", _("informacje prasowe"), Scope.PRESS, _shown, let_go_release_photo))
    footer.add(NavLink(url_name="promotion:press", label=_("Dla mediów"), order=22))
    desk_menu.add(
        NavLink(
            url_name="promotion:desk_press",
            label=_("Dla mediów"),
            icon="megaphone",
            order=94,
            group=group,
            is_shown=_may,
        )
    )


def _may(request: HttpRequest) -> bool:
    return may(request.user, May.RUN_PRESS)


def _shown(photos: Sequence[Photo]) -> Found:
    """Tell of what anybody may read by its title: who is on a photograph reads this list too."""
    found: dict[int, list[Shown]] = {}
    for row in with_photos(photos):
        found.setdefault(row.photo_id, []).append(_told(row.release))
    return found


def _told(release: Release) -> Shown:
    if release.is_public:
        return Shown(release.title, release.get_absolute_url())
    if release.is_out:
        return Shown(gettext("u redakcji, jeszcze przed ogłoszeniem"))
    return Shown(gettext("w przygotowaniu, nikt go tam jeszcze nie widzi"))
