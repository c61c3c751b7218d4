"""Writing, planning, publishing and withdrawing news, with pictures and what it leads to."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.promotion.markup import unsafe_links
from podworko.promotion.models import NewsItem, NewsLink, NewsPicture, Photo, Portrayal, Scope
from podworko.promotion.models.news import LINKED
from podworko.promotion.models.photos import FOLDER
from podworko.promotion.operations.photos import (
    PhotoData,
    add_photo,
    end_use,
    lock_photo,
    take_for,
    withdraw_photo,
)
from podworko.promotion.operations.portrayals import Said, name_person
from podworko.promotion.photo_places import shown_now

NEWS_FIELDS = (
    "pal",
    "title",
    "lead",
    "body",
    *(f"{name}_{code}" for code in ("en", "uk") for name in ("title", "lead", "body")),
)
MOST_PICTURES = 8
MOST_LINKS = 8
UPLOAD_TAKES = timedelta(hours=1)
"""A file younger than this may be of a row that is not committed yet."""
State = NewsItem.State


class NewsError(DomainError):
    """A rule of news says no."""

    code = "news"


@transaction.atomic
def save_news(item: NewsItem, *, actor: User, seen_version: str = "") -> NewsItem:
    """Store an item, new or changed; a language is complete or empty.

    Raises ChangedMeanwhileError, and stores nothing, when it is not `seen_version` any more, and
    NewsError for half a language, a link nobody could follow, and for what is withdrawn.
    """
    is_new = item.pk is None
    _check_languages(item)
    _check_links(item)
    if not is_new:
        held = _lock(item)
        if version_of(held, NEWS_FIELDS) != seen_version:
            raise ChangedMeanwhileError
        _check_is_not_withdrawn(held)
        item.state, item.shows_from = held.state, held.shows_from
    item.corrected_at = timezone.now() if item.is_public else None
    if is_new:
        item.written_by = actor
        item.save()
    else:
        item.save(update_fields=[*NEWS_FIELDS, "corrected_at"])
    audit.record("news.written" if is_new else "news.changed", actor=actor, target=item)
    return item


@transaction.atomic
def publish_news(item: NewsItem, *, at: datetime | None, actor: User) -> NewsItem:
    """Have residents read an item from `at` on, or now; what is planned may be moved so.

    Raises NewsError for what came out already or is withdrawn, and for a moment that is over.
    """
    held, now = _lock(item), timezone.now()
    _check_is_not_withdrawn(held)
    if held.is_public:
        raise NewsError(_("Ta aktualność jest już opublikowana."))
    if at and at < now:
        raise NewsError(_("Ten moment już minął. Wybierz późniejszy."), field="shows_from")
    held.state, held.shows_from, held.published_by = State.PUBLISHED, at or now, actor
    held.save(update_fields=["state", "shows_from", "published_by"])
    # Both verbs stand whole: a test reads them from the source.
    if at:
        audit.record("news.planned", actor=actor, target=held)
    else:
        audit.record("news.published", actor=actor, target=held)
    return held


@transaction.atomic
def stop_planned(item: NewsItem, *, actor: audit.Actor) -> NewsItem:
    """Make a draft again of what has not come out yet; raises NewsError when it has."""
    held = _lock(item)
    if not held.is_planned:
        raise NewsError(_("Ta aktualność nie jest zaplanowana albo już się ukazała."))
    held.state, held.shows_from, held.published_by = State.DRAFT, None, None
    held.save(update_fields=["state", "shows_from", "published_by"])
    audit.record("news.unplanned", actor=actor, target=held)
    return held


@transaction.atomic
def withdraw_news(item: NewsItem, *, why: str, actor: audit.Actor) -> NewsItem:
    """Take away what residents read, its pictures for good; its address says why.

    It does not come back, so that nothing needs the pictures, and whoever has a link to one of
    them finds nothing there once this is committed.
    Raises NewsError for what has not come out, and without words.
    """
    # The photographs first, lower key first, as whoever withdraws consent locks them.
    for picture in item.pictures.select_related("photo").order_by("photo_id"):
        lock_photo(picture.photo)
    held = _lock(item)
    if not held.is_public:
        raise NewsError(_("Wycofać można tylko to, co się ukazało."))
    if not why.strip():
        raise NewsError(_("Napisz, dlaczego: to zobaczą mieszkańcy."), field="why")
    held.state, held.withdrawn_at, held.withdrawn_why = State.WITHDRAWN, timezone.now(), why.strip()
    held.save(update_fields=["state", "withdrawn_at", "withdrawn_why"])
    for picture in list(held.pictures.select_related("photo")):
        _let_go(picture, actor=actor)
    audit.record("news.withdrawn", actor=actor, target=held)
    return held


@transaction.atomic
def add_picture(
    item: NewsItem, photo: Photo, *, actor: audit.Actor, is_own: bool = False
) -> NewsPicture:
    """Show a photograph of the library beside an item, the last one; twice is once.

    One that `is_own` was brought for this item alone, and goes with it.
    Raises NewsError for too many, and PhotoError when it may not be shown on the site.
    """
    # The photograph first, as whoever withdraws consent locks them.
    shown = take_for(photo, scope=Scope.SITE)
    held = _lock(item)
    _check_is_not_withdrawn(held)
    there = held.pictures.filter(photo=shown).first()
    if there:
        return there
    numbers = list(held.pictures.values_list("number", flat=True))
    if len(numbers) >= MOST_PICTURES:
        raise NewsError(_("Więcej zdjęć tu nie zmieścimy. Usuń któreś."), field="photo")
    made = NewsPicture.objects.create(
        item=held, photo=shown, number=max(numbers, default=0) + 1, is_own=is_own
    )
    audit.record("news.picture_added", actor=actor, target=held, number=made.number)
    return made


@transaction.atomic
def bring_picture(
    item: NewsItem, data: PhotoData, *, agreed: Iterable[str] = (), actor: audit.Actor
) -> NewsPicture:
    """Put a photograph brought for an item into the library, and show it beside the item.

    `agreed` are the names of who is on it and agreed to be shown on the site.
    Raises NewsError and PhotoError, and keeps nothing, when it cannot be shown.
    """
    photo = add_photo(data, pal=item.pal, actor=actor)
    for name in agreed:
        said = Said(name=name, state=Portrayal.State.GIVEN, scopes=(Scope.SITE,))
        name_person(photo, said, actor=actor)
    return add_picture(item, photo, actor=actor, is_own=True)


@transaction.atomic
def remove_picture(picture: NewsPicture, *, actor: audit.Actor) -> None:
    """Show a picture there no more; one brought for this item alone is deleted, file and all."""
    lock_photo(picture.photo)
    held = _lock(picture.item)
    number = picture.number
    _let_go(picture, actor=actor)
    audit.record("news.picture_removed", actor=actor, target=held, number=number)


def let_go_photo(photo: Photo, actor: audit.Actor) -> None:
    """Take a photograph away from all news; whoever calls holds its lock."""
    shown = NewsPicture.objects.filter(photo=photo).select_related("item").order_by("item_id")
    for picture in list(shown):
        held = _lock(picture.item)
        picture.delete()
        audit.record("news.picture_removed", actor=actor, target=held, number=picture.number)


def sweep_pictures(*, now: datetime | None = None) -> int:
    """Delete files of photographs that the library does not have; return how many.

    A process that dies between what it notes of a picture and its file leaves such a one.
    """
    if not default_storage.exists(FOLDER):
        return 0
    before = (now or timezone.now()) - UPLOAD_TAKES
    paths = {f"{FOLDER}{name}" for name in default_storage.listdir(FOLDER)[1]}
    stray = paths - set(Photo.objects.kept().values_list("file", flat=True))
    old = [path for path in stray if default_storage.get_modified_time(path) < before]
    for path in old:
        default_storage.delete(path)
    return len(old)


@transaction.atomic
def add_link(item: NewsItem, thing: models.Model, *, name: str, actor: audit.Actor) -> NewsLink:
    """Have an item lead to a thing; the same one twice is one link.

    Raises NewsError for too many, and ValueError for what news cannot lead to.
    """
    if name not in LINKED:
        raise ValueError(f"News leads to no {name!r}.")
    held = _lock(item)
    _check_is_not_withdrawn(held)
    if held.links.count() >= MOST_LINKS:
        raise NewsError(_("Więcej powiązań tu nie zmieścimy. Usuń któreś."), field="thing")
    fields: dict[str, Any] = {name: thing}
    made, is_new = NewsLink.objects.get_or_create(item=held, **fields)
    if is_new:
        audit.record("news.linked", actor=actor, target=held, kind=name)
    return made


@transaction.atomic
def remove_link(link: NewsLink, *, actor: audit.Actor) -> None:
    """Have an item lead there no more."""
    held = _lock(link.item)
    link.delete()
    audit.record("news.unlinked", actor=actor, target=held)


def _lock(item: NewsItem) -> NewsItem:
    rows = NewsItem.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("pal").get(pk=item.pk)


def _check_is_not_withdrawn(item: NewsItem) -> None:
    if item.state == State.WITHDRAWN:
        raise NewsError(_("Ta aktualność jest wycofana. Napisz nową."))


def _check_languages(item: NewsItem) -> None:
    for code in ("en", "uk"):
        parts = {
            name: getattr(item, f"{name}_{code}").strip() for name in ("title", "lead", "body")
        }
        missing = [name for name, text in parts.items() if not text]
        if 0 < len(missing) < len(parts):
            words = _("W tym języku uzupełnij tytuł, najważniejsze i treść albo zostaw puste.")
            raise NewsError(words, field=f"{missing[0]}_{code}")


def _check_links(item: NewsItem) -> None:
    for name in ("body", "body_en", "body_uk"):
        wrong = unsafe_links(getattr(item, name))
        if wrong:
            words = _("Adres linku zacznij od https:// – tak nie zadziała: %(wrong)s")
            raise NewsError(words % {"wrong": wrong[0]}, field=name)


def _let_go(picture: NewsPicture, *, actor: audit.Actor) -> None:
    """Delete a picture, and the photograph too when it was brought for it and is nowhere else."""
    photo, is_own = picture.photo, picture.is_own
    picture.delete()
    if is_own and photo.is_kept and not shown_now(photo):
        withdraw_photo(
            photo, why=_("Aktualność, przy której było, już go nie pokazuje."), actor=actor
        )
    else:
        end_use(photo)
