"""The places photographs take: the desk, pages of events and pictures, the trail, their places."""

from collections.abc import Sequence
from functools import partial

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from podworko.accounts.panels import desk as desk_panels
from podworko.accounts.public import May, may
from podworko.activities.public import panels as activity_panels
from podworko.audit import public as audit
from podworko.people import public as people
from podworko.promotion import photo_verbs
from podworko.promotion.models import Photo, Scope
from podworko.promotion.operations.news import let_go_photo
from podworko.promotion.operations.photo_keeping import let_go_kept
from podworko.promotion.operations.portrayals import follow_consent
from podworko.promotion.photo_kept import KINDS
from podworko.promotion.photo_places import Found, Place, Shown, places
from podworko.promotion.queries.photos import notes_of, on_news
from podworko.promotion.views import photos, photos_desk
from podworko.ui import pictures
from podworko.ui.navigation import NavLink
from podworko.ui.navigation import desk as desk_menu


def take_places(group: str | Promise) -> None:
    """Register everything; `group` is the heading of the desk's menu."""
    audit.change_words.add(photo_verbs.HEADING, photo_verbs.CHANGES)
    audit.look_words.add(photo_verbs.HEADING, photo_verbs.LOOKS)
    places.add(Place("news", _("aktualności"), Scope.SITE, _news, let_go_photo))
    for code, kind in KINDS.items():
        shown, let_go = partial(_kept, code), partial(let_go_kept, code)
        places.add(Place(code, kind.words, Scope.SITE, shown, let_go, asks=False))
    people.consent_withdrawn.connect(follow_consent, dispatch_uid="promotion.follow_consent")
    pictures.asks.add("promotion", photos.ask_link)
    pictures.notes.add("promotion", photos_desk.note_button)
    desk_panels.add("photos", photos_desk.panel, order=12)
    activity_panels.desk_activity.add("photos", photos_desk.activity_panel, order=30)
    people.panels.card.add("photos", photos_desk.person_panel, order=40)
    desk_menu.add(
        NavLink(
            url_name="promotion:desk_photos",
            label=_("Zdjęcia i zgody"),
            icon="camera",
            order=95,
            group=group,
            is_shown=_keeps,
        )
    )


def _news(photos: Sequence[Photo]) -> Found:
    found: dict[int, list[Shown]] = {}
    for picture in on_news(photos):
        item = picture.item
        shown = Shown(item.title, item.get_absolute_url(), item.is_public)
        found.setdefault(picture.photo_id, []).append(shown)
    return found


def _kept(code: str, photos: Sequence[Photo]) -> Found:
    notes = {note.name: note.photo_id for note in notes_of(photos, kind=code)}
    found: dict[int, list[Shown]] = {}
    for name, shown in KINDS[code].shown(list(notes)) if notes else ():
        found.setdefault(notes[name], []).append(shown)
    return found


def _keeps(request: HttpRequest) -> bool:
    return may(request.user, May.WRITE_NEWS)
